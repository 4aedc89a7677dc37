import type { Limits } from '../../contract/limits.ts'

/**
 * The document gives no limits of pictures (seed-facts/tencent-ci/capabilities.json, `limits`). These are the bounds that Cloud Infinite publishes
 * for processing pictures in general (PROTOCOLS.md tag P), in the formats that every service of it takes: they keep hopeless files from being sent.
 */
export const limits = {
  formats: ['jpeg', 'png', 'bmp', 'webp'],
  maxBytes: 32 * 1024 * 1024,
  maxSidePixels: 30_000,
} satisfies Limits

/** `CardType`. */
export const cardTypes = ['IDCard', 'DriverLicense'] as const
export type CardType = (typeof cardTypes)[number]

/** `UserData`: printable ASCII, at most 1024 characters. */
export const userDataPattern = '^[\\x20-\\x7E]{0,1024}$'
export const userDataMaxLength = 1024

/** `JobLevel`: priority, the higher the sooner. */
export const jobLevels = ['0', '1', '2'] as const

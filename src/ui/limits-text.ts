import type { TFunction } from 'i18next'
import type { Limits } from '#contract/limits'
import type { Format } from './format.ts'

/** A recogniser's limits in one line: "JPEG, PNG, PDF · up to 10 MB · up to 50 pages". */
export function limitsText(limits: Limits, t: TFunction<'shell'>, format: Format): string {
  const { minBytes = 0, maxBytes, minSidePixels, maxSidePixels, maxPixels, maxPages } = limits
  const { maxDurationMs, maxFramesPerSecond } = limits
  const parts = [limits.formats.join(', ').toUpperCase()]
  // Every file has a byte: a least size of one says nothing to anybody.
  if (minBytes > 1) parts.push(t('limits.minBytes', { size: format.bytes(minBytes) }))
  if (maxBytes !== undefined) parts.push(t('limits.bytes', { size: format.bytes(maxBytes) }))
  if (minSidePixels !== undefined && maxSidePixels !== undefined) {
    parts.push(t('limits.sides', { min: format.number(minSidePixels), max: format.number(maxSidePixels) }))
  } else if (minSidePixels !== undefined) parts.push(t('limits.minSide', { min: format.number(minSidePixels) }))
  else if (maxSidePixels !== undefined) parts.push(t('limits.maxSide', { max: format.number(maxSidePixels) }))
  if (maxPixels !== undefined) parts.push(t('limits.pixels', { count: Math.floor(maxPixels / 1e6) }))
  if (maxPages !== undefined) parts.push(t('limits.pages', { count: maxPages }))
  if (maxDurationMs !== undefined) parts.push(t('limits.seconds', { count: Math.round(maxDurationMs / 100) / 10 }))
  if (maxFramesPerSecond !== undefined) parts.push(t('limits.framesPerSecond', { count: maxFramesPerSecond }))
  return parts.join(' · ')
}

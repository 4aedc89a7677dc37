import { licenceAction, picturesPerCall, type CapabilityId } from '../limits.ts'
import type { Fault } from './codes.ts'

function licenceFault(body: Record<string, unknown>): Fault | null {
  const { Action, ImageData, ...others } = body
  if (Action === undefined || ImageData === undefined) return 'missing-parameter'
  if (Object.keys(others).length > 0) return 'unknown-parameter'
  if (typeof Action !== 'string' || typeof ImageData !== 'string') return 'wrong-field-type'
  if (Action !== licenceAction) return 'wrong-action'
  return ImageData === '' ? 'empty-list-or-value' : null
}

function listFault({ data }: Record<string, unknown>): Fault | null {
  if (data === undefined) return 'missing-parameter'
  if (!Array.isArray(data)) return 'wrong-field-type'
  if (data.length === 0) return 'empty-list-or-value'
  return data.length > picturesPerCall ? 'too-many-images' : null
}

/**
 * The pictures of a body, still in Base64, or what is wrong with the whole of it. Keys beside `data` are ignored by the list APIs; the licence refuses
 * every key but its two (seed-facts/ctyun).
 */
export function picturesOf(capability: CapabilityId, body: unknown): { pictures: unknown[] } | { fault: Fault } {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return { fault: 'body-not-object' }
  const record = body as Record<string, unknown>
  const isLicence = capability === 'ctyun.ocr.business-license'
  const fault = isLicence ? licenceFault(record) : listFault(record)
  if (fault !== null) return { fault }
  return { pictures: isLicence ? [record['ImageData']] : (record['data'] as unknown[]) }
}

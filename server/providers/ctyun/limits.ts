import type { Format, Limits } from '../../contract/limits.ts'

export type CapabilityId = 'ctyun.ocr.general' | 'ctyun.ocr.idcard' | 'ctyun.ocr.plate' | 'ctyun.ocr.business-license'

export const capabilityIds: readonly CapabilityId[] = [
  'ctyun.ocr.general',
  'ctyun.ocr.idcard',
  'ctyun.ocr.plate',
  'ctyun.ocr.business-license',
]

export function isCapabilityId(id: string): id is CapabilityId {
  return (capabilityIds as readonly string[]).includes(id)
}

const formats: Format[] = ['png', 'jpeg', 'bmp']

/** Greater than 32 and less than 5000 in the document: exclusive, so one pixel less on either side (seed-facts/ctyun, `exclusiveBounds`). */
const exclusive = { minSidePixels: 33, maxSidePixels: 4999 }
const inclusive = { minSidePixels: 32, maxSidePixels: 5000 }

/** Of the picture itself, not of its Base64 (seed-facts/ctyun/capabilities.json). */
const ofList = { formats, maxBytes: 10 * 1024 * 1024, ...exclusive, maxPages: 50 }

/** Inclusive bounds, by capability. A document of several pages goes out in one call where the API takes a list of pictures. */
export const limitsOf: Record<
  CapabilityId,
  Limits & { maxBytes: number; minSidePixels: number; maxSidePixels: number }
> = {
  'ctyun.ocr.general': ofList,
  'ctyun.ocr.idcard': ofList,
  'ctyun.ocr.plate': ofList,
  'ctyun.ocr.business-license': { formats, maxBytes: 7 * 1024 * 1024, ...inclusive, maxPages: 1 },
}

/** Pictures of one call; the licence takes a single one outside of any list. */
export const picturesPerCall = 50

/** Paths of the document; where it gives several, the one that seed-facts/ctyun/capabilities.json and PROTOCOLS.md, 6.4 take for the true one. */
export const pathOf: Record<CapabilityId, string> = {
  'ctyun.ocr.general': '/v1/aiop/api/2f3p1pnxpqm8/ocrdetect/ocr/v1/image.json',
  'ctyun.ocr.idcard': '/v1/aiop/api/2f3os7qq79xc/IdentityCard/ocr/v1/idcard.json',
  'ctyun.ocr.plate': '/v1/aiop/api/2gt54ed8660w/driven-plate-ocr/platelicense.json',
  'ctyun.ocr.business-license': '/v1/aiop/api/2k8jo3ghhjwg/businesslicense/ocr/v1/BusinessLicense.json',
}

/** The one value of the licence's `Action`: it says business card, yet it is the licence. */
export const licenceAction = 'BusinessCardOCR'

import { runChecks } from '../../contract/checks/index.ts'
import { kindByName } from '../../contract/documents/index.ts'
import { clampedQuad } from '../../contract/geometry.ts'
import type { Findings, Region } from '../../contract/result.ts'
import { extractBankCard } from './bank-card.ts'
import { extractBusinessLicence } from './business-licence.ts'
import { extractDriverLicenceBack } from './driver-licence-back.ts'
import { extractDriverLicenceFront } from './driver-licence-front.ts'
import { extractLicencePlate } from './licence-plate.ts'
import { extractVehicleLicenceBack } from './vehicle-licence-back.ts'
import { extractVehicleLicenceFront } from './vehicle-licence-front.ts'
import { extractVatInvoice } from './vat-invoice.ts'
import { extractTrainTicket } from './train-ticket.ts'
import { extractBusinessCard } from './business-card.ts'
import { extractHouseholdRegister } from './household-register.ts'
import { extractEmiratesIdFront } from './emirates-id-front.ts'
import { extractEmiratesIdBack } from './emirates-id-back.ts'
import { extractTaxiInvoice } from './taxi-invoice.ts'
import { extractQuotaInvoice } from './quota-invoice.ts'
import { extractVatRollInvoice } from './vat-roll-invoice.ts'
import { extractTakeawayOrder } from './takeaway-order.ts'
import { extractVin } from './vin.ts'
import { extractSignboard } from './signboard.ts'
import { extractIcpFiling } from './icp-filing.ts'
import { extractQrCode } from './qr-code.ts'
import { extractTable } from './table.ts'
import { extractDocumentStructure } from './document-structure.ts'
import { extractPdf } from './pdf.ts'
import { extractVideoText } from './video-text.ts'
import { extractStamp } from './stamp.ts'
import { extractCardScreenshot } from './card-screenshot.ts'
import { extractGeneralText } from './general-text.ts'
import { extractIdCardBack } from './id-card-back.ts'
import { extractIdCardFront } from './id-card-front.ts'
import { extractPassportMrz } from './passport-mrz.ts'
import { extractPassport, extractPassportCn } from './passport.ts'
import type { PageContext } from './text-stream.ts'
import { withoutForeign } from './unread.ts'

export type { PageContext } from './text-stream.ts'

type Extractor = (pages: readonly PageContext[]) => Promise<Findings>

/** From a kind to the file that reads it. A new kind is one file and one line here. */
const extractors: Readonly<Record<string, Extractor>> = {
  'general-text': extractGeneralText,
  'id-card-front': extractIdCardFront,
  'id-card-back': extractIdCardBack,
  passport: extractPassport,
  'passport-cn': extractPassportCn,
  'passport-mrz': extractPassportMrz,
  'qr-code': extractQrCode,
  table: extractTable,
  'document-structure': extractDocumentStructure,
  pdf: extractPdf,
  'video-text': extractVideoText,
  stamp: extractStamp,
  'card-screenshot': extractCardScreenshot,
  'vat-invoice': extractVatInvoice,
  'train-ticket': extractTrainTicket,
  'business-card': extractBusinessCard,
  'household-register': extractHouseholdRegister,
  'emirates-id-front': extractEmiratesIdFront,
  'emirates-id-back': extractEmiratesIdBack,
  'taxi-invoice': extractTaxiInvoice,
  'quota-invoice': extractQuotaInvoice,
  'vat-roll-invoice': extractVatRollInvoice,
  'takeaway-order': extractTakeawayOrder,
  vin: extractVin,
  signboard: extractSignboard,
  'icp-filing': extractIcpFiling,
  'bank-card': extractBankCard,
  'business-licence': extractBusinessLicence,
  'driver-licence-back': extractDriverLicenceBack,
  'driver-licence-front': extractDriverLicenceFront,
  'licence-plate': extractLicencePlate,
  'vehicle-licence-back': extractVehicleLicenceBack,
  'vehicle-licence-front': extractVehicleLicenceFront,
}

/** The kinds that the local engine can answer. */
export const extractableKinds: readonly string[] = Object.keys(extractors)

/**
 * Canonical findings of a kind from what the engine read on each page: fields in the kind's order with their own quads, confidence,
 * characters and checks, and every line; print in a script that nothing here reads has its place and the reason instead of a text. Fields that are not on the pages are absent; a label without a value is a field with value null.
 * @throws {RangeError} for a kind that is not in `extractableKinds`.
 */
export async function extractFindings(kind: string, pages: readonly PageContext[]): Promise<Findings> {
  const extract = extractors[kind]
  const definition = kindByName(kind)
  if (!extract || !definition) throw new RangeError(`No extraction for kind ${kind}`)
  const findings = await extract(pages)
  const checks = runChecks(definition, findings.fields)
  const order = new Map(definition.fields.map(({ key }, index) => [key, index]))
  const rank = (key: string) => order.get(key) ?? order.size
  const fields = findings.fields
    .map((field) => ({ ...field, checks: checks[field.key] ?? [] }))
    .sort((first, second) => rank(first.key) - rank(second.key))
  return withoutForeign({ ...findings, fields, regions: onTheirPages(findings.regions, pages) }, pages)
}

/** A card that lies partly beyond the picture ends where that does: nothing is drawn beside a page. */
function onTheirPages(regions: readonly Region[], pages: readonly PageContext[]): Region[] {
  return regions.flatMap((region) => {
    const page = pages.find(({ index }) => index === region.page)
    const quad = page ? clampedQuad(region.quad, page) : region.quad
    return quad ? [{ ...region, quad }] : []
  })
}

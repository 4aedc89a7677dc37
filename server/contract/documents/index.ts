import type { FieldDefinition, KindDefinition } from './definition.ts'
import bankCard from './bank-card.ts'
import businessCard from './business-card.ts'
import businessLicence from './business-licence.ts'
import cardScreenshot from './card-screenshot.ts'
import documentStructure from './document-structure.ts'
import driverLicenceBack from './driver-licence-back.ts'
import driverLicenceFront from './driver-licence-front.ts'
import emiratesIdBack from './emirates-id-back.ts'
import emiratesIdFront from './emirates-id-front.ts'
import generalText from './general-text.ts'
import householdRegister from './household-register.ts'
import icpFiling from './icp-filing.ts'
import idCardBack from './id-card-back.ts'
import idCardFront from './id-card-front.ts'
import licencePlate from './licence-plate.ts'
import passport from './passport.ts'
import passportCn from './passport-cn.ts'
import passportMrz from './passport-mrz.ts'
import pdf from './pdf.ts'
import qrCode from './qr-code.ts'
import quotaInvoice from './quota-invoice.ts'
import signboard from './signboard.ts'
import stamp from './stamp.ts'
import table from './table.ts'
import takeawayOrder from './takeaway-order.ts'
import taxiInvoice from './taxi-invoice.ts'
import trainTicket from './train-ticket.ts'
import vatInvoice from './vat-invoice.ts'
import vatRollInvoice from './vat-roll-invoice.ts'
import vehicleLicenceBack from './vehicle-licence-back.ts'
import vehicleLicenceFront from './vehicle-licence-front.ts'
import videoText from './video-text.ts'
import vin from './vin.ts'

export type { FieldDefinition, FieldType, KindDefinition } from './definition.ts'

/** Every kind that the console knows, in the order in which it offers them. A new kind is one file and one line here. */
export const kinds: readonly KindDefinition[] = [
  generalText,
  idCardFront,
  idCardBack,
  householdRegister,
  bankCard,
  businessCard,
  qrCode,
  passport,
  passportCn,
  passportMrz,
  businessLicence,
  stamp,
  table,
  documentStructure,
  cardScreenshot,
  signboard,
  pdf,
  videoText,
  driverLicenceFront,
  driverLicenceBack,
  vehicleLicenceFront,
  vehicleLicenceBack,
  licencePlate,
  vin,
  taxiInvoice,
  vatInvoice,
  trainTicket,
  takeawayOrder,
  quotaInvoice,
  vatRollInvoice,
  emiratesIdFront,
  emiratesIdBack,
  icpFiling,
]

const byName = new Map(kinds.map((kind) => [kind.kind, kind]))

/** The definition of a kind, or undefined for a name that the vocabulary does not hold. */
export function kindByName(name: string): KindDefinition | undefined {
  return byName.get(name)
}

/** The definition of one field of a kind; undefined for native keys outside the vocabulary. */
export function fieldDefinition(kind: string, key: string): FieldDefinition | undefined {
  return byName.get(kind)?.fields.find((field) => field.key === key)
}

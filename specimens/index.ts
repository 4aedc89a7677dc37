import { photograph, type Level, type Photograph, type Turn } from './distort.ts'
import { generalText } from './kinds/general-text.ts'
import { idCardBack } from './kinds/id-card-back.ts'
import { idCardFront } from './kinds/id-card-front.ts'
import type { SpecimenKind } from './kinds/kind.ts'
import { passportCn } from './kinds/passport-cn.ts'
import { passportMrz } from './kinds/passport-mrz.ts'
import { passport } from './kinds/passport.ts'
import { bankCard } from './kinds/bank-card.ts'
import { businessLicence } from './kinds/business-licence.ts'
import { driverLicenceBack } from './kinds/driver-licence-back.ts'
import { driverLicenceFront } from './kinds/driver-licence-front.ts'
import { licencePlate } from './kinds/licence-plate.ts'
import { vehicleLicenceBack } from './kinds/vehicle-licence-back.ts'
import { vehicleLicenceFront } from './kinds/vehicle-licence-front.ts'
import { vatInvoice } from './kinds/vat-invoice.ts'
import { trainTicket } from './kinds/train-ticket.ts'
import { businessCard } from './kinds/business-card.ts'
import { householdRegister } from './kinds/household-register.ts'
import { emiratesIdFront } from './kinds/emirates-id-front.ts'
import { emiratesIdBack } from './kinds/emirates-id-back.ts'
import { taxiInvoice } from './kinds/taxi-invoice.ts'
import { quotaInvoice } from './kinds/quota-invoice.ts'
import { vatRollInvoice } from './kinds/vat-roll-invoice.ts'
import { takeawayOrder } from './kinds/takeaway-order.ts'
import { vin } from './kinds/vin.ts'
import { signboard } from './kinds/signboard.ts'
import { icpFiling } from './kinds/icp-filing.ts'
import { qrCode } from './kinds/qr-code.ts'
import { table } from './kinds/table.ts'
import { documentStructure } from './kinds/document-structure.ts'
import { pdf } from './kinds/pdf.ts'
import { videoText } from './kinds/video-text.ts'
import { stamp } from './kinds/stamp.ts'
import { cardScreenshot } from './kinds/card-screenshot.ts'
import { createRandom } from './random.ts'

export type { Level, Turn } from './distort.ts'
export type { TrueLine } from './truth.ts'

/** Every kind that can be drawn. A new kind is one file in kinds/ and one line here. */
const kinds: readonly SpecimenKind[] = [
  generalText,
  idCardFront,
  idCardBack,
  passport,
  passportCn,
  passportMrz,
  bankCard,
  businessLicence,
  driverLicenceBack,
  driverLicenceFront,
  licencePlate,
  vehicleLicenceBack,
  vehicleLicenceFront,
  vatInvoice,
  trainTicket,
  businessCard,
  householdRegister,
  emiratesIdFront,
  emiratesIdBack,
  taxiInvoice,
  quotaInvoice,
  vatRollInvoice,
  takeawayOrder,
  vin,
  signboard,
  icpFiling,
  qrCode,
  table,
  documentStructure,
  pdf,
  videoText,
  stamp,
  cardScreenshot,
]

/** The names of the kinds that `renderSpecimen` draws; they are those of canonical/documents.json. */
export const specimenKinds: readonly string[] = kinds.map(({ kind }) => kind)

export type Specimen = Photograph

/**
 * Draws one specimen with an invented holder. The same order gives the same bytes; the same kind and seed give the same document at
 * every level and turn. Rules are tuned on seeds 1 to 999 only; figures come from seeds from 100000 on.
 *
 * @throws {RangeError} for a kind that nothing here draws.
 */
export async function renderSpecimen(order: {
  kind: string
  seed: number
  level: Level
  /** Turns the finished picture clockwise. Default 0. */
  turn?: Turn
}): Promise<Specimen> {
  const { kind, seed, level, turn = 0 } = order
  const artist = kinds.find((candidate) => candidate.kind === kind)
  if (!artist) throw new RangeError(`no specimen of the kind ${kind} can be drawn`)
  const sheet = artist.draw(createRandom(`${kind}/${seed}`))
  return photograph(sheet, artist.surroundings, { level, turn, random: createRandom(`${kind}/${seed}/${level}`) })
}

import type { FindingsContext, Found } from './collect.ts'
import { licencePlate, poiName, qrCode, stamp, takeoutOrder } from './entries.ts'
import { quotaInvoice, ticketInvoice, vatInvoice } from './invoices.ts'
import { businessCard, namedActions } from './named.ts'
import { chinaPassport, passportMrz } from './passports.ts'
import { sidedActions } from './sides.ts'
import { documentStructure, table } from './tables.ts'
import { taxiInvoice } from './taxi.ts'
import { character, pdf, video } from './texts.ts'

export type { FindingsContext } from './collect.ts'

const byAction: Readonly<Record<string, (data: unknown, context: FindingsContext) => Found>> = {
  ...namedActions,
  ...sidedActions,
  RecognizeBusinessCard: businessCard,
  RecognizeQrCode: qrCode,
  RecognizeChinapassport: chinaPassport,
  RecognizePassportMRZ: passportMrz,
  RecognizeStamp: stamp,
  RecognizeCharacter: character,
  RecognizeTable: table,
  TrimDocument: documentStructure,
  RecognizePoiName: poiName,
  RecognizePdf: pdf,
  RecognizeVideoCharacter: video,
  RecognizeLicensePlate: licencePlate,
  RecognizeTaxiInvoice: taxiInvoice,
  RecognizeVATInvoice: vatInvoice,
  RecognizeTakeoutOrder: takeoutOrder,
  RecognizeQuotaInvoice: quotaInvoice,
  RecognizeTicketInvoice: ticketInvoice,
}

/**
 * What an answer of one of the 26 recognisers says, in canonical form, with every value under its native name that the kind has no key for. Of the
 * asynchronous ones `data` is the parsed result of the job. Coordinates are those of the pages' pictures.
 * @param data what stands under `Data`, from JSON or from XML: single values in place of lists, numbers in place of texts are all right
 * @throws {RangeError} for an action that is no recogniser
 */
export function findingsOf(capabilityId: string, data: unknown, context: FindingsContext): Found {
  const find = byAction[capabilityId]
  if (!find) throw new RangeError(`There is no recogniser ${capabilityId}.`)
  return find(data, context)
}

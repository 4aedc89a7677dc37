import type { StandInEngine, StandInReading } from '../../stand-in.ts'
import { limits, mostTasksPerCall, type CapabilityId } from '../limits.ts'
import type { StoredFile } from './file.ts'
import { choice, flag, needed, positiveInteger, sideOf, taskUrls } from './parameters.ts'
import { asRefused, checkFile, checkPages } from './picture.ts'
import * as cards from './shapes/cards.ts'
import * as invoices from './shapes/invoices.ts'
import * as tables from './shapes/tables.ts'
import * as texts from './shapes/texts.ts'
import * as vehicles from './shapes/vehicles.ts'

type Parameters = ReadonlyMap<string, string>

/** What the work of a call may use. */
export interface Workbench {
  engine: StandInEngine
  signal: AbortSignal
  uuid: () => string
}

/** A call whose parameters were found good: its `Data`, once the work is done. @throws Refused */
export type Work = (workbench: Workbench) => Promise<unknown>

/**
 * Checks the parameters of a call and its URLs, and says what is to be done. @param find @throws Refused for a URL that is not allowed
 * @throws Refused
 */
export type Action = (parameters: Parameters, find: (url: string) => StoredFile) => Work

/** Reads the picture behind a URL as one kind of document. */
async function readPicture(
  action: CapabilityId,
  kind: string,
  file: StoredFile,
  { engine, signal }: Workbench,
): Promise<StandInReading> {
  const bytes = file.read()
  checkFile(bytes, limits[action])
  try {
    return await engine.read(kind, bytes, signal)
  } catch (error) {
    throw asRefused(error, bytes)
  }
}

/** An action that takes one picture and no other parameter. */
const picture =
  (
    action: CapabilityId,
    kind: string,
    shape: (reading: StandInReading) => unknown,
    check: (parameters: Parameters) => void = () => undefined,
    fileParameter = 'ImageURL',
  ): Action =>
  (parameters, find) => {
    const file = find(needed(parameters, fileParameter, 'MissingImageURL'))
    check(parameters)
    return async (workbench) => shape(await readPicture(action, kind, file, workbench))
  }

type Side = readonly [kind: string, shape: (reading: StandInReading) => unknown]

/** An action whose Side decides what is read. Only the side that was asked for is answered, though the licences' examples show both. */
const twoSided =
  (action: CapabilityId, sides: { face: Side; back: Side }): Action =>
  (parameters, find) => {
    const file = find(needed(parameters, 'ImageURL', 'MissingImageURL'))
    const [kind, shape] = sideOf(parameters) === 'face' ? sides.face : sides.back
    return async (workbench) => shape(await readPicture(action, kind, file, workbench))
  }

const character: Action = (parameters, find) => {
  const file = find(needed(parameters, 'ImageURL', 'MissingImageURL'))
  const minHeight = positiveInteger(parameters, 'MinHeight', 'MissingMinHeight')
  const probability = flag(parameters, 'OutputProbability')
  return async (workbench) => {
    const reading = await readPicture('RecognizeCharacter', 'general-text', file, workbench)
    return texts.character(reading, minHeight, probability)
  }
}

const table: Action = (parameters, find) => {
  const file = find(needed(parameters, 'ImageURL', 'MissingImageURL'))
  const format = choice(parameters, 'OutputFormat', ['html', 'json', 'xlsx'], {
    missing: 'MissingOutputFormat',
    invalid: 'InvalidOutputFormat',
  })
  // They are checked like the service's own, and decide nothing here: the engine has one way to find a table.
  flag(parameters, 'UseFinanceModel', 'MissingUseFinanceModel')
  flag(parameters, 'AssureDirection', 'MissingAssureDirection')
  flag(parameters, 'HasLine')
  flag(parameters, 'SkipDetection', 'MissingSkipDetection')
  return async (workbench) => tables.tables(await readPicture('RecognizeTable', 'table', file, workbench), format)
}

const qrCode: Action = (parameters, find) => {
  const tasks = taskUrls(parameters, mostTasksPerCall).map((url) => ({ url, file: find(url) }))
  return async (workbench) => {
    const Elements: unknown[] = []
    for (const { url, file } of tasks) {
      const reading = await readPicture('RecognizeQrCode', 'qr-code', file, workbench)
      Elements.push(texts.qrCode(reading, url, `img${workbench.uuid().replaceAll('-', '')}`))
    }
    return { Elements }
  }
}

/** The pages of a PDF, each read as one kind. @param most how many are read of those that are allowed */
async function readPdf(
  action: CapabilityId,
  kind: string,
  file: StoredFile,
  { engine, signal }: Workbench,
  most = Infinity,
): Promise<StandInReading[]> {
  const bytes = file.read()
  checkFile(bytes, limits[action])
  try {
    const pages = await engine.pdfPages(bytes, signal)
    checkPages(pages.length, limits[action])
    const readings: StandInReading[] = []
    for (const { image } of pages.slice(0, most)) readings.push(await engine.read(kind, image, signal))
    return readings
  } catch (error) {
    throw asRefused(error, bytes)
  }
}

const pdf: Action = (parameters, find) => {
  const file = find(needed(parameters, 'FileURL', 'MissingImageURL'))
  return async (workbench) => texts.pdfPage((await readPdf('RecognizePdf', 'pdf', file, workbench, 1))[0]!)
}

const trimDocument: Action = (parameters, find) => {
  const file = find(needed(parameters, 'FileURL', 'MissingImageURL'))
  choice(parameters, 'FileType', ['pdf'])
  const outputType = choice(parameters, 'OutputType', ['json', 'html'])
  return async (workbench) => {
    const pages = await readPdf('TrimDocument', 'document-structure', file, workbench)
    return { Content: tables.documentContent(pages, outputType) }
  }
}

const videoCharacter: Action = (parameters, find) => {
  const file = find(needed(parameters, 'VideoURL', 'MissingImageURL'))
  return async ({ engine, signal }) => {
    const bytes = file.read()
    checkFile(bytes, limits.RecognizeVideoCharacter)
    try {
      const frames: texts.FrameReading[] = []
      for (const { timeMs, image } of await engine.videoFrames(bytes, signal)) {
        frames.push({ timeMs, reading: await engine.read('video-text', image, signal) })
      }
      return texts.video(frames, `oss://${file.bucket}/${file.key}`)
    } catch (error) {
      throw asRefused(error, bytes)
    }
  }
}

/** The 24 actions that answer at once. */
export const actions: Readonly<Record<string, Action>> = {
  RecognizeIdentityCard: twoSided('RecognizeIdentityCard', {
    face: ['id-card-front', cards.identityCardFront],
    back: ['id-card-back', cards.identityCardBack],
  }),
  RecognizeAccountPage: picture('RecognizeAccountPage', 'household-register', cards.accountPage),
  RecognizeBankCard: picture('RecognizeBankCard', 'bank-card', cards.bankCard),
  RecognizeBusinessCard: picture('RecognizeBusinessCard', 'business-card', cards.businessCard),
  RecognizeQrCode: qrCode,
  RecognizeChinapassport: picture('RecognizeChinapassport', 'passport-cn', cards.chinesePassport),
  RecognizePassportMRZ: picture('RecognizePassportMRZ', 'passport-mrz', cards.passportMrz),
  RecognizeBusinessLicense: picture('RecognizeBusinessLicense', 'business-licence', vehicles.businessLicence),
  RecognizeStamp: picture('RecognizeStamp', 'stamp', texts.stamp),
  RecognizeCharacter: character,
  RecognizeTable: table,
  DetectCardScreenshot: picture('DetectCardScreenshot', 'card-screenshot', texts.cardScreenshot),
  RecognizePoiName: picture('RecognizePoiName', 'signboard', texts.poiName),
  RecognizePdf: pdf,
  RecognizeDriverLicense: twoSided('RecognizeDriverLicense', {
    face: ['driver-licence-front', vehicles.driverLicenceFront],
    back: ['driver-licence-back', vehicles.driverLicenceBack],
  }),
  RecognizeDrivingLicense: twoSided('RecognizeDrivingLicense', {
    face: ['vehicle-licence-front', vehicles.vehicleLicenceFront],
    back: ['vehicle-licence-back', vehicles.vehicleLicenceBack],
  }),
  RecognizeLicensePlate: picture('RecognizeLicensePlate', 'licence-plate', vehicles.licencePlate),
  RecognizeVINCode: picture('RecognizeVINCode', 'vin', vehicles.vinCode),
  RecognizeTaxiInvoice: picture('RecognizeTaxiInvoice', 'taxi-invoice', invoices.taxiInvoice),
  RecognizeVATInvoice: picture(
    'RecognizeVATInvoice',
    'vat-invoice',
    invoices.vatInvoice,
    (parameters) => void choice(parameters, 'FileType', ['jpg']),
    'FileURL',
  ),
  RecognizeTrainTicket: picture('RecognizeTrainTicket', 'train-ticket', invoices.trainTicket),
  RecognizeTakeoutOrder: picture('RecognizeTakeoutOrder', 'takeaway-order', invoices.takeoutOrder),
  RecognizeQuotaInvoice: picture('RecognizeQuotaInvoice', 'quota-invoice', invoices.quotaInvoice),
  RecognizeTicketInvoice: picture('RecognizeTicketInvoice', 'vat-roll-invoice', invoices.ticketInvoice),
}

/** The two that answer a job. */
export const jobActions: Readonly<Record<string, Action>> = {
  TrimDocument: trimDocument,
  RecognizeVideoCharacter: videoCharacter,
}

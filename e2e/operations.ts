import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** An operation of the five clouds, tried on a bundled sample. */
export interface Operation {
  provider: string
  capability: string
  kind: string
  parameters?: Record<string, string>
  /** The sample's kind, where it is another: the capability takes no picture, and this is a file that it takes. */
  sample?: string
  /** How the sample's name ends, where the operation takes files of one format only. */
  ending?: string
  /** The answer says where things are: there are boxes on the page. */
  boxes?: true
}

const viapi = (capability: string, kind: string, more: Partial<Operation> = {}): Operation => ({
  provider: 'aliyun-viapi',
  capability,
  kind,
  ...more,
})

/** All 35 operations of shared/seed-facts, those with two sorts of one document once for each sort. */
export const operations: readonly Operation[] = [
  viapi('RecognizeIdentityCard', 'id-card-front', { parameters: { Side: 'face' } }),
  viapi('RecognizeIdentityCard', 'id-card-back', { parameters: { Side: 'back' } }),
  viapi('RecognizeAccountPage', 'household-register'),
  viapi('RecognizeBankCard', 'bank-card'),
  viapi('RecognizeBusinessCard', 'business-card'),
  viapi('RecognizeQrCode', 'qr-code'),
  viapi('RecognizeChinapassport', 'passport-cn'),
  viapi('RecognizePassportMRZ', 'passport-mrz'),
  viapi('RecognizeBusinessLicense', 'business-licence'),
  viapi('RecognizeStamp', 'stamp'),
  viapi('RecognizeCharacter', 'general-text', { boxes: true }),
  viapi('RecognizeTable', 'table'),
  viapi('TrimDocument', 'document-structure', { ending: '.pdf' }),
  viapi('DetectCardScreenshot', 'card-screenshot'),
  viapi('RecognizePoiName', 'signboard'),
  viapi('RecognizePdf', 'pdf'),
  viapi('RecognizeVideoCharacter', 'video-text'),
  viapi('RecognizeDriverLicense', 'driver-licence-front', { parameters: { Side: 'face' } }),
  viapi('RecognizeDrivingLicense', 'vehicle-licence-front', { parameters: { Side: 'face' } }),
  viapi('RecognizeLicensePlate', 'licence-plate', { boxes: true }),
  viapi('RecognizeVINCode', 'vin'),
  viapi('RecognizeTaxiInvoice', 'taxi-invoice', { boxes: true }),
  viapi('RecognizeVATInvoice', 'vat-invoice'),
  viapi('RecognizeTrainTicket', 'train-ticket'),
  viapi('RecognizeTakeoutOrder', 'takeaway-order', { boxes: true }),
  viapi('RecognizeQuotaInvoice', 'quota-invoice', { boxes: true }),
  viapi('RecognizeTicketInvoice', 'vat-roll-invoice', { boxes: true }),
  { provider: 'aliyun-dysms', capability: 'GetSmsOcrOssInfo', kind: 'icp-filing' },
  { provider: 'ctyun', capability: 'ctyun.ocr.general', kind: 'general-text', boxes: true },
  { provider: 'ctyun', capability: 'ctyun.ocr.idcard', kind: 'id-card-front' },
  { provider: 'ctyun', capability: 'ctyun.ocr.plate', kind: 'licence-plate' },
  { provider: 'ctyun', capability: 'ctyun.ocr.business-license', kind: 'business-licence' },
  { provider: 'huawei-ocr', capability: 'huawei.ocr.passport', kind: 'passport' },
  { provider: 'huawei-ocr', capability: 'huawei.ocr.emirates-id-card', kind: 'emirates-id-front' },
  { provider: 'huawei-ocr', capability: 'huawei.ocr.bankcard', kind: 'bank-card' },
  {
    provider: 'tencent-ci',
    capability: 'tencent-ci.image-license-rec',
    kind: 'id-card-front',
    parameters: { CardType: 'IDCard' },
    boxes: true,
  },
  {
    provider: 'tencent-ci',
    capability: 'tencent-ci.image-license-rec',
    kind: 'driver-licence-front',
    parameters: { CardType: 'DriverLicense' },
    boxes: true,
  },
]

const folder = fileURLToPath(new URL('../public/samples/', import.meta.url))

/** The bundled samples of a kind, by their files. */
export async function samplesOf(kind: string, ending = ''): Promise<string[]> {
  const index = JSON.parse(await readFile(`${folder}index.json`, 'utf8')) as { file: string; kind: string }[]
  return index.filter((sample) => sample.kind === kind && sample.file.endsWith(ending)).map(({ file }) => file)
}

export function readSample(file: string): Promise<Buffer> {
  return readFile(folder + file)
}

import type { Outcome, VideoClass } from '../../server/contract/metering.ts'
import type { PriceBookEntry } from '../../server/contract/prices.ts'
import type { Mode } from '../../server/contract/result.ts'

/** Calls of one app of one capability, as they come in over a month. */
export interface Stream {
  app: string
  provider: string
  capability: string
  mode: Mode
  /** The kind of document, where documents of this stream are kept and reviewed; its specimen can be drawn. */
  kind?: string
  /** Calls on a plain working day. */
  aDay: number
  /** Milliseconds: half of the calls are faster. */
  medianMs: number
  /** How much slower the slow ones are: the deviation of the logarithm. */
  spread: number
  /** Of a thousand calls. */
  failures: readonly Failure[]
  video?: { seconds: number; class: VideoClass }
}

interface Failure {
  outcome: Outcome
  code: string
  inThousand: number
}

const failure = (outcome: Outcome, code: string, inThousand: number): Failure => ({ outcome, code, inThousand })

const usual = [
  failure('failed', 'provider-picture-refused', 14),
  failure('refused', 'provider-rate-limited', 5),
  failure('network-error', 'provider-timeout', 6),
]
const shaky = [
  failure('failed', 'provider-failed', 22),
  failure('failed', 'provider-picture-refused', 12),
  failure('network-error', 'provider-unreachable', 9),
  failure('refused', 'provider-busy', 8),
]

/** Apps of an invented company, named by the documented rule; `region` is where their callers are. */
export const demoApps = [
  { name: 'mobile_onboard', region: 'CN-ZJ', enabled: ['aliyun-viapi/*', 'ctyun/*'], callsPerMinute: 120 },
  { name: 'fleet_insurance', region: 'CN-GD', enabled: ['ctyun/ctyun.ocr.plate', 'aliyun-viapi/*'] },
  { name: 'expense_claims', region: 'CN-BJ', enabled: ['aliyun-viapi/*'], callsPerMinute: 60 },
  { name: 'kyc_gulf', region: 'Dubai', enabled: ['huawei-ocr/*', 'local/*'] },
  { name: 'branch_desk', region: 'CN-SC', enabled: ['tencent-ci/*', 'local/*'] },
] as const

/** What the invented company's contracts say about capabilities without a published price; hundredths of a fen. */
export const demoPrices: readonly PriceBookEntry[] = [
  ['huawei-ocr', 'huawei.ocr.passport', 1_200],
  ['tencent-ci', 'tencent-ci.image-license-rec', 900],
].map(([provider, capability, price]) => ({
  provider: String(provider),
  capability: String(capability),
  tiers: [
    { upTo: 10_000, price: Number(price) },
    { upTo: null, price: Number(price) / 2 },
  ],
  sizes: [],
  validityYears: 1,
}))

const of = (
  app: string,
  provider: string,
  capability: string,
  mode: Mode,
  rest: Pick<Stream, 'aDay' | 'medianMs'> & Partial<Stream>,
): Stream => ({ app, provider, capability, mode, spread: 0.4, failures: usual, ...rest })

const video = { seconds: 47, class: 'HD' as const }

export const streams: readonly Stream[] = [
  of('mobile_onboard', 'aliyun-viapi', 'RecognizeIdentityCard', 'live', {
    kind: 'id-card-front',
    aDay: 30,
    medianMs: 420,
  }),
  of('mobile_onboard', 'ctyun', 'ctyun.ocr.idcard', 'live', { kind: 'id-card-front', aDay: 18, medianMs: 610 }),
  of('mobile_onboard', 'aliyun-viapi', 'RecognizeBankCard', 'live', { kind: 'bank-card', aDay: 8, medianMs: 350 }),
  of('fleet_insurance', 'ctyun', 'ctyun.ocr.plate', 'live', { aDay: 14, medianMs: 520, failures: shaky }),
  of('fleet_insurance', 'aliyun-viapi', 'RecognizeVINCode', 'live', { kind: 'vin', aDay: 9, medianMs: 390 }),
  of('fleet_insurance', 'aliyun-viapi', 'RecognizeVideoCharacter', 'live', { aDay: 0.6, medianMs: 21_000, video }),
  of('expense_claims', 'aliyun-viapi', 'RecognizeVATInvoice', 'live', { kind: 'vat-invoice', aDay: 20, medianMs: 780 }),
  of('expense_claims', 'aliyun-viapi', 'RecognizeTrainTicket', 'live', {
    kind: 'train-ticket',
    aDay: 7,
    medianMs: 450,
  }),
  of('kyc_gulf', 'huawei-ocr', 'huawei.ocr.passport', 'live', {
    kind: 'passport',
    aDay: 10,
    medianMs: 950,
    spread: 0.6,
    failures: shaky,
  }),
  of('branch_desk', 'tencent-ci', 'tencent-ci.image-license-rec', 'live', {
    kind: 'id-card-front',
    aDay: 6,
    medianMs: 1_900,
    spread: 0.7,
  }),
  of('console', 'local', 'id-card-front', 'local', { kind: 'id-card-front', aDay: 9, medianMs: 480, failures: [] }),
  of('console', 'local', 'vat-invoice', 'local', { kind: 'vat-invoice', aDay: 5, medianMs: 820, failures: [] }),
  of('console', 'aliyun-viapi', 'RecognizeIdentityCard', 'sandbox', {
    kind: 'id-card-front',
    aDay: 4,
    medianMs: 700,
  }),
  of('console', 'ctyun', 'ctyun.ocr.idcard', 'sandbox', { kind: 'id-card-front', aDay: 4, medianMs: 720 }),
  of('kyc_gulf', 'huawei-ocr', 'huawei.ocr.passport', 'sandbox', { kind: 'passport', aDay: 3, medianMs: 900 }),
]

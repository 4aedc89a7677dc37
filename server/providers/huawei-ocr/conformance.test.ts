import { describeConformance } from '../conformance.ts'
import { describeFailures } from '../conformance-failures.ts'
import { createHuaweiOcrProvider } from './index.ts'
import { iamCredentials, pageOf, sandboxFetch, settings } from './testing.ts'

const capabilityIds = ['huawei.ocr.passport', 'huawei.ocr.emirates-id-card', 'huawei.ocr.bankcard']
const secrets = ['FPSANDBOXSK']
const pages = () => [pageOf(0), pageOf(1, 400, 250)]

/** A cloud that reports no confidence of anything. */
const silent: typeof fetch = () =>
  Promise.resolve(
    Response.json({ result: { surname: 'RASHID', side: 'front', id_number: '784', card_number: '4000' } }),
  )

describeConformance(
  'huawei-ocr with AK/SK',
  {
    create: () => createHuaweiOcrProvider(settings(sandboxFetch())),
    createWithoutConfidence: () => createHuaweiOcrProvider(settings(silent)),
    pages,
    secrets,
  },
  capabilityIds,
)

describeConformance(
  'huawei-ocr with an IAM token',
  { create: () => createHuaweiOcrProvider(settings(sandboxFetch(), { credentials: iamCredentials })), pages, secrets },
  ['huawei.ocr.bankcard'],
)

const throttled =
  '4.1: 429 means to wait, then to send the request again; the gateway turned it away before the service saw it'

describeFailures('huawei-ocr with AK/SK', {
  standIn: (clock: () => Date) => sandboxFetch(clock),
  isRecognition: ({ url }: { url: URL }) => url.pathname.includes('/ocr/'),
  pages,
  secrets,
  create: (wiring) => createHuaweiOcrProvider({ ...settings(wiring.fetch), ...wiring }),
  capabilityIds: ['huawei.ocr.passport', 'huawei.ocr.emirates-id-card'],
  expired: () =>
    Response.json(
      {
        error_code: 'APIG.0301',
        error_msg: 'Incorrect IAM authentication information: verify aksk signature fail',
        request_id: 'r1',
      },
      { status: 401 },
    ),
  mayBeSentAgain: { '429': throttled },
})

import { describeConformance } from '../conformance.ts'
import { describeFailures } from '../conformance-failures.ts'
import { createCtyunProvider } from './index.ts'
import { capabilityIds } from './limits.ts'
import { sandboxSm2Key } from './sandbox-key.ts'
import { pageOf, sandboxFetch, settings } from './testing.ts'

const secrets = ['FPSANDBOXSK']
const pages = () => [pageOf(0), pageOf(1, 640, 400)]
const pagesFor = (id: string) => (id === 'ctyun.ocr.business-license' ? [pageOf()] : pages())
const envelope = { publicKey: sandboxSm2Key.publicKey, layout: 'C1C3C2' } as const

describeConformance(
  'ctyun',
  { create: () => createCtyunProvider(settings(sandboxFetch())), pages, pagesFor, secrets },
  capabilityIds,
)

describeConformance(
  'ctyun with encrypted bodies',
  { create: () => createCtyunProvider(settings(sandboxFetch(), { envelope })), pages, pagesFor, secrets },
  ['ctyun.ocr.plate', 'ctyun.ocr.business-license'],
)

describeFailures('ctyun', {
  create: (wiring) => createCtyunProvider({ ...settings(wiring.fetch), ...wiring }),
  standIn: (clock) => sandboxFetch(clock),
  isRecognition: ({ method }) => method === 'POST',
  pages,
  pagesFor,
  secrets,
  capabilityIds: ['ctyun.ocr.general', 'ctyun.ocr.business-license'],
  expired: () => Response.json({ statusCode: 10020, message: '签名错误', error: '10020' }, { status: 401 }),
})

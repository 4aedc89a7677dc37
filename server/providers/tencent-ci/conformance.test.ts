import { describeConformance } from '../conformance.ts'
import { describeFailures } from '../conformance-failures.ts'
import { createTencentCiProvider } from './index.ts'
import { fakeEngine, pageOf, sandboxWith, settings } from './testing.ts'

const capabilityIds = ['tencent-ci.image-license-rec']
const secrets = ['FPSANDBOXSK']
const pages = () => [pageOf(0), pageOf(1, 400, 250)]

describeConformance(
  'tencent-ci',
  {
    create: () => createTencentCiProvider(settings(sandboxWith().fetch)),
    createWithoutConfidence: () => createTencentCiProvider(settings(sandboxWith(fakeEngine(undefined, null)).fetch)),
    pages,
    secrets,
  },
  capabilityIds,
)

const expired = `<?xml version="1.0"?><Error><Code>ExpiredToken</Code><Message>The token has expired</Message></Error>`

describeFailures('tencent-ci', {
  create: (wiring) => createTencentCiProvider({ ...settings(wiring.fetch), ...wiring }),
  standIn: (clock) => sandboxWith(fakeEngine(), clock).fetch,
  isRecognition: ({ method, url }) => method === 'POST' && url.pathname === '/jobs',
  isPoll: ({ method, url }) => method === 'GET' && url.pathname.startsWith('/jobs/'),
  pages,
  secrets,
  capabilityIds,
  expired: () => new Response(expired, { status: 403, headers: { 'content-type': 'application/xml' } }),
  mayBeSentAgain: { '429': 'Too many requests: it was turned away, so that there is no job' },
})

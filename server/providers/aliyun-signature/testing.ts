import { kindByName } from '../../contract/documents/index.ts'
import type { Provider, RecogniseRequest, SourceFile, UprightPage } from '../provider.ts'
import { pngHead } from './gateway/testing.ts'

/** A request as a cloud would see it. */
export interface SeenRequest {
  method: string
  url: URL
  headers: Record<string, string>
  body: Buffer
  /** Parameters of query and form in one. */
  parameters: URLSearchParams
  /** As a verifier wants it. */
  wire: { method: string; target: string; headers: Record<string, string>; body: Uint8Array }
}

export interface FakeAnswer {
  status?: number
  contentType?: string
  body?: string
}

/** A cloud that answers as a test says and remembers what it was asked. */
export function fakeFetch(answer: (request: SeenRequest, place: number) => FakeAnswer | Promise<FakeAnswer>) {
  const seen: SeenRequest[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const url = new URL(request.url)
    const body = Buffer.from(await request.arrayBuffer())
    const headers: Record<string, string> = { host: url.host, ...Object.fromEntries(request.headers) }
    const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded')
    const parameters = new URLSearchParams([
      ...url.searchParams,
      ...(isForm ? new URLSearchParams(body.toString('utf8')) : []),
    ])
    const wire = { method: request.method, target: `${url.pathname}${url.search}`, headers, body }
    const one: SeenRequest = { method: request.method, url, headers, body, parameters, wire }
    seen.push(one)
    const { status = 200, contentType = 'application/json', body: text = '' } = await answer(one, seen.length - 1)
    return new Response(status === 204 ? null : text, { status, headers: { 'content-type': contentType } })
  }
  return { fetch, seen }
}

export const testKeys = { accessKeyId: 'LTAItestKEYID0001', accessKeySecret: 'test-secret-that-must-not-be-shown' }
export const testTime = new Date('2026-03-04T05:06:07.000Z')

/** Options that every cloud provider is given; nothing waits, ids are counted. */
export function commonOptions(fetch: typeof globalThis.fetch) {
  let count = 0
  return {
    mode: 'live' as const,
    fetch,
    clock: () => testTime,
    uuid: () => `00000000-0000-4000-8000-${String((count += 1)).padStart(12, '0')}`,
    random: () => 0.5,
    wait: async () => undefined,
  }
}

export const testPage = (index = 0, width = 800, height = 500): UprightPage => ({
  index,
  width,
  height,
  image: async () => pngHead(width, height),
})

export const testFile = (format: SourceFile['format'], bytes: Uint8Array): SourceFile => ({
  format,
  bytes: bytes.byteLength,
  read: async () => bytes,
})

/** A request for one capability; its first kind where none is named. */
export function requestFor(
  provider: Provider,
  capabilityId: string,
  { kind, ...rest }: Partial<Omit<RecogniseRequest, 'kind'>> & { kind?: string } = {},
): RecogniseRequest {
  const capability = provider.capabilities.find(({ id }) => id === capabilityId)!
  return {
    id: '01900000-0000-7000-8000-000000000001',
    capability,
    kind: kindByName(kind ?? capability.kinds[0]!)!,
    parameters: {},
    pages: [testPage()],
    file: testFile('png', pngHead(800, 500)),
    job: null,
    ...rest,
  }
}

/** What a promise was rejected with. @throws when it was not */
export async function reasonOf(working: Promise<unknown>): Promise<unknown> {
  return working.then(
    () => {
      throw new Error('it succeeded')
    },
    (reason: unknown) => reason,
  )
}

import { createHash, createHmac } from 'node:crypto'
import { createSandbox } from '../../sandbox/index.ts'
import { pathOf, type CapabilityId } from './limits.ts'
import { fakeEngine, picture, start } from './testing.ts'

export interface Sent {
  path?: string
  method?: string
  body?: string
  headers?: Record<string, string | null>
  ak?: string
  sk?: string
  /** How the names are introduced. */
  word?: string
  names?: string[]
  date?: string
  id?: string
}

interface Answered {
  status: number
  body: Record<string, unknown>
  headers: Headers
}

const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest()

/** A stand-in with a clock of its own and a client that signs as the document says, unless a test says otherwise. */
export function standIn(spacingMs = 200) {
  let now = start.getTime()
  let ids = 0
  const sandbox = createSandbox({ engine: fakeEngine(), clock: () => new Date(now) })

  async function raw(sent: Sent = {}): Promise<Response> {
    now += spacingMs
    const { path = pathOf['ctyun.ocr.general'], method = 'POST', body = '{"data":[]}', word = 'Headers' } = sent
    const date = sent.date ?? '20260301T160000Z'
    const id = sent.id ?? `id-${(ids += 1)}`
    const own: Record<string, string> = { appkey: 'FPSANDBOXAPP', 'ctyun-eop-request-id': id, 'eop-date': date }
    const names = (sent.names ?? Object.keys(own)).toSorted()
    const block = names.map((name) => `${name}:${own[name]}\n`).join('')
    const ak = sent.ak ?? 'FPSANDBOXAK'
    const key = hmac(hmac(hmac(sent.sk ?? 'FPSANDBOXSK', date), ak), date.slice(0, 8))
    const text = `${block}\n\n${createHash('sha256')
      .update(method === 'GET' ? '' : body)
      .digest('hex')}`
    const authorization = `${ak} ${word}=${names.join(';')} Signature=${hmac(key, text).toString('base64')}`
    const headers = { 'content-type': 'application/json', ...own, 'eop-authorization': authorization, ...sent.headers }
    const kept = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== null)
    return sandbox.fetch(`http://localhost${path}`, {
      method,
      headers: Object.fromEntries(kept),
      ...(method === 'GET' ? {} : { body }),
    })
  }

  async function call(sent: Sent = {}): Promise<Answered> {
    const answer = await raw(sent)
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> }
  }

  return { raw, call, sandbox, pass: (milliseconds: number) => void (now += milliseconds) }
}

export const bodyOf = (capability: CapabilityId, ...pictures: unknown[]) =>
  capability === 'ctyun.ocr.business-license'
    ? JSON.stringify({ Action: 'BusinessCardOCR', ImageData: pictures[0] })
    : JSON.stringify({ data: pictures })

export async function ask(capability: CapabilityId, ...pictures: unknown[]): Promise<Record<string, unknown>> {
  return (await standIn().call({ path: pathOf[capability], body: bodyOf(capability, ...pictures) })).body
}

export const base64 = async (...size: Parameters<typeof picture>) => (await picture(...size)).toString('base64')

/** A picture that says it has these sides, of which only the header is read. */
export function headerOf(width: number, height: number): string {
  const bytes = Buffer.alloc(64)
  bytes.write('BM', 0, 'ascii')
  bytes.writeUInt32LE(40, 14)
  bytes.writeInt32LE(width, 18)
  bytes.writeInt32LE(height, 22)
  return bytes.toString('base64')
}

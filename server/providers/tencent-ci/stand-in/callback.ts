import { document, type Xml } from './answers.ts'

/**
 * Invention: the sandbox tells programs on this machine of finished jobs, and nobody else: who may order a job here (no page on the web may) can
 * call them anyway. Any other address is left alone, so that nobody can make the sandbox call things.
 */
export function mayBeCalled(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, username } = new URL(address)
  const isLoopback = /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/.test(hostname)
  return protocol === 'http:' && isLoopback && username === ''
}

/** Everything is text in XML; in JSON too, as the SDK's own reader makes it. `JobsDetail` is a list there (PROTOCOLS.md, 7). */
function bodyOf(format: 'XML' | 'JSON', detail: Xml): { contentType: string; body: string } {
  return format === 'JSON'
    ? { contentType: 'application/json', body: JSON.stringify({ EventName: 'TaskFinish', JobsDetail: [detail] }) }
    : { contentType: 'application/xml', body: document('Response', { EventName: 'TaskFinish', JobsDetail: detail }) }
}

/** Best effort, once: a callback that is not taken is found out about by polling. */
export async function sendCallback(address: string, format: 'XML' | 'JSON', detail: Xml): Promise<void> {
  if (!mayBeCalled(address)) return
  const { contentType, body } = bodyOf(format, detail)
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': contentType },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(5_000),
    })
    await answer.body?.cancel()
  } catch {
    // Nobody is there: the job can be asked for all the same.
  }
}

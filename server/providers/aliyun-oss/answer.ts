import type { StandInAnswer } from '../stand-in.ts'
import type { OssRefusal } from './verify.ts'

const escapeXml = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    // XML 1.0, 2.2: no form for control characters.
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')

/** One element a name, in the order given, under a root. */
export function ossXml(root: string, children: Record<string, string>): string {
  const inner = Object.entries(children)
    .map(([name, value]) => `  <${name}>${escapeXml(value)}</${name}>\n`)
    .join('')
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}>\n${inner}</${root}>\n`
}

/** OSS's errors (PROTOCOLS.md section 3, "Answers"). To a HEAD the text goes into `x-oss-err`, where the SDK looks for it. */
export function refusalAnswer(
  { status, code, message, ec }: OssRefusal,
  { host, requestId, method }: { host: string; requestId: string; method: string },
): StandInAnswer {
  const body = ossXml('Error', { Code: code, Message: message, RequestId: requestId, HostId: host, EC: ec })
  const headers = { 'content-type': 'application/xml', 'x-oss-ec': ec }
  if (method !== 'HEAD') return { status, headers, body }
  return { status, headers: { ...headers, 'x-oss-err': Buffer.from(body).toString('base64') }, body: '' }
}

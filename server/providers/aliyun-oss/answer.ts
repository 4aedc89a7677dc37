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

/** Content of an element: a text, or elements in the order given; several of one name are a list. */
export type OssXml = string | readonly OssXml[] | { readonly [name: string]: OssXml }

function element(name: string, content: OssXml, indent: string): string {
  if (typeof content === 'string') return `${indent}<${name}>${escapeXml(content)}</${name}>\n`
  if (Array.isArray(content)) return (content as readonly OssXml[]).map((each) => element(name, each, indent)).join('')
  const inner = Object.entries(content).map(([child, value]) => element(child, value, `${indent}  `))
  return `${indent}<${name}>\n${inner.join('')}${indent}</${name}>\n`
}

export function ossXml(root: string, content: OssXml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, content, '')}`
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

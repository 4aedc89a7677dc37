import { randomBytes } from 'node:crypto'
import type { PostRefusal } from './post-policy.ts'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
const escapeXml = (text: string) => text.replaceAll(/[&<>"']/g, (character) => escapes[character]!)

/** An XML document with one level of elements. */
function xml(root: string, elements: Record<string, string>): string {
  const children = Object.entries(elements).map(([name, text]) => `  <${name}>${escapeXml(text)}</${name}>\n`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}>\n${children.join('')}</${root}>\n`
}

/** OSS's request ids are 24 upper-case hexadecimal digits. */
const requestId = () => randomBytes(12).toString('hex').toUpperCase()

/** A refusal in OSS's own shape (PROTOCOLS.md section 3). */
export function refusalResponse({ status, code, message }: PostRefusal, host: string): Response {
  const id = requestId()
  return new Response(xml('Error', { Code: code, Message: message, RequestId: id, HostId: host }), {
    status,
    headers: { 'content-type': 'application/xml', 'x-oss-request-id': id, 'cache-control': 'no-store' },
  })
}

/** What a stored upload is answered with: 204, or 200 or 201 where `success_action_status` asks for it. */
export function storedResponse(
  wanted: string | undefined,
  { bucket, key, etag, location }: { bucket: string; key: string; etag: string; location: string },
): Response {
  const headers = { etag, 'x-oss-request-id': requestId(), 'cache-control': 'no-store' }
  if (wanted === '200') return new Response('', { status: 200, headers })
  if (wanted !== '201') return new Response(null, { status: 204, headers })
  return new Response(xml('PostResponse', { Bucket: bucket, Location: location, Key: key, ETag: etag }), {
    status: 201,
    headers: { ...headers, 'content-type': 'application/xml', location },
  })
}

/** What a verifier needs of a request, as it came over the wire (stand-in.ts). */
export interface WireRequest {
  method: string
  /** Path and query exactly as on the request line. */
  target: string
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>
  body: Uint8Array
}

/** Name and value, unescaped, in the order in which they came. */
export type Pair = readonly [name: string, value: string]

/** Path and query of a target, still escaped. */
export function splitTarget(target: string): { path: string; query: string } {
  const mark = target.indexOf('?')
  return mark < 0 ? { path: target, query: '' } : { path: target.slice(0, mark), query: target.slice(mark + 1) }
}

/** A query or a form, unescaped: `+` is a space, and a broken escape stands for itself (URL Standard, 5.1). */
export function parsePairs(text: string): Pair[] {
  // The leading mark is taken off by URLSearchParams; one more in the text belongs to the first name.
  return [...new URLSearchParams(`?${text}`)]
}

const isForm = (contentType: string | undefined) => /^application\/x-www-form-urlencoded\b/i.test(contentType ?? '')

/** Parameters of a form body; none where the body is something else. */
export function formPairs({ headers, body }: Pick<WireRequest, 'headers' | 'body'>): Pair[] {
  return isForm(headers['content-type']) ? parsePairs(Buffer.from(body).toString('utf8')) : []
}

function jsonPairs({ headers, body }: Pick<WireRequest, 'headers' | 'body'>): Pair[] {
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) return []
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'))
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
    return Object.entries(value).map(([name, item]) => [name, typeof item === 'string' ? item : JSON.stringify(item)])
  } catch {
    return []
  }
}

/**
 * Every parameter of a call, wherever it travels: in the query, in the form, or in both (PROTOCOLS.md section 1, "Where parameters travel"). A
 * name that occurs in both has the form's value, as the newer SDK core merges them.
 */
export function parametersOf(request: Omit<WireRequest, 'method'>): Map<string, string> {
  return new Map([...parsePairs(splitTarget(request.target).query), ...formPairs(request), ...jsonPairs(request)])
}

/** PROTOCOLS.md, "pct": upper-case hex of the UTF-8 bytes, bare only `A-Z a-z 0-9 - _ . ~`. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** PROTOCOLS.md, "byte order": of the UTF-8 bytes, not of the locale and not of UTF-16. */
export function byteOrder(first: string, second: string): number {
  return Buffer.compare(Buffer.from(first), Buffer.from(second))
}

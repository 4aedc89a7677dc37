/**
 * pct(x) of PROTOCOLS.md: the UTF-8 bytes of x, percent-encoded in upper case, leaving only `A-Z a-z 0-9 - _ . ~` bare. A lone surrogate has
 * no UTF-8 form and becomes U+FFFD, as it does in a request's body.
 */
export function percentEncode(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd')).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** A path whose slashes stay bare. */
export function percentEncodePath(path: string): string {
  return path.split('/').map(percentEncode).join('/')
}

/** Byte order of UTF-8, which differs from JavaScript's own order above U+FFFF only. */
export function byteOrder(first: string, second: string): number {
  return Buffer.compare(Buffer.from(first, 'utf8'), Buffer.from(second, 'utf8'))
}

/** `pct(name)=pct(value)` in the byte order of the names, joined with `&`; an empty value keeps its `=`. */
export function canonicalParameters(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters)
    .toSorted(([first], [second]) => byteOrder(first, second))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&')
}

/**
 * A value that nobody may replay, as it is and as it stands in an address. The record's mask knows both with one and two more rounds of escapes:
 * a presigned address in a form is encoded twice, and in the string-to-sign over that form once more.
 */
export function writtenForms(value: string): string[] {
  return [...new Set([value, percentEncode(value)])]
}

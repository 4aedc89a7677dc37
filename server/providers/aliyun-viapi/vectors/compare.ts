import { z } from 'zod'

/** Parameters as they are signed: texts. Numbers and truth values of a file are what an SDK would make of them. */
export const parametersSchema = z
  .record(
    z.string(),
    z
      .union([z.string(), z.number(), z.boolean(), z.null()])
      .transform((value) => (value === null ? '' : String(value))),
  )
  .default({})

/** A mismatch as a sentence. Absent expectations are not compared. */
export function differs(what: string, actual: unknown, expected: unknown): string[] {
  if (expected === undefined || JSON.stringify(actual) === JSON.stringify(expected)) return []
  return [`signer: ${what} is ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`]
}

function unescape(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A query or a form, unescaped and without regard to order. Escapes may differ between clients, values may not. */
export function unordered(text: string): [name: string, value: string][] {
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair): [string, string] => {
      const [name = '', ...rest] = pair.split('=')
      return [unescape(name), unescape(rest.join('='))]
    })
    .toSorted(([first, one], [second, other]) => (`${first}=${one}` < `${second}=${other}` ? -1 : 1))
}

/** Path, unescaped, and parameters of a request target. */
export function targetParts(target: string): { path: string; parameters: [string, string][] } {
  const mark = target.indexOf('?')
  const [path, query] = mark < 0 ? [target, ''] : [target.slice(0, mark), target.slice(mark + 1)]
  return { path: unescape(path), parameters: unordered(query) }
}

/** The same text with one character in it changed to another of its sort, so that its form stays valid. */
export function oneByteOff(text: string, at = text.length >> 1): string {
  const change: Record<string, string> = { '9': '8', z: 'y', Z: 'Y', f: 'e' }
  const places = text.slice(at).search(/[0-9A-Za-z]/)
  const place = places < 0 ? text.search(/[0-9A-Za-z]/) : at + places
  if (place < 0) return `${text}x`
  const sign = text[place]!
  return text.slice(0, place) + (change[sign] ?? String.fromCharCode(sign.charCodeAt(0) + 1)) + text.slice(place + 1)
}

/** What a verifier must do with a request: accept it, and refuse it under another secret and with one byte altered. */
export function verdicts(cases: {
  accepted: unknown
  otherSecret: unknown
  altered: Readonly<Record<string, unknown>>
}): string[] {
  const refused = { 'another secret': cases.otherSecret, ...cases.altered }
  return [
    ...(cases.accepted === null ? [] : [`verifier: it refuses the request: ${JSON.stringify(cases.accepted)}`]),
    ...Object.entries(refused).flatMap(([what, verdict]) =>
      verdict === null ? [`verifier: it accepts the request with ${what}`] : [],
    ),
  ]
}

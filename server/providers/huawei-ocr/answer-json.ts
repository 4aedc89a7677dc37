/** Strings (left alone) or numbers of a JSON text. */
const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/**
 * JSON.parse, but a number that would be written differently afterwards (a card number of 19 digits, 0.10) becomes the text that stood there: a
 * value in the tables is a string, and its digits count. @throws {SyntaxError} for what is no JSON
 */
export function parseKeepingDigits(text: string): unknown {
  const kept = text.replace(tokens, (token) =>
    token.startsWith('"') || String(Number(token)) === token ? token : `"${token}"`,
  )
  return JSON.parse(kept.replace(/^\uFEFF/, ''))
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Strings (left alone) and numbers of a JSON text. Strings of many megabytes (pictures as Base64) pass: no step for each of their signs. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g

/**
 * JSON.parse, but a number that would be written differently afterwards becomes the text that stood there: a card number of 19 digits, an amount of
 * 4.00, a code 012345 that is no JSON at all. Where the clouds' tables say String, these digits count (seed-facts, DEFECTS.md: number-for-string).
 * A byte order mark is ignored. @throws {SyntaxError} for what is no JSON
 */
export function parseJson(text: string): unknown {
  const kept = text
    .replace(/^\uFEFF/, '')
    .replace(tokens, (token) => (token.startsWith('"') || String(Number(token)) === token ? token : `"${token}"`))
  return JSON.parse(kept)
}

/** Whether a text is meant to be JSON: it begins as an object or a list does, whatever the content type says. */
export function looksLikeJson(text: string): boolean {
  return /^\uFEFF?\s*[[{]/.test(text)
}

/**
 * JSON that stands inside a string, escaped once more than it should be (Aliyun's GetAsyncJobResult: `{\"Content\":\"...\"}` after the body was
 * parsed already). @throws {SyntaxError} when it is no JSON however often it is unescaped
 */
export function parseEscapedJson(text: string): unknown {
  let candidate = text
  for (let depth = 0; depth < 3; depth += 1) {
    try {
      const value = parseJson(candidate)
      // A string that holds JSON: one more layer.
      if (typeof value !== 'string' || !looksLikeJson(value)) return value
      candidate = value
    } catch (error) {
      const unescaped = candidate.replaceAll(/\\(["\\/])/g, '$1')
      if (unescaped === candidate) throw error
      candidate = unescaped
    }
  }
  return parseJson(candidate)
}

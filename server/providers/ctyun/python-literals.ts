const tokens = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\b(?:True|False|None)\b/gs
const words: Record<string, string> = { True: 'true', False: 'false', None: 'null' }

/**
 * JSON of a dictionary as Python prints it: the document's samples have single quotes, two of them mixed with double ones (seed-facts/ctyun,
 * DEFECTS.md, "Repairs"). Text that is JSON already stays as it is.
 */
export function jsonOfPython(text: string): string {
  return text.replace(tokens, (token) => {
    if (token in words) return words[token]!
    if (token.startsWith('"')) return token
    const inner = token
      .slice(1, -1)
      .replace(/\\'|\\x([\da-fA-F]{2})|"/g, (escape, hex: string | undefined) =>
        escape === "\\'" ? "'" : escape === '"' ? '\\"' : `\\u00${hex}`,
      )
    return `"${inner}"`
  })
}

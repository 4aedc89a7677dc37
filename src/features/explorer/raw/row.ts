/** What a piece of a raw answer's line is, for its colour. */
export type TokenType = 'name' | 'text' | 'number' | 'word' | 'mark' | 'quiet'

export interface Token {
  type: TokenType
  text: string
}

/** One line of a pretty-printed answer. */
export interface Row {
  depth: number
  tokens: Token[]
  /** Where it stands: names joined with dots, places in lists in brackets; '' for the root, null for closing lines. */
  path: string | null
}

/** Longer values are shown to here, in characters: nobody reads a Base64 picture. */
export const mostShown = 2000

/** A value in as much room as it may take, and how many characters are left out. */
export function shortened(text: string): Token[] {
  if (text.length <= mostShown) return [{ type: 'text', text }]
  return [
    { type: 'text', text: text.slice(0, mostShown) },
    { type: 'quiet', text: ` … +${text.length - mostShown}` },
  ]
}

export const textOf = ({ tokens }: Row): string => tokens.map(({ text }) => text).join('')

/** `a.b` and `a.b[0]`; a name at the root stands alone. */
export function pathOfName(parent: string, name: string): string {
  return parent === '' ? name : `${parent}.${name}`
}

/**
 * The same place in JSON and in XML, where a list of one has no place numbers: without `[0]`. No other place is confused with it, because a
 * name leads either to a list or to something else.
 */
export function loosePath(path: string): string {
  return path.replaceAll('[0]', '').replace(/^\./u, '')
}

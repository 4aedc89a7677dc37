import { pathOfName, shortened, type Row, type Token } from './row.ts'

/** Deeper answers are no answers: a bound for the stack. */
const mostDepth = 200

/** Reads JSON as it is written: numbers keep their digits and names may stand twice, which JSON.parse would both lose. */
class Reader {
  readonly #text: string
  readonly #rows: Row[]
  #at = 0

  constructor(text: string, rows: Row[]) {
    this.#text = text
    this.#rows = rows
  }

  /** Appends the rows of the one value that the text is. Answers false when it is no whole JSON value. */
  read(path: string, depth: number, before: Token[], after: Token[]): boolean {
    const done = this.#value(path, depth, before, after)
    this.#space()
    return done && this.#at === this.#text.length
  }

  #space(): void {
    while (/\s/u.test(this.#text[this.#at] ?? '')) this.#at += 1
  }

  #take(sign: string): boolean {
    this.#space()
    if (this.#text[this.#at] !== sign) return false
    this.#at += 1
    return true
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0]
    if (found !== undefined) this.#at += found.length
    return found
  }

  #string(): string | undefined {
    this.#space()
    // One way to match every string, so that a broken one costs no more than its length.
    return this.#match(/"(?:[^"\\]|\\[^])*"/uy)
  }

  #value(path: string, depth: number, before: Token[], after: Token[]): boolean {
    this.#space()
    if (depth > mostDepth) return false
    const sign = this.#text[this.#at]
    if (sign === '{' || sign === '[') return this.#group(sign, path, depth, before, after)
    if (sign === '"') {
      const written = this.#string()
      if (written === undefined) return false
      if (this.#nested(written, path, depth, before, after)) return true
      this.#rows.push({ depth, path, tokens: [...before, ...shortened(written), ...after] })
      return true
    }
    const number = this.#match(/-?\d[\d.eE+-]*/uy)
    const word = number ?? this.#match(/true|false|null/uy)
    if (word === undefined) return false
    const type = number === undefined ? 'word' : 'number'
    this.#rows.push({ depth, path, tokens: [...before, { type, text: word }, ...after] })
    return true
  }

  /** A string that holds JSON, as some clouds put one answer into another, is shown with what is in it. */
  #nested(written: string, path: string, depth: number, before: Token[], after: Token[]): boolean {
    if (!/^"\s*[[{]/u.test(written)) return false
    let inner: unknown
    try {
      inner = JSON.parse(written)
    } catch {
      return false
    }
    const { length } = this.#rows
    const quote: Token = { type: 'quiet', text: '"' }
    const read = new Reader(String(inner), this.#rows).read(path, depth, [...before, quote], [quote, ...after])
    if (!read) this.#rows.length = length
    return read
  }

  #group(open: '{' | '[', path: string, depth: number, before: Token[], after: Token[]): boolean {
    const close = open === '{' ? '}' : ']'
    this.#at += 1
    if (this.#take(close)) {
      this.#rows.push({ depth, path, tokens: [...before, { type: 'mark', text: open + close }, ...after] })
      return true
    }
    this.#rows.push({ depth, path, tokens: [...before, { type: 'mark', text: open }] })
    for (let index = 0; ; index += 1) {
      let inner = `${path}[${index}]`
      const head: Token[] = []
      if (open === '{') {
        const name = this.#string()
        if (name === undefined || !this.#take(':')) return false
        head.push({ type: 'name', text: name }, { type: 'mark', text: ': ' })
        inner = pathOfName(path, unquoted(name))
      }
      const from = this.#rows.length
      if (!this.#value(inner, depth + 1, head, [])) return false
      const more = this.#take(',')
      if (more) this.#rows.at(-1)!.tokens.push({ type: 'mark', text: ',' })
      if (!more && !this.#take(close)) return false
      if (!more) break
      if (this.#rows.length === from) return false
    }
    this.#rows.push({ depth, path: null, tokens: [{ type: 'mark', text: close }, ...after] })
    return true
  }
}

function unquoted(written: string): string {
  try {
    return String(JSON.parse(written))
  } catch {
    return written.slice(1, -1)
  }
}

/** A JSON text as lines with the path of each, or null when it is no JSON. */
export function jsonRows(text: string): Row[] | null {
  const rows: Row[] = []
  return new Reader(text, rows).read('', 0, [], []) ? rows : null
}

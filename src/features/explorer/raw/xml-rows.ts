import { pathOfName, shortened, type Row, type Token } from './row.ts'

const mark = (text: string): Token => ({ type: 'mark', text })

function opening(element: Element, end: string): Token[] {
  const attributes = [...element.attributes].flatMap(({ name, value }): Token[] => [
    { type: 'quiet', text: ` ${name}=` },
    { type: 'text', text: `"${value}"` },
  ])
  return [mark('<'), { type: 'name', text: element.tagName }, ...attributes, mark(end)]
}

function closing(element: Element): Token[] {
  return [mark('</'), { type: 'name', text: element.tagName }, mark('>')]
}

/** Paths of an element's children: a name that stands several times is a list. */
function childPaths(parent: Element, path: string): Map<Element, string> {
  const counts = new Map<string, number>()
  for (const { tagName } of parent.children) counts.set(tagName, (counts.get(tagName) ?? 0) + 1)
  const next = new Map<string, number>()
  return new Map(
    [...parent.children].map((child) => {
      const place = next.get(child.tagName) ?? 0
      next.set(child.tagName, place + 1)
      const name = pathOfName(path, child.tagName)
      return [child, counts.get(child.tagName)! > 1 ? `${name}[${place}]` : name]
    }),
  )
}

function append(element: Element, path: string, depth: number, rows: Row[]): void {
  // A line is a line: what breaks within a value is a blank here.
  const text = element.textContent.trim().replaceAll(/\s*\n\s*/gu, ' ')
  if (element.children.length === 0) {
    const tokens =
      text === ''
        ? [...opening(element, '>'), ...closing(element)]
        : [...opening(element, '>'), ...shortened(text), ...closing(element)]
    rows.push({ depth, path, tokens })
    return
  }
  rows.push({ depth, path, tokens: opening(element, '>') })
  for (const [child, inner] of childPaths(element, path)) append(child, inner, depth + 1, rows)
  rows.push({ depth, path: null, tokens: closing(element) })
}

/** An XML text as lines with the path of each, without the root element's name, or null when it is no XML. */
export function xmlRows(text: string): Row[] | null {
  const document = new DOMParser().parseFromString(text, 'application/xml')
  if (document.querySelector('parsererror')) return null
  const rows: Row[] = []
  append(document.documentElement, '', 0, rows)
  return rows
}

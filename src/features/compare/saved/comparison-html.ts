import type { DifferenceRun } from '#contract/differences'
import type { Quad } from '#contract/geometry'
import { Sha256 } from '../../../ui/files/sha256.ts'
import { savedStyle } from './style.ts'

export interface SavedRecogniser {
  number: number
  name: string
  mode: string
  /** What the mode means, so that nobody takes a stand-in's answer for a cloud's. */
  explanation: string
  operation: string
  time: string
  agreement: string
  /** Why there is no answer. */
  problem: string | null
}

export interface SavedCell {
  runs: readonly DifferenceRun[]
  /** What stands there in place of a value. */
  instead: string | null
  differs: boolean
  notes: readonly string[]
}

export interface SavedRow {
  field: string
  /** Null in a comparison of texts, where there is none; so is `review`. */
  consensus: { value: string | null; words: string } | null
  review: { value: string | null; words: string | null } | null
  cells: readonly SavedCell[]
}

export interface SavedPage {
  width: number
  height: number
  /** A data URL; null = the outline alone. */
  picture: string | null
  boxes: readonly { number: number; field: string; quads: readonly Quad[]; grounded: boolean; differs: boolean }[]
}

/** A comparison as it is saved: every text as it is shown, in the language and direction of the screen, masked already where that was asked for. */
export interface SavedComparison {
  language: string
  direction: 'ltr' | 'rtl'
  title: string
  /** The document's name or its kind, when it was saved, and what was left out. */
  facts: readonly string[]
  heads: Record<'recognisers' | 'recogniser' | 'mode' | 'operation' | 'time' | 'agreement', string>
  columns: Record<'fields' | 'field', string> & Record<'consensus' | 'review', string | null>
  notes: Record<'differs' | 'places' | 'legend' | 'picture', string>
  recognisers: readonly SavedRecogniser[]
  rows: readonly SavedRow[]
  pages: readonly SavedPage[]
}

/** Text as it stands in HTML, inside of an attribute as well. */
export function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replaceAll(/[&<>"']/gu, (sign) => entities[sign]!)
}

/** As a policy names a style; reached by plain http, a browser has no digest of its own. */
function base64Digest(text: string): string {
  const hex = new Sha256().update(new TextEncoder().encode(text)).digest()
  return btoa(hex.replaceAll(/../g, (byte) => String.fromCharCode(Number.parseInt(byte, 16))))
}

const isolated = (text: string) => `<bdi dir="auto">${escaped(text)}</bdi>`
const small = (text: string) => `<small>${escaped(text)}</small>`

function runsHtml(runs: readonly DifferenceRun[]): string {
  const inner = runs.map(({ kind, text }) => {
    if (kind === 'same') return escaped(text)
    return kind === 'other'
      ? `<mark>${escaped(text)}</mark>`
      : `<span class="lacking" title="${escaped(text)}">‸</span>`
  })
  return `<bdi dir="auto">${inner.join('')}</bdi>`
}

function recogniserRow({
  number,
  name,
  mode,
  explanation,
  operation,
  time,
  agreement,
  problem,
}: SavedRecogniser): string {
  const cells = [
    `<span class="mode">${escaped(mode)}</span>${small(explanation)}`,
    isolated(operation),
    escaped(time),
    escaped(agreement),
  ]
  const who = `${number} ${isolated(name)}${problem === null ? '' : small(problem)}`
  return `<tr><th scope="row">${who}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`
}

function fieldRow({ field, consensus, review, cells }: SavedRow): string {
  const value = (text: string | null) => (text === null ? '' : isolated(text))
  const said = cells.map(({ runs, instead, differs, notes }) => {
    const inner = instead === null ? runsHtml(runs) : `<span class="quiet">${escaped(instead)}</span>`
    return `<td${differs ? ' class="differs"' : ''}>${inner}${notes.map(small).join('')}</td>`
  })
  return [
    `<tr><th scope="row">${escaped(field)}</th>`,
    consensus ? `<td>${value(consensus.value)}${small(consensus.words)}</td>` : '',
    review ? `<td>${value(review.value)}${review.words === null ? '' : small(review.words)}</td>` : '',
    ...said,
    '</tr>',
  ].join('')
}

function pageFigure({ width, height, picture, boxes }: SavedPage, label: string): string {
  const size = Math.max(12, Math.round(width / 60))
  const drawn = boxes.flatMap(({ number, field, quads, grounded, differs }) =>
    quads.map((quad) => {
      const names = [grounded && 'grounded', differs && 'differing'].filter(Boolean).join(' ')
      const [x, y] = quad[0]
      const points = quad.map((corner) => corner.map((part) => Math.round(part)).join(',')).join(' ')
      // Each recogniser has its own place above the box, so that the numbers stand side by side.
      const at = Math.round(x + (number - 1) * size * 0.9)
      return `<g><title>${number} ${escaped(field)}</title><polygon class="${names}" points="${points}"/><text x="${at}" y="${Math.round(y - size / 4)}" font-size="${size}">${number}</text></g>`
    }),
  )
  const image = picture === null ? '' : `<image href="${escaped(picture)}" width="${width}" height="${height}"/>`
  return `<figure><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(label)}">${image}${drawn.join('')}</svg></figure>`
}

/**
 * One file that holds a comparison whole: it asks for nothing, runs nothing, and its own policy forbids both. Everything that a document or a
 * provider wrote is escaped.
 */
export function comparisonHtml(saved: SavedComparison): string {
  const { language, direction, title, facts, heads, columns, notes, recognisers, rows, pages } = saved
  const policy = `default-src 'none'; style-src 'sha256-${base64Digest(savedStyle)}'; img-src data:; base-uri 'none'; form-action 'none'`
  const head = (texts: readonly string[]) => texts.map((text) => `<th scope="col">${escaped(text)}</th>`).join('')
  const readers = recognisers.map(
    ({ number, name, mode }) => `<th scope="col">${number} ${isolated(name)}${small(mode)}</th>`,
  )
  return `<!doctype html>
<html lang="${escaped(language)}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>${savedStyle}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
${facts.map((fact) => `<p class="quiet">${isolated(fact)}</p>`).join('\n')}
<h2>${escaped(heads.recognisers)}</h2>
<div class="wide"><table><thead><tr>${head([heads.recogniser, heads.mode, heads.operation, heads.time, heads.agreement])}</tr></thead>
<tbody>${recognisers.map(recogniserRow).join('\n')}</tbody></table></div>
<h2>${escaped(columns.fields)}</h2>
<p class="quiet">${escaped(notes.differs)}</p>
<div class="wide"><table id="fields"><thead><tr>${head([columns.field, columns.consensus, columns.review].filter((text) => text !== null))}${readers.join('')}</tr></thead>
<tbody>${rows.map(fieldRow).join('\n')}</tbody></table></div>
${pages.length === 0 ? '' : `<h2>${escaped(notes.places)}</h2>\n<p class="quiet">${escaped(notes.legend)}</p>\n${pages.map((page) => pageFigure(page, notes.picture)).join('\n')}`}
</body>
</html>
`
}

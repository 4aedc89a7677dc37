import { monthOfName } from '../../contract/checks/dates.ts'
import { around, heightOf, middleOf, type Box } from './geometry.ts'
import { findLabels, type LabelHit } from './labels.ts'
import { passportWordings, type PassportLabel } from './passport-labels.ts'
import { splitAtGaps, textOf, type Glyph, type Row } from './text-stream.ts'

/** A run of print on a data page that is no label. */
export interface Cell extends Box {
  glyphs: Glyph[]
  text: string
  row: Row
}

/** One printed label, all of its languages together. */
export interface Label extends Box {
  key: PassportLabel
  row: Row
}

export interface DataPage {
  labels: Label[]
  cells: Cell[]
}

/** No data page has nearly as many runs of print. */
const mostCells = 250

/** Signs that join one label's languages, or a label and its value. */
const joint = /^[/|:：()（）.,;·\-–—_'’*]$/

/** Wordings in other languages that no list holds stand directly before or after a stroke beside a known one. */
function widen(row: Row, hit: LabelHit<PassportLabel>, taken: ReadonlySet<number>): [number, number] {
  const { glyphs } = row
  const near = (index: number) => {
    const before = glyphs[index - 1]
    const after = glyphs[index]
    return before !== undefined && after !== undefined && after.left - before.right < 1.1 * heightOf(after)
  }
  const small = (glyph: Glyph) => /\p{Ll}/u.test(glyph.text)
  let to = hit.to
  while (to < glyphs.length && !taken.has(to) && near(to) && joint.test(glyphs[to]!.text)) to += 1
  if (to > hit.to && /^[/|(]$/.test(glyphs[to - 1]!.text)) {
    let end = to
    while (end < glyphs.length && !taken.has(end) && near(end)) end += 1
    // Values are in capitals; a run with small letters is one more language of the label.
    if (glyphs.slice(to, end).filter(small).length >= 2) to = end
  }
  let from = hit.from
  while (from > 0 && !taken.has(from - 1) && near(from) && joint.test(glyphs[from - 1]!.text)) from -= 1
  if (from < hit.from && glyphs[from]!.text === '/') {
    let start = from
    while (start > 0 && !taken.has(start - 1) && near(start)) start -= 1
    if (start === 0 || glyphs.slice(start, from).some(small)) from = start
  }
  // A number at the label (`Surname (1)`, `1. Surname`) belongs to it.
  return [from, to]
}

/** Labels that stand together in one row are one: languages of the same key, or `Name` beside `Surname` in German. */
function joinLabels(hits: readonly { key: PassportLabel; row: Row; from: number; to: number }[]): Label[] {
  const labels: (Label & { from: number; to: number })[] = []
  for (const hit of hits.toSorted((first, second) => first.row.top - second.row.top || first.from - second.from)) {
    const box = around(hit.row.glyphs.slice(hit.from, hit.to))
    const last = labels.at(-1)
    const joins =
      last &&
      last.row === hit.row &&
      hit.from - last.to <= 1 &&
      box.left - last.right < 1.5 * heightOf(box) &&
      (last.key === hit.key ||
        last.key === 'name' ||
        hit.key === 'name' ||
        (last.key === 'surname' && hit.key === 'given_name'))
    if (last && joins) {
      Object.assign(last, around([last, box]), { to: hit.to })
      if (last.key === 'name') last.key = hit.key
    } else labels.push({ ...box, ...hit })
  }
  return labels
}

const latin = /^\p{Script=Latin}$/u
const digit = /^\d$/

/** Words of one name, and the parts of one date, which detection often takes for two lines. */
function belongs(before: readonly Glyph[], after: readonly Glyph[]): boolean {
  const [left, right] = [before.at(-1)!.text, after[0]!.text]
  if (latin.test(left) && latin.test(right)) return true
  const word = (glyphs: readonly Glyph[]) => glyphs.map(({ text }) => text).join('')
  if (digit.test(left) && digit.test(right)) return before.length <= 8
  if (latin.test(left) && digit.test(right)) return monthOfName(word(before.slice(-3))) !== null
  return digit.test(left) && latin.test(right) && monthOfName(word(after.slice(0, 3))) !== null
}

/** Columns may stand nearer together than a wide blank; where detection parted them, a small gap is enough. */
function splitAtLines(glyphs: readonly Glyph[]): Glyph[][] {
  const parts: Glyph[][] = []
  for (const [index, glyph] of glyphs.entries()) {
    const before = parts.at(-1)?.at(-1)
    const widest = before && belongs(parts.at(-1)!, glyphs.slice(index)) ? 1.4 : 0.5
    if (before && (before.line === glyph.line || glyph.left - before.right < widest * heightOf(glyph)))
      parts.at(-1)!.push(glyph)
    else parts.push([glyph])
  }
  return parts
}

/** Two values that stand so close that one line was read: where a label above begins a column inside the cell, the cell is parted there. */
function splitAtColumn(cell: Cell, labels: readonly Label[]): Cell[] {
  const height = heightOf(cell)
  for (const label of labels) {
    const drop = cell.top - label.bottom
    if (drop < -0.5 * height || drop > 1.8 * height || label.left < cell.left + height || label.left > cell.right)
      continue
    const at = cell.glyphs.findIndex((glyph, index) => {
      const before = cell.glyphs[index - 1]
      return (
        before &&
        Math.abs(glyph.left - label.left) < 0.6 * height &&
        (glyph.spaced || glyph.left - before.right > 0.3 * height)
      )
    })
    if (at < 1) continue
    return [cell.glyphs.slice(0, at), cell.glyphs.slice(at)].flatMap((glyphs) =>
      splitAtColumn({ ...around(glyphs), glyphs, text: textOf(glyphs), row: cell.row }, labels),
    )
  }
  return [cell]
}

/** Parts a data page into labels and the print between them. */
export function readDataPage(rows: readonly Row[]): DataPage {
  const found = findLabels(rows, passportWordings)
  const hits: { key: PassportLabel; row: Row; from: number; to: number }[] = []
  const cells: Cell[] = []
  for (const row of rows) {
    const own = found.filter((hit) => hit.row === row).sort((first, second) => first.from - second.from)
    const taken = new Set<number>()
    for (const { from, to } of own) for (let index = from; index < to; index += 1) taken.add(index)
    for (const hit of own) {
      const [from, to] = widen(row, hit, taken)
      for (let index = from; index < to; index += 1) taken.add(index)
      hits.push({ key: hit.key, row, from, to })
    }
    // Runs between labels, parted again at wide gaps.
    let run: Glyph[] = []
    const close = () => {
      for (const part of splitAtGaps(run, 1.9).flatMap(splitAtLines)) {
        const glyphs = [...part]
        while (glyphs.length > 0 && joint.test(glyphs[0]!.text)) glyphs.shift()
        if (glyphs.length > 0) cells.push({ ...around(glyphs), glyphs, text: textOf(glyphs), row })
      }
      run = []
    }
    for (const [index, glyph] of row.glyphs.entries()) {
      if (taken.has(index)) close()
      else run.push(glyph)
    }
    close()
  }
  const labels = joinLabels(hits)
  return { labels, cells: cells.slice(0, mostCells).flatMap((cell) => splitAtColumn(cell, labels)) }
}

/**
 * How well a cell stands where the value of a label stands, 0..1: close to the right in the same row, or below and aligned with the label's
 * beginning. 0 when something else is nearer on that way.
 */
export function standsAt(label: Label, cell: Cell, { labels, cells }: DataPage): number {
  const height = Math.max(heightOf(label), heightOf(cell))
  if (cell.row === label.row || Math.abs(middleOf(cell) - middleOf(label)) < 0.5 * height) {
    const gap = cell.left - label.right
    if (gap < -0.3 * height || gap > 30 * height) return 0
    const between = (other: Box) =>
      other !== label &&
      other !== cell &&
      other.left > label.left &&
      other.left < cell.left &&
      Math.abs(middleOf(other) - middleOf(label)) < 0.5 * height
    return labels.some(between) || cells.some(between) ? 0 : Math.exp(-Math.max(0, gap) / (25 * height)) * 0.95
  }
  const drop = cell.top - label.bottom
  if (drop < -0.5 * height || drop > 2.6 * height) return 0
  const offset = Math.abs(cell.left - label.left)
  const overlaps = cell.left < label.right && label.left < cell.right
  if (offset > 2 * height && !overlaps) return 0
  const between = (other: Box) =>
    other !== label &&
    other !== cell &&
    middleOf(other) > middleOf(label) + 0.4 * heightOf(label) &&
    middleOf(other) < middleOf(cell) - 0.4 * heightOf(cell) &&
    Math.min(other.right, cell.right) - Math.max(other.left, cell.left) > 0.3 * height
  const blocked = labels.some(between) ? 0.1 : 1
  const aligned = offset < 0.8 * height ? 1 : offset < 2 * height ? 0.8 : 0.5
  return blocked * aligned * Math.exp(-Math.max(0, drop) / (3 * height))
}

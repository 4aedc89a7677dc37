import { heightOf, middleOf } from './geometry.ts'
import type { LabelHit } from './labels.ts'
import { joinRows, rowOf, textOf, type Glyph, type Row, type TextPage } from './text-stream.ts'

/** What the meter prints behind a label, told by its form alone; the pre-printed labels stand in the same order in every city. */
const formOf: Readonly<Record<string, { own: RegExp; worth: number }>> = {
  car: { own: /^\p{Script=Han}?[A-Z0-9][A-Z0-9·.-]{4,7}$/u, worth: 0.6 },
  driver: { own: /^\d{4,12}$/, worth: 0.6 },
  date: { own: /^\d{4}.?\d{1,2}月|\d月\d|^20\d{2}[-./]\d/, worth: 2 },
  on: { own: /^\d{2}[:.;8]?\d{2}$/, worth: 1 },
  off: { own: /^\d{2}[:.;8]?\d{2}$/, worth: 1 },
  price: { own: /^\d\.?\d+元|^\d\.\d{2}$/, worth: 1 },
  mileage: { own: /\d(?:公里|千米|k.?)$/i, worth: 2 },
  wait: { own: /^\d{2}[:.;]\d{2}[:.;]\d{2}$/, worth: 1.5 },
  amount: { own: /^[¥￥]|\d元$/, worth: 1 },
  extra: { own: /^[¥￥]|\d元$/, worth: 0.5 },
}

/** A line of the meter whose form is another label's own costs this much where it is put. */
const strangeCost = 0.6
/** How far the meter's paper may have been fed beside the labels, in lines of print: upwards, downwards. */
const furthest = { up: 0.8, down: 2.2 } as const

interface MeterLine extends Row {
  /** The row that it was cut from. */
  row: Row
}

interface Match {
  line: MeterLine
  hit: LabelHit
}

/** How well a line's form suits a label. */
function fit(text: string, key: string): number {
  const form = formOf[key]
  if (!form || form.own.test(text)) return form?.worth ?? 0.1
  const strange = Object.values(formOf).some(({ own, worth }) => worth >= 1 && own.test(text))
  return strange ? -strangeCost : 0.15
}

/** The labels of the meter's column from top to bottom, one each. */
function columnOf(hits: readonly LabelHit[]): LabelHit[] {
  const column: LabelHit[] = []
  for (const hit of hits.toSorted((first, second) => first.cost - second.cost)) {
    const own = hit.key in formOf || hit.key === 'status'
    if (own && !column.some(({ key }) => key === hit.key && key !== 'extra' && key !== 'status')) column.push(hit)
  }
  const lefts = column.map(({ left }) => left).toSorted((first, second) => first - second)
  const edge = lefts[Math.floor(lefts.length / 2)] ?? 0
  return column
    .filter((hit) => Math.abs(hit.left - edge) < 2.5 * heightOf(hit))
    .toSorted((first, second) => middleOf(first) - middleOf(second))
}

/** What stands right of the column, cut out of the rows that it was joined to. */
function linesBeside(rows: readonly Row[], column: readonly LabelHit[], pitch: number): MeterLine[] {
  const rights = column.map(({ right }) => right).toSorted((first, second) => first - second)
  const edge = rights[Math.floor(rights.length / 2)]!
  const [top, foot] = [middleOf(column[0]!) - pitch, middleOf(column.at(-1)!) + furthest.down * pitch]
  const lines: MeterLine[] = []
  for (const row of rows) {
    if (middleOf(row) < top || middleOf(row) > foot) continue
    const hit = column.find((other) => other.row === row)
    const behind = hit ? row.glyphs.slice(hit.to) : row.glyphs.filter(({ left }) => left > edge)
    const from = behind.findIndex(({ text }) => /[\p{L}\p{N}¥￥]/u.test(text))
    if (from >= 0) lines.push({ ...rowOf(behind.slice(from)), row })
  }
  return lines
}

/**
 * The likeliest matching of lines with labels, both in their order: what a line's form says of it, less what its distance from its label says against it.
 * `usual` is how far below its label a line usually stands.
 */
function matchLines(lines: readonly MeterLine[], column: readonly LabelHit[], pitch: number, usual: number): Match[] {
  const best: { worth: number; from: 'line' | 'label' | 'both' }[][] = [column.map(() => ({ worth: 0, from: 'label' }))]
  best[0]!.push({ worth: 0, from: 'label' })
  for (const [index, line] of lines.entries()) {
    const row: (typeof best)[number] = [{ worth: 0, from: 'line' }]
    for (const [place, hit] of column.entries()) {
      const distance = (middleOf(line) - middleOf(hit)) / pitch
      const near = distance > -furthest.up && distance < furthest.down
      const worth = near ? fit(textOf(line.glyphs).replaceAll(' ', ''), hit.key) - 0.8 * Math.abs(distance - usual) : -9
      const ways = [
        { worth: best[index]![place]!.worth + worth, from: 'both' },
        { worth: best[index]![place + 1]!.worth, from: 'line' },
        { worth: row[place]!.worth, from: 'label' },
      ] as const
      row.push(ways.reduce((first, second) => (second.worth > first.worth ? second : first)))
    }
    best.push(row)
  }
  const matches: Match[] = []
  let [index, place] = [lines.length, column.length]
  while (index > 0 && place > 0) {
    const { from } = best[index]![place]!
    if (from === 'both') matches.push({ line: lines[index - 1]!, hit: column[place - 1]! })
    if (from !== 'label') index -= 1
    if (from !== 'line') place -= 1
  }
  return matches.toReversed()
}

const middleOfList = (values: readonly number[]) =>
  values.toSorted((first, second) => first - second)[Math.floor(values.length / 2)] ?? 0

function moved(glyph: Glyph, by: number): Glyph {
  return { ...glyph, top: glyph.top + by, bottom: glyph.bottom + by }
}

/**
 * The page with the meter's lines beside the labels that they belong to: the paper is fed by hand, and what was printed may stand up to two lines
 * below its label. Glyphs are moved in the page's frame only; the characters keep their place in the picture. The same page when nothing is out of line.
 */
export function alignMeter(page: TextPage, hits: readonly LabelHit[]): TextPage {
  const column = columnOf(hits)
  if (column.length < 5) return page
  const steps = column.slice(1).map((hit, index) => middleOf(hit) - middleOf(column[index]!))
  const pitch = middleOfList(steps)
  if (pitch < 0.8 * heightOf(column[0]!)) return page
  const lines = linesBeside(page.rows, column, pitch)
  const first = matchLines(lines, column, pitch, 0)
  const offsets = first.map(({ line, hit }) => (middleOf(line) - middleOf(hit)) / pitch)
  const matches = matchLines(lines, column, pitch, middleOfList(offsets))
  const out = matches.filter(({ line, hit }) => Math.abs(middleOf(line) - middleOf(hit)) > 0.25 * pitch)
  if (matches.length < 5 || out.length < 3) return page
  const [top, foot] = [matches[0]!.line.top, matches.at(-1)!.line.bottom]
  // What stands among the meter's lines and is none of them (a seal's print) would stand beside another line's label now.
  const cut = new Map(lines.filter((line) => line.bottom > top && line.top < foot).map((line) => [line.row, line]))
  const rest = page.rows.flatMap((row) => {
    const line = cut.get(row)
    const glyphs = line ? row.glyphs.filter((glyph) => !line.glyphs.includes(glyph)) : row.glyphs
    return glyphs.length > 0 ? [rowOf(glyphs)] : []
  })
  const put = matches.map(({ line, hit }) =>
    rowOf(line.glyphs.map((glyph) => moved(glyph, middleOf(hit) - middleOf(line)))),
  )
  return { ...page, rows: joinRows([...rest, ...put]) }
}

import { isoDate } from '../../contract/checks/dates.ts'
import type { Quad } from '../../contract/geometry.ts'
import type { Field, Findings, Region } from '../../contract/result.ts'
import {
  hitOnCard,
  onCard,
  openCardPage,
  regionOf,
  scaleOf,
  scaleWithin,
  wholeCard,
  type Anchors,
  type CardScale,
} from './card-place.ts'
import { ethnicGroups } from './ethnic-groups.ts'
import { fieldOf } from './field.ts'
import { cornersAlong, heightOf, middleOf, type Box } from './geometry.ts'
import { readIdNumber } from './id-number.ts'
import { bestHit, findLabels, rightOf, type LabelHit } from './labels.ts'
import { withUnsureSigns } from './second-look.ts'
import {
  findingsOf,
  glyphsOf,
  splitAtGaps,
  textOf,
  type Glyph,
  type PageContext,
  type Row,
  type TextPage,
} from './text-stream.ts'
import { withUnwrittenSigns } from './unwritten-places.ts'
import { chineseName, fromList, isHan, oneOf } from './values.ts'
import { asDigit } from '../../contract/checks/look-alikes.ts'

const wordings = {
  name: ['姓名'],
  sex: ['性别'],
  ethnicity: ['民族'],
  birth_date: ['出生', '出生日期'],
  address: ['住址'],
  id_number: ['公民身份号码', '公民身份证号码', '身份证号码', '身份证号'],
} as const

type Key = keyof typeof wordings
type Hits = readonly LabelHit<Key>[]

/** Where the labels stand on the card, in millimetres (GA 448). */
const anchors: Anchors<Key> = {
  name: [9.3, 9.6],
  sex: [9.3, 15.9],
  ethnicity: [30.2, 15.9],
  birth_date: [9.3, 22.1],
  address: [9.3, 28.4],
  id_number: [14.6, 46.5],
}

interface Card {
  page: TextPage
  hits: Hits
  label: (key: Key) => LabelHit<Key> | undefined
  /** Where values begin: the column right of the labels. */
  valueLeft: number | null
  /** The usual height of print. */
  height: number
  /** The card's own millimetres, where it is known how it lies. */
  scale: CardScale | null
}

function median(numbers: readonly number[]): number | null {
  return numbers.toSorted((first, second) => first - second)[Math.floor(numbers.length / 2)] ?? null
}

function openCard(page: TextPage, outline: Quad | null): Card {
  const hits = findLabels(page.rows, wordings)
  const height = median(page.rows.flatMap(({ glyphs }) => glyphs.filter(isHan).map(heightOf))) ?? 20
  // Print around the card may hold the same words.
  const scale = scaleOf(hits, anchors)
  const label = (key: Key) => (scale ? hitOnCard(hits, key, scale, anchors) : bestHit(hits, key))
  const column = (['name', 'sex', 'birth_date', 'address'] as const).flatMap((key) => {
    const hit = label(key)
    const first = hit && rightOf(hit, hits)[0]
    return first ? [first.left] : []
  })
  const own = outline ? scaleWithin(page, outline) : scale
  return { page, hits, label, valueLeft: median(column), height, scale: own }
}

/** A single sign that detection missed: the place where it must stand is looked at without detection. */
async function lookRight(card: Card, hit: LabelHit<Key>, signs: number): Promise<Glyph[]> {
  const height = Math.max(heightOf(hit), 0.9 * card.height)
  const start = hit.key === 'sex' && card.valueLeft !== null ? card.valueLeft - 0.5 * height : hit.right + 0.2 * height
  const next = card.hits.filter(({ row, from }) => row === hit.row && from >= hit.to).map(({ left }) => left)
  const end = Math.min(start + (signs + 2) * height, ...next.map((left) => left - 0.2 * height))
  if (end - start < 0.8 * height) return []
  const middle = middleOf(hit)
  const place: Box = { left: start, right: end, top: middle - 0.75 * height, bottom: middle + 0.75 * height }
  // A little more or less of the ground around them decides whether faint signs are seen.
  const readings = await card.page.look(card.page.frame.quadOf(place), [{}, { padding: -0.14 }, { padding: 0.15 }])
  const best = readings.toSorted((first, second) => second.confidence - first.confidence)[0]
  return best && best.confidence > 0.4 ? glyphsOf(best.chars, card.page.frame, -1) : []
}

/** Nobody has a name of one sign: a stroke set apart from it (一) was not detected, so the row is read once more without detection. */
async function wholeName(card: Card, hit: LabelHit<Key>, found: ReturnType<typeof chineseName>) {
  if (Array.from(found.value).length !== 1) return found
  const seen = chineseName(await lookRight(card, hit, 4))
  return seen.value.length > 1 && seen.value.startsWith(found.value) ? seen : found
}

/** Where the name stands on the card, in millimetres, with its label. */
const namePlace: Box = { left: 3, top: 5.4, right: 52, bottom: 13.2 }

/** The name where it must stand on the card: detection now and then sees nothing there, on cards that end close above it or lie askew. */
async function nameByPlace({ page, scale }: Card): Promise<ReturnType<typeof chineseName>> {
  const none = chineseName([])
  if (!scale) return none
  const place = page.frame.quadOf(onCard(scale, namePlace))
  for (const { chars, confidence } of await page.look(place, [{ channel: 'black' }, {}, { padding: 0.1 }])) {
    if (confidence < 0.6) continue
    const glyphs = glyphsOf(chars, page.frame, -1)
    // Without its label what stands there may be part of anything; of the label the first sign may be cut off.
    const label = glyphs.slice(0, 3).findIndex(({ text }) => text === '名')
    const found = label < 0 ? none : chineseName(glyphs.slice(label + 1))
    if (found.value.length > 1) return found
  }
  return none
}

async function nameField(card: Card): Promise<Field | null> {
  const { page, hits, label, height } = card
  const hit = label('name')
  const found = hit ? await wholeName(card, hit, chineseName(rightOf(hit, hits))) : null
  // The value may have been detected a little higher or lower than its label, or by itself without a row.
  const beside = () =>
    page.rows.flatMap((row) =>
      hit && Math.abs(middleOf(row) - middleOf(hit)) < 0.8 * height && row !== hit.row
        ? row.glyphs.filter(({ left }) => left > hit.right)
        : [],
    )
  const seen = found?.value ? found : chineseName(beside())
  const placed = seen.value ? seen : await nameByPlace(card)
  const { glyphs } = placed.value || hit ? placed : (nameAbove(card) ?? placed)
  const { value, glyphs: sure } = chineseName(await withUnsureSigns(page, glyphs))
  if (value !== '') return fieldOf('name', { value, runs: [sure], page: page.index })
  return hit ? fieldOf('name', { value: null, runs: [], page: page.index }) : null
}

/** Without its label the name is the row right above that of sex and ethnicity, in the values' column. */
function nameAbove({ page, label, height, valueLeft }: Card): ReturnType<typeof chineseName> | null {
  const below = label('sex') ?? label('ethnicity')
  if (!below) return null
  const rows = page.rows.filter((row) => middleOf(row) < below.top && middleOf(row) > below.top - 4 * height)
  const row = rows.at(-1)
  if (!row) return null
  // The row may begin with remains of its own label, in the labels' column. A label that lost its first sign begins further right than the others.
  const left = valueLeft === null ? (label('sex') ?? row).left + 2.5 * height : valueLeft - 0.8 * height
  return chineseName(row.glyphs.filter((glyph) => glyph.left > left))
}

async function sexField(card: Card): Promise<Field | null> {
  const { page, hits, label } = card
  const hit = label('sex')
  const group = label('ethnicity')
  const row = hit?.row ?? group?.row
  if (!row) return null
  const candidates = hit ? rightOf(hit, hits) : row.glyphs.slice(0, group!.from)
  for (const glyph of candidates) {
    const value = oneOf(glyph, ['男', '女'])
    if (value !== null) return fieldOf('sex', { value, runs: [[glyph]], page: page.index, raw: glyph.text })
  }
  if (!hit) return null
  for (const glyph of await lookRight(card, hit, 1)) {
    const value = oneOf(glyph, ['男', '女'])
    if (value !== null) return fieldOf('sex', { value, runs: [[glyph]], page: page.index, raw: glyph.text })
  }
  return fieldOf('sex', { value: null, runs: [], page: page.index })
}

async function ethnicityField(card: Card): Promise<Field | null> {
  const { page, hits, label } = card
  const hit = label('ethnicity')
  if (!hit) return null
  const usable = (glyphs: readonly Glyph[]) => (splitAtGaps(glyphs, 2)[0] ?? []).filter(isHan)
  let glyphs = usable(rightOf(hit, hits))
  if (glyphs.length === 0) glyphs = usable(await lookRight(card, hit, 2))
  if (glyphs.length > 1 && glyphs.at(-1)!.text === '族') glyphs = glyphs.slice(0, -1)
  if (glyphs.length === 0) return fieldOf('ethnicity', { value: null, runs: [], page: page.index })
  return fieldOf('ethnicity', {
    value: fromList(glyphs, ethnicGroups) ?? textOf(glyphs),
    runs: [glyphs],
    page: page.index,
  })
}

/** Year, month and day with their glyphs: 1990年1月5日, the three signs read or not. */
function birthIn(glyphs: readonly Glyph[]): { value: string; glyphs: Glyph[] } | null {
  const numbers: { digits: string; from: number; to: number }[] = []
  let end = 0
  for (const [index, glyph] of glyphs.entries()) {
    const digit = asDigit(glyph.text)
    const last = numbers.at(-1)
    if (digit === undefined) {
      // Whatever stands behind 日 is another text.
      if (glyph.text === '日' && numbers.length >= 3) {
        end = index + 1
        break
      }
      continue
    }
    const before = glyphs[index - 1]
    const joins = last?.to === index && before !== undefined && glyph.left - before.right < 0.9 * heightOf(glyph)
    if (last && joins) {
      last.digits += digit
      last.to = index + 1
    } else numbers.push({ digits: digit, from: index, to: index + 1 })
  }
  // A speck before the year may have been read as one digit more.
  const long = numbers.find(({ digits }) => digits.length === 5)
  if (long) {
    long.digits = long.digits.slice(1)
    long.from += 1
  }
  const start = numbers.findIndex(({ digits }) => digits.length === 4)
  const [year, month, day] = numbers.slice(start)
  if (start < 0 || !year || !month || !day || month.digits.length > 2 || day.digits.length > 2) return null
  const value = isoDate(Number(year.digits), Number(month.digits), Number(day.digits))
  return value === null ? null : { value, glyphs: glyphs.slice(year.from, Math.max(end, day.to)) }
}

function birthField({ page, hits, label }: Card): Field | null {
  const hit = label('birth_date')
  const rows = page.rows.filter(({ glyphs }) => glyphs.some(({ text }) => text === '年' || text === '月'))
  const found =
    (hit && birthIn(rightOf(hit, hits))) ?? rows.map(({ glyphs }) => birthIn(glyphs)).find((birth) => birth !== null)
  if (found) return fieldOf('birth_date', { value: found.value, runs: [found.glyphs], page: page.index })
  return hit
    ? fieldOf('birth_date', { value: null, runs: [], page: page.index, raw: textOf(rightOf(hit, hits)) })
    : null
}

/** The rows of the address: beside its label and below it in the same column, down to the ID number or a gap. */
async function addressField(card: Card, numberTop: number): Promise<Field | null> {
  const { page, hits, label, height } = card
  const hit = label('address')
  const birth = label('birth_date')
  const first = hit ? rightOf(hit, hits)[0] : undefined
  const left = first?.left ?? card.valueLeft
  const from = hit ? hit.top - 0.4 * heightOf(hit) : birth ? birth.bottom + 0.3 * height : null
  if (left === null || left === undefined || from === null) return null
  const runs: Glyph[][] = []
  let bottom = from + height
  for (const row of page.rows) {
    if (middleOf(row) < from || middleOf(row) >= numberTop) continue
    const labelled = hits.some(({ row: other, key }) => other === row && key !== 'address')
    // What is half as high as the print is a speck.
    const printed = (glyph: Glyph) => heightOf(glyph) > 0.5 * height
    const column = row.glyphs.filter((glyph) => glyph.left > left - 0.8 * height && printed(glyph))
    // Beyond a wide gap begins the portrait.
    const run = splitAtGaps(hit?.row === row ? rightOf(hit, hits).filter(printed) : column, 2.2)[0] ?? []
    if (run.length === 0 || labelled || run[0]!.left > left + 3 * height) continue
    // Lines of letters alone are a second script's label.
    if (!run.some((glyph) => isHan(glyph) || /\d/.test(glyph.text))) continue
    if (middleOf(row) > bottom + 1.9 * height) break
    runs.push(await withUnsureSigns(page, run))
    bottom = row.bottom
    if (runs.length === 4) break
  }
  const value = withUnwrittenSigns(
    runs
      .map(textOf)
      .join('')
      .replace(/^[:.·]+/, ''),
  )
  if (value === '') return hit ? fieldOf('address', { value: null, runs: [], page: page.index }) : null
  return fieldOf('address', { value, runs, page: page.index })
}

const isField = (field: Field | null): field is Field => field !== null

/** Where the portrait stands. */
const portrait: Box = { left: 55, top: 6.8, right: 79.5, bottom: 37.8 }

/** The fields of one page that may be the portrait side of an ID card, and where the card lies. */
async function readCard(context: PageContext): Promise<{ fields: Field[]; regions: Region[] }> {
  const { page, outline } = await openCardPage(context, (whole) => {
    const scale = scaleOf(findLabels(whole.rows, wordings), anchors)
    return scale && whole.frame.quadOf(wholeCard(scale))
  })
  const card = openCard(page, outline)
  const label = card.label('id_number')
  const rows: Row[] = label ? [label.row, ...page.rows.filter((row) => row !== label.row)] : page.rows
  const number = await readIdNumber(page, rows)
  const top = Math.min(label?.top ?? Infinity, ...(number?.glyphs.map((glyph) => glyph.top) ?? []))
  const idField = number
    ? fieldOf('id_number', { value: number.value, runs: [number.glyphs], page: page.index })
    : label
      ? fieldOf('id_number', { value: null, runs: [], page: page.index })
      : null
  const fields = [
    await nameField(card),
    await sexField(card),
    await ethnicityField(card),
    birthField(card),
    await addressField(card, top),
    idField,
  ].filter(isField)
  const { scale } = card
  const regions = scale
    ? [
        regionOf(
          'card',
          page.index,
          outline ? cornersAlong(outline, page.frame.angle) : page.frame.quadOf(wholeCard(scale)),
        ),
        regionOf('portrait', page.index, page.frame.quadOf(onCard(scale, portrait))),
      ]
    : []
  return { fields, regions }
}

/** Kind `id-card-front`. Of several pages the one with the most fields counts. Nothing is inferred from the ID number. */
export async function extractIdCardFront(pages: readonly PageContext[]): Promise<Findings> {
  const filled = (fields: readonly Field[]) => fields.filter(({ value }) => value !== null).length
  let best: Awaited<ReturnType<typeof readCard>> = { fields: [], regions: [] }
  for (const page of pages) {
    const read = await readCard(page)
    if (filled(read.fields) > filled(best.fields)) best = read
  }
  return findingsOf(pages, best)
}

import { mrzNameForms } from '../../contract/checks/mrz.ts'
import type { Quad } from '../../contract/geometry.ts'
import type { Field, Findings, Region } from '../../contract/result.ts'
import { regionOf } from './card-place.ts'
import { nationalityCode } from './country-codes.ts'
import { fieldOf } from './field.ts'
import { around, heightOf, middleOf, type Box } from './geometry.ts'
import { readMrz, type MrzReading } from './mrz-read.ts'
import { readDataPage, standsAt, type Cell, type DataPage } from './passport-cells.ts'
import type { PassportLabel } from './passport-labels.ts'
import { mrzFields } from './passport-mrz.ts'
import { reconcile } from './passport-reconcile.ts'
import {
  codeIn,
  dateIn,
  distance,
  hanPart,
  latinNameIn,
  namePair,
  numberIn,
  printedText,
  sexIn,
  typeIn,
  type Reading,
} from './passport-values.ts'
import { findingsOf, glyphsOf, textOf, textPage, type Glyph, type PageContext, type TextPage } from './text-stream.ts'
import { chineseName } from './values.ts'

type Key = Exclude<PassportLabel, 'name' | 'signature' | 'heading'>

/** A cell as the value of a key, with its worth: where it stands, and what the MRZ says of it. */
interface Claim extends Reading {
  key: Key
  cell: Cell
  worth: number
}

/** A page under extraction. */
interface Passport {
  page: TextPage
  data: DataPage
  zone: MrzReading | null
  said: ReadonlyMap<string, { value: string; glyphs: Glyph[] }>
}

const letters = (text: string) => mrzNameForms(text)[0] ?? ''

/** What a cell would be as a key, or null when its form forbids it. */
function readAs(key: Key, cell: Cell): Reading | null {
  const { text, glyphs } = cell
  const plain = (value: string | null): Reading | null => (value === null ? null : { value, glyphs })
  switch (key) {
    case 'document_type':
      return plain(typeIn(text))
    case 'country_code':
      return plain(codeIn(text))
    case 'passport_number':
      return plain(numberIn(text))
    case 'surname':
    case 'given_name':
      return plain(latinNameIn(text))
    case 'nationality':
      return plain(nationalityCode(text) ?? printedText(glyphs))
    case 'birth_date':
      return plain(dateIn(text, 'birth'))
    case 'issue_date':
    case 'expiry_date':
      return plain(dateIn(text, 'expiry'))
    case 'sex':
      return plain(sexIn(text))
    case 'issuing_authority': {
      const han = hanPart(glyphs)
      return han.length > 0 ? { value: textOf(han), glyphs: han } : null
    }
    case 'person_id':
      return plain(/^[A-Z0-9]{6,20}$/.test(text.replace(/\s/g, '')) ? text.replace(/\s/g, '') : null)
    case 'birth_place':
    case 'issue_place':
      return plain(printedText(glyphs))
  }
}

/** How far the MRZ speaks for (up to 1) or against a reading; 0 when it says nothing. */
function support(key: Key, reading: Reading, said: Passport['said']): number {
  const there = said.get(key)?.value
  if (there === undefined) return 0
  if (key === 'surname' || key === 'given_name') {
    const [wanted, own] = [letters(there), letters(reading.value)]
    if (wanted === own || mrzNameForms(reading.value).includes(wanted)) return 1
    const most = Math.max(1, Math.floor(wanted.length / 4))
    return distance(wanted, own, most) <= most ? 0.7 : -0.3
  }
  if (key === 'nationality') return reading.value === there ? 0.6 : 0
  if (key === 'document_type') return there.startsWith(reading.value) ? 0.5 : 0
  if (reading.value === there) return 1
  const most = key === 'passport_number' ? 2 : 1
  return distance(there, reading.value, most) <= most && key !== 'sex' ? 0.6 : -0.5
}

const keys: readonly Key[] = [
  'birth_date',
  'expiry_date',
  'issue_date',
  'passport_number',
  'surname',
  'given_name',
  'country_code',
  'document_type',
  'sex',
  'nationality',
  'birth_place',
  'issue_place',
  'issuing_authority',
  'person_id',
]

/** How well a cell stands at a label of a key, 0..1. */
function placeOf(key: Key, cell: Cell, data: DataPage): number {
  let best = 0
  for (const label of data.labels) if (label.key === key) best = Math.max(best, standsAt(label, cell, data))
  return best
}

/** A cell that stands so well at a label may be its value. */
const leastPlace = 0.15

function claimsOf({ data, said }: Passport): Claim[] {
  const claims: Claim[] = []
  for (const cell of data.cells) {
    for (const key of keys) {
      const place = placeOf(key, cell, data)
      // Nobody's value when neither a label nor the MRZ speaks for it: most cells are spared a closer look.
      if (place <= leastPlace && !said.has(key)) continue
      const reading = readAs(key, cell)
      if (!reading) continue
      const mrz = support(key, reading, said)
      // Short ones need a label.
      const enough = place > leastPlace || (mrz >= 1 && reading.value.length > 2)
      if (enough) claims.push({ key, cell, ...reading, worth: 1.5 * place + mrz })
    }
  }
  return claims
}

/** The names of a cell that holds both: `ZHANG, SAN`, below 姓名/Name or as the MRZ spells them. */
function bothNames({ data, said }: Passport): { surname: Reading; given: Reading | null; worth: number } | null {
  const surname = said.get('surname')?.value
  const given = said.get('given_name')?.value
  const whole = surname === undefined ? null : letters(surname) + letters(given ?? '')
  let best: { surname: Reading; given: Reading | null; worth: number } | null = null
  for (const cell of data.cells) {
    const own = letters(latinNameIn(cell.text.replace(/[,,、]/g, ' ')) ?? '')
    if (own === '') continue
    const near = Math.max(0, ...data.labels.map((label) => (label.key === 'name' ? belowName(label, cell) : 0)))
    let worth = near
    if (whole !== null) {
      const most = Math.max(1, Math.floor(whole.length / 5))
      const far = distance(whole, own, most)
      if (far > most) continue
      worth += 1 - far / (most + 1)
    }
    if (worth <= 0.2 || (best && best.worth >= worth)) continue
    const pair = namePair(cell, surname === undefined || own !== whole ? null : letters(surname).length)
    if (pair && (pair.given !== null || given === undefined)) best = { ...pair, worth }
  }
  return best
}

/** Latin letters stand in the first or the second row below 姓名/Name, or beside it. */
function belowName(label: DataPage['labels'][number], cell: Cell): number {
  const height = Math.max(label.bottom - label.top, cell.bottom - cell.top)
  const drop = middleOf(cell) - middleOf(label)
  const offset = Math.abs(cell.left - label.left)
  if (drop > 0.5 * height && drop < 4.5 * height && offset < 2.5 * height) return 0.8
  return Math.abs(drop) < 0.5 * height && cell.left > label.right - height && cell.left < label.right + 12 * height
    ? 0.6
    : 0
}

/** Gives each cell to the key with the best claim to it, best claims first. */
function assign(claims: readonly Claim[], taken: Set<Cell>): Map<Key, Claim> {
  const given = new Map<Key, Claim>()
  for (const claim of claims.toSorted((first, second) => second.worth - first.worth)) {
    if (given.has(claim.key) || taken.has(claim.cell) || claim.worth <= 0) continue
    given.set(claim.key, claim)
    taken.add(claim.cell)
  }
  return given
}

/** The one date left over, where the label of the issue date was not read: after the birth, before the expiry. */
function issueByElimination({ data, said }: Passport, taken: ReadonlySet<Cell>): Reading | null {
  const birth = said.get('birth_date')?.value
  const expiry = said.get('expiry_date')?.value
  if (birth === undefined || expiry === undefined) return null
  const rest = data.cells.flatMap((cell) => {
    const value = taken.has(cell) ? null : dateIn(cell.text, 'expiry')
    return value !== null && value > birth && value < expiry ? [{ value, glyphs: cell.glyphs }] : []
  })
  return rest.length === 1 ? rest[0]! : null
}

/** A date that is damaged beyond reading but stands at its label, where the MRZ proves what it is: its box is kept. */
function damaged({ data, said, zone }: Passport, key: Key, taken: ReadonlySet<Cell>): Reading | null {
  const there = said.get(key)
  if (!there || !zone?.proven) return null
  const year = there.value.slice(0, 4)
  const near = data.cells.filter((cell) => {
    if (taken.has(cell)) return false
    const place = placeOf(key, cell, data)
    const fits = key.endsWith('_date')
      ? cell.text.includes(year.slice(2)) || /\d.*\d/.test(cell.text)
      : cell.text.length <= 6
    return place > 0.3 && fits
  })
  return near.length === 1 ? { value: there.value, glyphs: near[0]!.glyphs } : null
}

/** Single signs that detection missed are looked for where the other values stand from their labels: below at the same drop, else beside. */
async function lookForSign(
  { page, data }: Passport,
  key: 'sex' | 'document_type',
  claims: ReadonlyMap<Key, Claim>,
): Promise<Reading | null> {
  const label = data.labels.find((candidate) => candidate.key === key)
  if (!label) return null
  const steps = Array.from(claims.values()).flatMap(({ key: other, cell }) => {
    const at = data.labels.find((candidate) => candidate.key === other)
    return at
      ? [{ drop: middleOf(cell) - middleOf(at), height: heightOf(cell), shift: cell.left - at.left, left: cell.left }]
      : []
  })
  const below = steps.filter(({ drop, height }) => drop > 0.6 * height)
  const beside = steps.filter(({ drop, height }) => Math.abs(drop) <= 0.6 * height)
  const typical = (list: typeof steps, of: (step: (typeof steps)[number]) => number) =>
    list.map(of).toSorted((first, second) => first - second)[Math.floor(list.length / 2)]
  const layout = below.length >= beside.length ? below : beside
  const height = typical(layout, (step) => step.height) ?? 1.2 * heightOf(label)
  const middle = middleOf(label) + (typical(layout, ({ drop }) => drop) ?? 0)
  const start =
    below.length >= beside.length ? label.left : Math.max(label.right, typical(layout, (step) => step.left) ?? 0)
  const left = start - 0.4 * height
  const place = { left, right: left + 3.2 * height, top: middle - 0.8 * height, bottom: middle + 0.8 * height }
  const [reading] = await page.look(page.frame.quadOf(place), [{}])
  if (!reading || reading.confidence < 0.5) return null
  const glyphs = glyphsOf(reading.chars, page.frame, -1)
  const value = key === 'sex' ? sexIn(textOf(glyphs)) : typeIn(textOf(glyphs))
  return value === null ? null : { value, glyphs }
}

function chineseNameField({ page, data }: Passport): Field | null {
  let best: { reading: Reading; place: number } | null = null
  for (const cell of data.cells) {
    const found = chineseName(cell.glyphs)
    if (found.value === '' || found.glyphs.length < 0.6 * cell.glyphs.length) continue
    for (const label of data.labels) {
      const place = label.key === 'name' ? standsAt(label, cell, data) : 0
      if (place > (best?.place ?? 0.15)) best = { reading: found, place }
    }
  }
  return best
    ? fieldOf('name_chinese', { value: best.reading.value, runs: [best.reading.glyphs], page: page.index })
    : null
}

/** Where ICAO 9303-4 (2.2) has the portrait, in millimetres from the left end and the middle of the zone's first line: left of the data, or right of them. */
const portraits: readonly Box[] = [
  { left: -1.1, right: 31.9, top: -58.9, bottom: -15.9 },
  { left: 79.9, right: 112.9, top: -58.9, bottom: -15.9 },
]
const zonePitch = 2.54

/** The portrait's place on the page, on the side where no print stands. */
function portraitOf({ page, data, zone }: Passport): Quad | null {
  const line = zone?.glyphs[0]
  if (!line || line.length !== 44) return null
  const { left, right } = around(line)
  const unit = (right - left) / (44 * zonePitch)
  const middle = middleOf(around(line))
  const places = portraits.map((place): Box => ({
    left: left + place.left * unit,
    right: left + place.right * unit,
    top: middle + place.top * unit,
    bottom: middle + place.bottom * unit,
  }))
  const printed = (place: Box) =>
    data.cells.filter(
      (cell) =>
        cell.left < place.right - 3 * unit &&
        cell.right > place.left + 3 * unit &&
        cell.top < place.bottom - 3 * unit &&
        cell.bottom > place.top + 3 * unit,
    ).length
  const [first, second] = places as [Box, Box]
  return page.frame.quadOf(printed(second) < printed(first) ? second : first)
}

async function readPassport(
  context: PageContext,
  chinese: boolean,
): Promise<{ fields: Field[]; zone: MrzReading | null; portrait: Quad | null }> {
  const page = textPage(context, { straight: true })
  const zone = await readMrz(page)
  const rows = page.rows.filter((row) => !zone || row.top < Math.min(...zone.rows.map(({ top }) => top)) - 2)
  const data = readDataPage(zone ? rows : page.rows)
  const said = zone ? mrzFields(zone) : new Map<string, { value: string; glyphs: Glyph[] }>()
  const passport: Passport = { page, data, zone, said }
  const taken = new Set<Cell>()
  const claims = claimsOf(passport)
  const pair = bothNames(passport)
  const worthOf = (key: Key) => Math.max(0, ...claims.filter((claim) => claim.key === key).map(({ worth }) => worth))
  const usePair = pair !== null && pair.worth >= Math.max(worthOf('given_name'), chinese ? 0 : worthOf('surname'))
  const given = assign(usePair ? claims.filter(({ key }) => key !== 'surname' && key !== 'given_name') : claims, taken)

  const found = new Map<string, Reading>(given)
  if (usePair) {
    found.set('surname', pair.surname)
    if (pair.given) found.set('given_name', pair.given)
  }
  if (!found.has('issue_date')) {
    const issue = issueByElimination(passport, taken)
    if (issue) found.set('issue_date', issue)
  }
  for (const key of ['birth_date', 'expiry_date', 'sex', 'nationality'] as const) {
    if (found.has(key)) continue
    const reading = damaged(passport, key, taken)
    if (reading) found.set(key, reading)
  }

  for (const key of ['sex', 'document_type'] as const) {
    if (found.has(key)) continue
    const reading = await lookForSign(passport, key, given)
    if (reading) found.set(key, reading)
  }

  const fields: Field[] = []
  const wanted = chinese
    ? keys
    : keys.filter((key) => !['birth_place', 'issue_place', 'issuing_authority', 'person_id'].includes(key))
  for (const key of wanted) {
    const printed = key === 'person_id' ? undefined : found.get(key)
    const inZone = said.get(key)
    if (printed) fields.push(reconcile(key, printed, inZone, zone, page.index))
    else if (inZone) fields.push(fieldOf(key, { value: inZone.value, runs: [inZone.glyphs], page: page.index }))
    else if (data.labels.some((label) => label.key === key) && key !== 'person_id')
      fields.push(fieldOf(key, { value: null, runs: [], page: page.index }))
  }
  for (const key of ['mrz_line1', 'mrz_line2']) {
    const line = said.get(key)
    if (line) fields.push(fieldOf(key, { value: line.value, runs: [line.glyphs], page: page.index }))
  }
  const name = chinese ? chineseNameField(passport) : null
  if (name) fields.push(name)
  return { fields, zone, portrait: portraitOf(passport) }
}

async function extract(pages: readonly PageContext[], chinese: boolean): Promise<Findings> {
  let best: Awaited<ReturnType<typeof readPassport>> & { page: number } = {
    fields: [],
    zone: null,
    portrait: null,
    page: 0,
  }
  for (const page of pages) {
    const read = await readPassport(page, chinese)
    const filled = (fields: readonly Field[]) => fields.filter(({ value }) => value !== null).length
    if (filled(read.fields) > filled(best.fields)) best = { ...read, page: page.index }
  }
  const { zone, portrait, page, fields } = best
  const regions: Region[] = zone
    ? [{ kind: 'mrz', page, quad: zone.quad, text: zone.lines.join('\n'), confidence: null }]
    : []
  if (portrait) regions.push(regionOf('portrait', page, portrait))
  return findingsOf(pages, { fields, regions })
}

/** Kind `passport`: any state's data page. */
export const extractPassport = (pages: readonly PageContext[]): Promise<Findings> => extract(pages, false)

/** Kind `passport-cn`: the Chinese data page with its own fields. */
export const extractPassportCn = (pages: readonly PageContext[]): Promise<Findings> => extract(pages, true)

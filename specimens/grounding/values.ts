import { isIsoDate } from '../../server/contract/checks/dates.ts'
import { kindByName, type FieldDefinition } from '../../server/contract/documents/index.ts'
import { angleOf, boundsOf, contains, quadOfBounds, type Point, type Quad } from '../../server/contract/geometry.ts'
import type { Character, Field, Findings } from '../../server/contract/result.ts'
import { createRandom, type Random } from '../random.ts'
import { fieldKey, type Truth } from '../truth.ts'
import type { Operation } from './clouds.ts'
import { shapeOf } from './shapes.ts'

type Table = Findings['tables'][number]

/** A value of an answer that the specimen prints, and where it prints it. */
export interface Value {
  name: string
  /** A field by its place in the list, or a cell by its table's and its own. */
  at: { field: number } | { table: number; cell: number }
  text: string
  /** Each of them is right. */
  places: Quad[][]
}

export interface Paired {
  values: Value[]
  /** What the stand-in answered otherwise than it is printed. */
  misread: { name: string; text: string }[]
}

/**
 * The findings as a cloud would answer them that reports no place and no confidence. Lines cannot be without a place: their texts become fields
 * under a native name, as adapters keep texts without a place, where an answer consists of them. Lines of frames are left out.
 */
export function withoutPlaces({ provider, kind }: Operation, findings: Findings): Findings {
  const bare = (field: Field): Field => {
    const { chars: _, ...rest } = field
    return { ...rest, quads: [], boxSource: null, confidence: null, confidenceSource: null, agreement: null }
  }
  const texts = findings.lines.map(({ text, page, path = '' }): Field => {
    const native = { path, value: text }
    return bare({ key: `${provider}:Text`, value: text, native, page, checks: [] } as unknown as Field)
  })
  return {
    fields: [...findings.fields.map(bare), ...(kindByName(kind)!.fields.length > 0 ? [] : texts)],
    lines: [],
    regions: [],
    frames: [],
    tables: findings.tables.map((table) => ({
      ...table,
      cells: table.cells.map((cell) => ({ ...cell, quad: null, confidence: null })),
    })),
    ...(findings.html !== undefined && { html: findings.html }),
  }
}

const plain = (text: string) => text.normalize('NFKC').replaceAll(/\s/g, '')

const centreOf = (quad: Quad): [number, number] => {
  const { left, top, right, bottom } = boundsOf(quad)
  return [(left + right) / 2, (top + bottom) / 2]
}

function pairFields(operation: Operation, fields: readonly Field[], truth: Truth): Paired {
  const { rewritten, lost, assumed, judged } = shapeOf(operation)
  const definitions = kindByName(operation.kind)!.fields
  const values: Value[] = []
  const misread: Paired['misread'] = []
  const native = `${operation.provider}:Text`
  const open = Object.keys(truth.fields)
  for (const [index, { key, value }] of fields.entries()) {
    if (value === null) continue
    if (key === native && definitions.length === 0) {
      const places = truth.lines.filter(({ text }) => plain(text) === plain(value)).map(({ quad }) => [quad])
      if (places.length > 0) values.push({ name: key, at: { field: index }, text: value, places })
      else misread.push({ name: key, text: value })
      continue
    }
    const known = definitions.some((definition) => definition.key === key)
    if (!known || lost[key] !== undefined || judged[key] !== undefined) continue
    const write = rewritten[key]?.as ?? ((text: string) => text)
    const same = (name: string) => fieldKey(name) === key && write(truth.fields[name]!) === value
    const twins = Object.keys(truth.fields).filter(same)
    const name = open.find(same)
    if (name === undefined) {
      const isAssumed = assumed[key]?.value === value
      if (!isAssumed && truth.unscored?.includes(key) !== true) misread.push({ name: key, text: value })
      continue
    }
    open.splice(open.indexOf(name), 1)
    const places = twins.flatMap((twin) => [truth.boxes[twin] ?? [], ...(truth.elsewhere[twin] ?? [])])
    const printed = places.filter((quads) => quads.length > 0)
    // What follows from the picture as a whole stands nowhere.
    if (printed.length > 0) values.push({ name: key, at: { field: index }, text: value, places: printed })
  }
  return { values, misread }
}

const turnedBy = (quad: Quad, angle: number): Quad => {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return quad.map(([x, y]): Point => [x * cos - y * sin, x * sin + y * cos]) as Quad
}

/** The smallest quad around printed lines that runs as the longest of them does. */
function quadAroundLines(lines: readonly Quad[]): Quad {
  if (lines.length === 1) return lines[0]!
  const lengthOf = ([a, b]: Quad) => Math.hypot(b[0] - a[0], b[1] - a[1])
  const angle = angleOf(lines.toSorted((first, second) => lengthOf(second) - lengthOf(first))[0]!)
  return turnedBy(quadOfBounds(boundsOf(...lines.map((quad) => turnedBy(quad, -angle)))), angle)
}

function pairCells(tables: readonly Table[], truth: Truth): Paired {
  const values: Value[] = []
  const misread: Paired['misread'] = []
  for (const [table, { cells }] of tables.entries()) {
    const places = truth.tables?.[table]?.cells ?? []
    for (const [cell, { row, column, text }] of cells.entries()) {
      if (text === '') continue
      const name = `cell ${row + 1}:${column + 1}`
      const printed = places.find((place) => place.row === row && place.column === column)
      if (!printed || plain(printed.text) !== plain(text)) misread.push({ name, text })
      else if (printed.quad) {
        const { quad } = printed
        const lines = truth.lines.filter((line) => contains(quad, centreOf(line.quad))).map((line) => line.quad)
        // A cell has one quad, however many lines are printed in it, and it runs as they do.
        if (lines.length > 0) values.push({ name, at: { table, cell }, text, places: [[quadAroundLines(lines)]] })
      }
    }
  }
  return { values, misread }
}

/** Which values of an answer are right, and where they are printed. */
export function pairWithTruth(operation: Operation, { fields, tables }: Findings, truth: Truth): Paired {
  const [inFields, inCells] = [pairFields(operation, fields, truth), pairCells(tables, truth)]
  return { values: [...inFields.values, ...inCells.values], misread: [...inFields.misread, ...inCells.misread] }
}

/** Where a value was placed: its quads and characters; no quads when it was not. */
export function placeOf(
  findings: Findings,
  at: Value['at'],
): { quads: Quad[]; agreement: number | null; chars: Character[] } {
  if ('field' in at) {
    const { quads, agreement, chars = [] } = findings.fields[at.field]!
    return { quads, agreement, chars }
  }
  const cell: { quad: Quad | null; agreement?: number | null; chars?: Character[] } =
    findings.tables[at.table]!.cells[at.cell]!
  return { quads: cell.quad ? [cell.quad] : [], agreement: cell.agreement ?? null, chars: cell.chars ?? [] }
}

const digits = Array.from('0123456789')
/** Without letters that look like digits or like each other. */
const capitals = Array.from('ABEFGHKLMPRTVWXY')
const smalls = Array.from('abdefghkmprtvwy')
const chinese = Array.from('东西南北中天地人山水火木金土花草')
const arabic = Array.from('بتجدرسصعفقلم')

const alphabets: readonly (readonly [pattern: RegExp, alphabet: readonly string[]])[] = [
  [/^\d$/, digits],
  [/^[A-Z]$/, capitals],
  [/^[a-z]$/, smalls],
  [/^\p{Script=Han}$/u, chinese],
  [/^\p{Script=Arabic}$/u, arabic],
]

/** Which signs of a value are printed as they are, in the forms that canonical values have. */
function alterable(text: string, definition: FieldDefinition | undefined): number[] {
  const signs = Array.from(text)
  const all = signs.flatMap((sign, index) => (alphabets.some(([pattern]) => pattern.test(sign)) ? [index] : []))
  switch (definition?.type) {
    case 'enum':
    case 'boolean':
      return []
    case 'money':
    case 'number':
      // Decimals may not be printed.
      return all.filter((index) => index < (text.includes('.') ? text.indexOf('.') : signs.length))
    case 'date':
    case 'month':
    case 'time':
    case 'datetime':
      // Tens of days, months and hours may not be printed, where they are noughts, nor the century.
      return all.filter((index) => /^\d(?:\D|$)/.test(text.slice(index)))
    default:
      return all
  }
}

const isPossible = (text: string, definition: FieldDefinition | undefined) => {
  if (definition?.type === 'date' || /^\d{4}-\d\d-\d\d$/.test(text)) return isIsoDate(text)
  if (definition?.type === 'datetime') return isIsoDate(text.slice(0, 10)) && /T([01]\d|2[0-3]):[0-5]\d$/.test(text)
  if (definition?.type === 'time') return /^([01]\d|2[0-3]):[0-5]\d$/.test(text)
  if (definition?.type === 'month') return /^(0[1-9]|1[0-2])\//.test(text)
  // A leading zero would not have been printed as one.
  return !(definition?.type === 'money' || definition?.type === 'number') || !/^-?0\d/.test(text)
}

/** The value with one sign changed into another of its sort; null where no sign of it can be. */
export function altered(
  text: string,
  definition: FieldDefinition | undefined,
  random: Random,
): { text: string; was: string; is: string } | null {
  const signs = Array.from(text)
  const places = alterable(text, definition)
  for (const index of random.sample(places, places.length)) {
    const was = signs[index]!
    const alphabet = alphabets.find(([pattern]) => pattern.test(was))![1]
    for (const is of random.sample(alphabet, alphabet.length)) {
      const changed = signs.toSpliced(index, 1, is).join('')
      if (is !== was && isPossible(changed, definition)) return { text: changed, was, is }
    }
  }
  return null
}

/** Findings whose values have each one sign changed, and what became of each; values in which none can be stay and are null. */
export function withAlterations(
  kind: string,
  findings: Findings,
  values: readonly Value[],
  seed: string,
): { findings: Findings; changes: ReturnType<typeof altered>[] } {
  const changed = structuredClone(findings)
  const random = createRandom(`alterations/${seed}`)
  const changes = values.map(({ at, text }, index) => {
    const field = 'field' in at ? changed.fields[at.field]! : null
    const definition = kindByName(kind)!.fields.find(({ key }) => key === field?.key)
    const change = altered(text, definition, random.fork(String(index)))
    if (change && field) Object.assign(field, { value: change.text, native: { ...field.native, value: change.text } })
    else if (change && 'table' in at) changed.tables[at.table]!.cells[at.cell]!.text = change.text
    return change
  })
  return { findings: changed, changes }
}

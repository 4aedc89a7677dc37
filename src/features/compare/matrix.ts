import { consensusOf, isDisagreement, sameReading, type Consensus } from '#contract/consensus'
import { differencesOf, type DifferenceRun } from '#contract/differences'
import { fieldDefinition, kindByName } from '#contract/documents/index'
import type { Label } from '#contract/provider'
import { itemsOf, type Box, type ReviewItem } from '#contract/review'
import type { Column } from './columns.ts'
import { nowhere, type PlacedCell, type PlacedRow } from './placed.ts'

/** What a recogniser says of a field. `absent`: it does not return this field at all. `waiting` and `failed` say nothing yet, or ever. */
export type CellState = 'value' | 'empty' | 'absent' | 'waiting' | 'failed'

export interface Cell extends PlacedCell {
  state: CellState
  value: string | null
  confidence: number | null
  /** Says what the consensus says; null where there is none, nobody else to agree with, or where the recogniser says nothing. */
  agrees: boolean | null
  /** The value with its differences from the consensus, or from the other side where there is none. */
  runs: DifferenceRun[]
}

export interface Row extends PlacedRow {
  /** The id of the field in the review. */
  id: string
  key: string
  label: Label
  /** From 1, where the kind's field may occur several times. */
  occurrence: number | null
  cells: Cell[]
  consensus: Consensus
}

type Items = ReadonlyMap<string, ReviewItem>

function itemsOfColumn({ reading }: Column): Items {
  const items = itemsOf({ ...reading, raw: null }).filter(({ source }) => source === 'field')
  return new Map(items.map((item) => [item.id, item]))
}

function bareCell(column: Column, item: ReviewItem | undefined): Cell {
  const { status } = column.reading
  const none = { column, value: null, confidence: null, box: nowhere, agrees: null, runs: [] }
  if (status === 'failed') return { ...none, state: 'failed' }
  if (status !== 'succeeded') return { ...none, state: 'waiting' }
  if (!item?.returned) return { ...none, state: 'absent' }
  const { value, confidence, page, quads, boxSource } = item
  const empty = value === null || value === ''
  const box = { page, quads, boxSource }
  return { ...none, state: empty ? 'empty' : 'value', value: empty ? null : value, confidence, box }
}

/** What a cell is held against: the consensus, or where there is none the first value that says something else. */
function referenceFor(cell: Cell, cells: readonly Cell[], { agreement, value }: Consensus): string {
  if (agreement !== 'tie') return value ?? ''
  const other = cells.find((each) => each.value !== null && !sameReading(each.value, cell.value))
  return other?.value ?? cell.value ?? ''
}

function rowOf(id: string, key: string, kind: string, columns: readonly Column[], items: readonly Items[]): Row {
  const bare = columns.map((column, index) => bareCell(column, items[index]!.get(id)))
  const consensus = consensusOf(
    bare.flatMap(({ column, state, value }) =>
      state === 'value' || state === 'empty' ? [{ by: column.id, value }] : [],
    ),
  )
  const cells = bare.map((cell): Cell => {
    const says = cell.state === 'value' || cell.state === 'empty'
    const judged = says && consensus.agreement !== 'alone' && consensus.by.length > 0
    return {
      ...cell,
      agrees: judged ? consensus.by.includes(cell.column.id) : null,
      runs: cell.value === null ? [] : differencesOf(cell.value, referenceFor(cell, bare, consensus)),
    }
  })
  const definition = fieldDefinition(kind, key)
  const native = key.slice(key.indexOf(':') + 1)
  const place = /^field:.*:(\d+)$/.exec(id)?.[1]
  return {
    id,
    key,
    label: definition?.label ?? { en: native, zh: native },
    occurrence: definition?.many === true ? Number(place ?? 0) + 1 : null,
    cells,
    consensus,
  }
}

/** The fields of a kind by recogniser, in its order, each as often as it occurs; what documents may lack and nobody returned is left out. */
export function matrixOf(kind: string, columns: readonly Column[]): Row[] {
  const items = columns.map(itemsOfColumn)
  const fields = kindByName(kind)?.fields ?? []
  return fields.flatMap(({ key, optional = false }) => {
    const ids = new Set(
      items.flatMap((ofColumn) => [...ofColumn.values()].flatMap((item) => (item.key === key ? [item.id] : []))),
    )
    const rows = [...ids].map((id) => rowOf(id, key, kind, columns, items))
    return rows.filter(({ consensus }) => !optional || consensus.agreement !== 'nobody')
  })
}

/** True when a person has answered the question that a field poses: accepted, corrected or marked it. */
export function isSettled(item: ReviewItem | undefined): boolean {
  return item !== undefined && (item.accepted || item.mark !== null || item.value !== item.machine.value)
}

/** The rows at which one stops, in the order of the matrix. */
export function disagreements(rows: readonly Row[]): Row[] {
  return rows.filter(({ consensus }) => isDisagreement(consensus))
}

/** The disagreement after a row that nobody has settled, going round; null when none is left. */
export function nextOpen(
  rows: readonly Row[],
  items: ReadonlyMap<string, ReviewItem>,
  from: string | null,
): Row | null {
  const at = rows.findIndex(({ id }) => id === from)
  const after = [...rows.slice(at + 1), ...rows.slice(0, Math.max(0, at))]
  return disagreements(after).find(({ id }) => !isSettled(items.get(id))) ?? null
}

/** The disagreement before a row, settled or not, going round. */
export function previousDisagreement(rows: readonly Row[], from: string | null): Row | null {
  const at = rows.findIndex(({ id }) => id === from)
  const before = at < 0 ? rows : [...rows.slice(at + 1), ...rows.slice(0, at)]
  return disagreements(before).at(-1) ?? null
}

/** The rows in which all agree on a value that does not stand in the review, and that nobody has worked on. */
export function fillable(rows: readonly Row[], items: ReadonlyMap<string, ReviewItem>): Row[] {
  return rows.filter(({ id, consensus }) => {
    const item = items.get(id)
    const agreed = consensus.agreement === 'agree' || consensus.agreement === 'alone'
    return agreed && consensus.value !== null && item && !isSettled(item) && !sameReading(item.value, consensus.value)
  })
}

/** The place that goes with a value: that of the first recogniser who says it and knows where it stands. */
export function boxOf({ cells }: Row, by: readonly string[]): Box | undefined {
  return cells.find(({ column, box }) => by.includes(column.id) && box.quads.length > 0)?.box
}

/** How often a recogniser says what the consensus says, of the fields on which there is one and which it returned. */
export function agreementOf(rows: readonly Row[], column: string): { agreed: number; of: number } {
  const judged = rows.flatMap(({ cells }) => cells.filter((cell) => cell.column.id === column && cell.agrees !== null))
  return { agreed: judged.filter(({ agrees }) => agrees === true).length, of: judged.length }
}

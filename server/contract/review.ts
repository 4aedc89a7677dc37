import { z } from 'zod'
import { kindByName, type KindDefinition } from './documents/index.ts'
import { contains, middleOf, quadSchema, type Quad } from './geometry.ts'
import {
  boxSourceSchema,
  characterSchema,
  unreadSchema,
  type Character,
  type Recognition,
  type UnreadReason,
} from './result.ts'
import { inOrderOf, structuresOf, tableStructureSchema, type TableStructure } from './table-structure.ts'

/** Where an item stands on the page: nowhere (no quads), or one quad a line of its text. */
export const boxSchema = z.object({
  page: z.number().int().min(0),
  quads: z.array(quadSchema),
  boxSource: boxSourceSchema,
})
export type Box = z.infer<typeof boxSchema>

export const markSchema = z.enum(['missing', 'illegible']).nullable()
export type Mark = z.infer<typeof markSchema>

/**
 * What a reviewer works on: a canonical field, or where the kind's result is its lines, tables or frames a line or a cell of a table. `id` is
 * stable for one recognition: `field:<key>` (`field:<key>:<n>` from the second of several), `line:<n>`, `cell:<table>:<n>`,
 * `frame:<frame>:<n>` for a line of a video's frame, all counted from 0, or `new:<uuid>` for one that an operator drew.
 */
export const reviewItemSchema = boxSchema.extend({
  id: z.string(),
  source: z.enum(['field', 'line', 'cell']),
  key: z.string().nullable(),
  value: z.string().nullable(),
  confidence: z.number().min(0).max(1).nullable(),
  confidenceSource: z.enum(['provider', 'engine']).nullable(),
  agreement: z.number().min(0).max(1).nullable(),
  chars: z.array(characterSchema),
  mark: markSchema,
  accepted: z.boolean(),
  /** Why there is no value though print was seen at its place. */
  unread: unreadSchema.optional(),
  /** False when the source did not return this field of the kind at all. */
  returned: z.boolean(),
  /** What the machine said, for Esc; an item that an operator drew has an empty one. */
  machine: boxSchema.extend({ value: z.string().nullable() }),
})
export type ReviewItem = z.infer<typeof reviewItemSchema>

export const decisionSchema = z.object({
  state: z.enum(['open', 'approved', 'rejected', 'escalated']),
  reason: z.string().max(2000).nullable(),
})
export type Decision = z.infer<typeof decisionSchema>

/** What a decision has cost a person, since the document was opened: seconds at work on it, and keys and clicks. Numbers only. */
export const effortSchema = z.object({
  seconds: z.number().int().min(0).max(86_400),
  keys: z.number().int().min(0).max(1_000_000),
})
export type Effort = z.infer<typeof effortSchema>

/** One reversible change. `from` is what the author saw, so that a conflict can show both values and an undo can restore. */
export const changeSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('value'), item: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
  z.object({ type: z.literal('box'), item: z.string(), from: boxSchema, to: boxSchema }),
  z.object({ type: z.literal('mark'), item: z.string(), from: markSchema, to: markSchema }),
  z.object({ type: z.literal('accept'), item: z.string(), from: z.boolean(), to: z.boolean() }),
  z.object({ type: z.literal('add'), item: reviewItemSchema, at: z.number().int().min(0) }),
  z.object({ type: z.literal('remove'), item: reviewItemSchema, at: z.number().int().min(0) }),
  z.object({
    type: z.literal('decision'),
    from: decisionSchema,
    to: decisionSchema,
    effort: effortSchema.optional(),
  }),
  // Cells that come or go with it are added before it and removed after it in the same change-set.
  z.object({
    type: z.literal('table'),
    table: z.number().int().min(0),
    from: tableStructureSchema,
    to: tableStructureSchema,
  }),
])
export type Change = z.infer<typeof changeSchema>

/** A table pasted from a spreadsheet is one step: a value a cell, and as many cells that came with it. */
export const MOST_CHANGES = 20_000

/**
 * One step of the history: what one key or gesture did. `id` is made by the author (UUID), so that sending it twice is harmless; the
 * server fills `sequence`, `at` (ISO 8601) and `author` when it stores it.
 */
export const changeSetSchema = z.object({
  id: z.uuid(),
  recognitionId: z.string(),
  label: z.string().max(100),
  changes: z.array(changeSchema).min(1).max(MOST_CHANGES),
  sequence: z.number().int().optional(),
  at: z.string().optional(),
  author: z.string().optional(),
})
export type ChangeSet = z.infer<typeof changeSetSchema>

/**
 * Sent by the browser's journal. `baseSequence` is the last change-set of others that the author had seen: a value, box or mark that
 * somebody else changed after it is a conflict (409 `review-conflict`, with the others' change-sets), anything else is merged.
 */
export const changeRequestSchema = z.object({
  baseSequence: z.number().int().min(0),
  changeSets: z.array(changeSetSchema).min(1).max(500),
})
export const changeAnswerSchema = z.object({
  /** Sequence of the newest change-set of the document. */
  sequence: z.number().int(),
  /** Change-sets after `baseSequence`, the author's own included, in order. */
  changeSets: z.array(changeSetSchema),
})
export type ChangeAnswer = z.infer<typeof changeAnswerSchema>

export interface ReviewState {
  items: ReviewItem[]
  /** One for each of the reading's tables where its cells are items, otherwise none. */
  tables: TableStructure[]
  decision: Decision
}

export const openDecision: Decision = { state: 'open', reason: null }

function emptyItem(id: string, key: string | null, source: ReviewItem['source']): ReviewItem {
  return {
    id,
    source,
    key,
    value: null,
    page: 0,
    quads: [],
    boxSource: null,
    confidence: null,
    confidenceSource: null,
    agreement: null,
    chars: [],
    mark: null,
    accepted: false,
    returned: false,
    machine: { value: null, page: 0, quads: [], boxSource: null },
  }
}

/** A fresh item for something that an operator drew; `uuid` makes its id. */
export function drawnItem(uuid: string, source: ReviewItem['source'], key: string | null, box: Box): ReviewItem {
  return { ...emptyItem(`new:${uuid}`, key, source), ...box }
}

function fieldItems(recognition: Recognition, kind: KindDefinition | undefined): ReviewItem[] {
  const byKey = new Map<string, ReviewItem[]>()
  for (const definition of kind?.fields ?? []) byKey.set(definition.key, [])
  for (const field of recognition.fields) {
    const items = byKey.get(field.key) ?? []
    byKey.set(field.key, items)
    const { key, value, page, quads, boxSource, confidence, confidenceSource, agreement, chars = [], unread } = field
    items.push({
      ...emptyItem(items.length === 0 ? `field:${key}` : `field:${key}:${items.length}`, key, 'field'),
      value,
      page,
      quads,
      boxSource,
      confidence,
      confidenceSource,
      agreement,
      chars,
      ...(unread && { unread }),
      returned: true,
      machine: { value, page, quads, boxSource },
    })
  }
  return [...byKey].flatMap(([key, items]) => (items.length > 0 ? items : [emptyItem(`field:${key}`, key, 'field')]))
}

/** A piece of text with a place, as a line or a cell of a table. */
interface TextFound {
  id: string
  source: 'line' | 'cell'
  text: string
  page: number
  quad: Quad | null
  confidence: number | null
  chars?: Character[]
  unread?: UnreadReason | undefined
}

function textItem(found: TextFound, provider: string): ReviewItem {
  const { id, source, text, page, quad, confidence, chars = [], unread } = found
  const box: Box = { page, quads: quad ? [quad] : [], boxSource: quad ? 'provider' : null }
  // An empty cell has no value; neither has print that nothing here reads.
  const value = text === '' || unread ? null : text
  return {
    ...emptyItem(id, null, source),
    ...box,
    value,
    ...(unread && { unread }),
    confidence,
    confidenceSource: confidence === null ? null : provider === 'local' ? 'engine' : 'provider',
    chars,
    returned: true,
    machine: { ...box, value },
  }
}

/**
 * The items of an untouched recognition: every field of its kind in the kind's order (those that the source left out as empty items), then
 * fields outside the vocabulary, then, where the kind's result consists of them, every line of the recogniser in reading order (of
 * structured documents too: they are what the structure is made of), every cell of a table, every line of a video's frames (whose page is
 * the number of its frame).
 */
export function itemsOf(recognition: Recognition): ReviewItem[] {
  const kind = kindByName(recognition.kind)
  const items = fieldItems(recognition, kind)
  const output = kind?.output ?? []
  const found: TextFound[] = []
  if (output.includes('lines') || output.includes('html')) {
    const tables = output.includes('tables') ? recognition.tables : []
    for (const [index, line] of recognition.lines.entries()) {
      // What our engine read beside a provider helps to fill fields; it is no result of that provider.
      if (line.source === 'engine') continue
      // The text of a table stands in its cells.
      if (tables.some(({ page, quad }) => page === line.page && contains(quad, middleOf(line.quad)))) continue
      found.push({ ...line, id: `line:${index}`, source: 'line' })
    }
  }
  if (output.includes('tables')) {
    for (const [table, { page, cells }] of recognition.tables.entries()) {
      for (const [index, cell] of cells.entries())
        found.push({ ...cell, id: `cell:${table}:${index}`, source: 'cell', page })
    }
  }
  if (output.includes('frames')) {
    for (const [frame, { lines }] of recognition.frames.entries()) {
      for (const [index, line] of lines.entries())
        found.push({ ...line, id: `frame:${frame}:${index}`, source: 'line', page: frame })
    }
  }
  return [...items, ...found.map((each) => textItem(each, recognition.provider))]
}

/** True where items are named by their place in the reading's own order: in another reading the same id is another text. */
export function hasPlacedItems(kind: string): boolean {
  return (kindByName(kind)?.output.length ?? 0) > 0
}

/** The frame of a video in which a line stands; null for everything else. In a review the frames of a video are its pages. */
function frameOf(item: string): number | null {
  const frame = /^frame:(\d+):/u.exec(item)?.[1]
  return frame === undefined ? null : Number(frame)
}

/** One change applied; items and arrays that it does not touch keep their identity. A change to an item that is gone changes nothing. */
export function applyChange(state: ReviewState, change: Change): ReviewState {
  const update = (id: string, patch: Partial<ReviewItem>): ReviewState => {
    const index = state.items.findIndex((item) => item.id === id)
    if (index === -1) return state
    // Copied as a whole (`with` takes far longer): among 20,000 items a step for each would take longer than all the rest of an edit.
    const items = state.items.slice()
    items[index] = { ...items[index]!, ...patch }
    return { ...state, items }
  }
  switch (change.type) {
    case 'value':
      return update(change.item, { value: change.to })
    case 'box':
      return update(change.item, { ...change.to, page: frameOf(change.item) ?? change.to.page })
    case 'mark':
      return update(change.item, { mark: change.to })
    case 'accept':
      return update(change.item, { accepted: change.to })
    case 'add':
      if (state.items.some(({ id }) => id === change.item.id)) return state
      return { ...state, items: state.items.toSpliced(change.at, 0, change.item) }
    case 'remove':
      return { ...state, items: state.items.filter(({ id }) => id !== change.item.id) }
    case 'decision':
      return { ...state, decision: change.to }
    case 'table':
      if (!state.tables[change.table]) return state
      return {
        ...state,
        tables: state.tables.with(change.table, change.to),
        items: inOrderOf(state.items, change.to),
      }
  }
}

/** The change that takes another one back. */
export function invertChange(change: Change): Change {
  switch (change.type) {
    case 'value':
      return { ...change, from: change.to, to: change.from }
    case 'box':
      return { ...change, from: change.to, to: change.from }
    case 'mark':
      return { ...change, from: change.to, to: change.from }
    case 'accept':
      return { ...change, from: change.to, to: change.from }
    case 'add':
      return { ...change, type: 'remove' }
    case 'remove':
      return { ...change, type: 'add' }
    case 'decision':
      return { ...change, from: change.to, to: change.from }
    case 'table':
      return { ...change, from: change.to, to: change.from }
  }
}

/** The review of a recognition after a history of change-sets, oldest first. Server, browser and export all fold with this. */
export function foldReview(recognition: Recognition, changeSets: readonly ChangeSet[]): ReviewState {
  const output = kindByName(recognition.kind)?.output ?? []
  const tables = output.includes('tables') ? structuresOf(recognition) : []
  let state: ReviewState = { items: itemsOf(recognition), tables, decision: openDecision }
  for (const { changes } of changeSets) {
    for (const change of changes) state = applyChange(state, change)
  }
  return state
}

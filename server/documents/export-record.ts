import { runChecks } from '../contract/checks/index.ts'
import type { DocumentSummary } from '../contract/document.ts'
import { kindByName } from '../contract/documents/index.ts'
import { foldReview, type ChangeSet, type Decision, type Mark, type ReviewItem } from '../contract/review.ts'
import type { Field, Line, Recognition } from '../contract/result.ts'
import type { DocumentReview } from './read-review.ts'
import { toChangeSet, type ChangeSetRow } from './rows.ts'

/** A field as the review left it. A corrected value has no machine confidence and no characters: they belong to what the machine read. */
export type ReviewedField = Field & { corrected: boolean; mark: Mark; accepted: boolean; machineValue: string | null }

/** One document of a JSON export. */
export interface ExportRecord {
  document: DocumentSummary
  pages: Recognition['pages']
  /** The canonical recognition with the corrections applied; null when nothing has read the document. */
  recognition: (Omit<Recognition, 'fields'> & { fields: ReviewedField[] }) | null
  /** What the machine said, before any correction. */
  machine: Pick<Recognition, 'fields' | 'lines'> | null
  decision: Decision & { at: string | null; by: string | null }
  /** Every step of the review in order, with author and moment. */
  history: (ChangeSet & { authorId: string })[]
}

/** Nothing was returned for it and nobody put anything there: the canonical form leaves such a field out. */
function isAbsent(item: ReviewItem): boolean {
  return !item.returned && item.value === null && item.mark === null && item.quads.length === 0
}

function reviewedFields(recognition: Recognition, items: readonly ReviewItem[]): ReviewedField[] {
  const kind = kindByName(recognition.kind)
  const values = items.flatMap(({ key, value }) => (key === null ? [] : [{ key, value }]))
  const checks = kind ? runChecks(kind, values) : {}
  // Items keep the order and number of the machine's fields of a key, so that each finds what it came from.
  const machineFields = new Map<string, Field[]>()
  for (const field of recognition.fields) {
    machineFields.set(field.key, [...(machineFields.get(field.key) ?? []), field])
  }
  return items.flatMap((item): ReviewedField[] => {
    if (item.source !== 'field' || item.key === null || isAbsent(item)) return []
    const place = /^field:.*:(\d+)$/.exec(item.id)?.[1]
    const isDrawn = item.id.startsWith('new:')
    const machine = isDrawn ? undefined : machineFields.get(item.key)?.[Number(place ?? 0)]
    const corrected = item.value !== item.machine.value
    return [
      {
        key: item.key,
        value: item.value,
        native: machine?.native ?? { path: '', value: null },
        page: item.page,
        quads: item.quads,
        boxSource: item.boxSource,
        confidence: corrected ? null : item.confidence,
        confidenceSource: corrected ? null : item.confidenceSource,
        agreement: corrected ? null : item.agreement,
        ...(corrected || item.chars.length === 0 ? {} : { chars: item.chars }),
        checks: checks[item.key] ?? [],
        corrected,
        mark: item.mark,
        accepted: item.accepted,
        machineValue: item.machine.value,
      },
    ]
  })
}

/** What is left of a line: without the machine's doubts where a person wrote it. Null = it was taken away, or has no text any more. */
function reviewedLine(item: ReviewItem | undefined): Line | null {
  const [quad] = item?.quads ?? []
  if (!item || item.value === null || !quad) return null
  const corrected = item.value !== item.machine.value
  const machine = corrected ? { confidence: null, chars: [] } : { confidence: item.confidence, chars: item.chars }
  return { text: item.value, page: item.page, quad, ...machine }
}

function reviewedLines(recognition: Recognition, items: readonly ReviewItem[]): Line[] {
  if (!kindByName(recognition.kind)?.output.includes('lines')) return recognition.lines
  return items.flatMap((item) => (item.source === 'line' ? (reviewedLine(item) ?? []) : []))
}

type Items = ReadonlyMap<string, ReviewItem>

function reviewedTables({ tables }: Recognition, items: Items): Recognition['tables'] {
  return tables.map((table, index) => ({
    ...table,
    cells: table.cells.map((cell, place) => {
      const item = items.get(`cell:${index}:${place}`)
      if (!item) return cell
      const text = item.value ?? ''
      return { ...cell, text, quad: item.quads[0] ?? null, confidence: text === cell.text ? cell.confidence : null }
    }),
  }))
}

function reviewedFrames({ kind, frames }: Recognition, items: Items): Recognition['frames'] {
  if (!kindByName(kind)?.output.includes('frames')) return frames
  return frames.map((frame, index) => ({
    ...frame,
    lines: frame.lines.flatMap((_, place) => reviewedLine(items.get(`frame:${index}:${place}`)) ?? []),
  }))
}

function historyOf(steps: readonly ChangeSetRow[]): ExportRecord['history'] {
  return steps.map((row) => Object.assign(toChangeSet(row), { authorId: row.authorId }))
}

/** A document as it is exported: what stands, what the machine had said, and who changed what when. */
export function exportRecord(document: DocumentSummary, { recognition, steps }: DocumentReview): ExportRecord {
  const history = historyOf(steps)
  const decided = { at: document.decidedAt, by: document.decidedBy }
  if (recognition?.status !== 'succeeded') {
    return {
      document,
      pages: [],
      recognition: null,
      machine: null,
      decision: { state: 'open', reason: null, ...decided },
      history,
    }
  }
  const { items, decision } = foldReview(recognition, history)
  const { fields, lines } = recognition
  const byId = new Map(items.map((item) => [item.id, item]))
  return {
    document,
    pages: recognition.pages,
    recognition: {
      ...recognition,
      fields: reviewedFields(recognition, items),
      lines: reviewedLines(recognition, items),
      tables: reviewedTables(recognition, byId),
      frames: reviewedFrames(recognition, byId),
    },
    machine: { fields, lines },
    decision: { ...decision, ...decided },
    history,
  }
}

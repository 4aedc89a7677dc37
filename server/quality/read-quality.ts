import { and, between, eq, inArray, type SQL } from 'drizzle-orm'
import { confidenceClasses, type FieldQuality, type Quality, type QualityRow } from '../contract/quality.ts'
import type { Mode } from '../contract/result.ts'
import type { Database } from '../db/open.ts'
import { qualityDocuments, qualityFields } from '../db/schema.ts'
import { calibrate, findThreshold, shareOf } from './statistics.ts'

export interface QualityFilter {
  /** Days of the vendor, `yyyy-mm-dd`, both inclusive; of the approval. */
  from: string
  to: string
  modes: readonly Mode[]
  provider?: string | undefined
  capability?: string | undefined
  kind?: string | undefined
  /** Share of wrong values that auto-approval may let through. */
  errorRate: number
}

type FieldSum = typeof qualityFields.$inferSelect
type DocumentSum = typeof qualityDocuments.$inferSelect

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

/** Arrays of classes added element by element. */
function sumOf<Row>(rows: readonly Row[], pick: (row: Row) => readonly number[]): number[] {
  const sums = Array.from({ length: confidenceClasses }, () => 0)
  for (const row of rows) for (const [place, count] of pick(row).entries()) sums[place]! += count
  return sums
}

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}

function standing(rows: readonly FieldSum[]): Pick<FieldQuality, 'stood' | 'missed'> {
  const right = rows.reduce((sum, row) => sum + total(row.right), 0)
  const wrong = rows.reduce((sum, row) => sum + total(row.wrong), 0)
  const missed = rows.reduce((sum, row) => sum + row.missed, 0)
  return { stood: shareOf(right, right + wrong + missed), missed }
}

function rowOf(
  fields: readonly FieldSum[],
  documents: readonly DocumentSum[],
  about: Pick<QualityRow, 'provider' | 'capability' | 'kind'>,
): QualityRow {
  const add = (pick: (row: DocumentSum) => number) => documents.reduce((sum, row) => sum + pick(row), 0)
  const cost = add((row) => row.cost)
  const watched = add((row) => row.watched)
  const { stood, missed } = standing(fields)
  return {
    ...about,
    documents: add(({ clean, faulty }) => total(clean) + total(faulty)),
    stood,
    missed,
    cost,
    costPerCorrectField: stood && stood.count > 0 ? cost / stood.count : null,
    watched,
    seconds: watched === 0 ? null : add((row) => row.seconds) / watched,
    keys: watched === 0 ? null : add((row) => row.keys) / watched,
  }
}

const most = (one: QualityRow, other: QualityRow) =>
  other.documents - one.documents || one.provider.localeCompare(other.provider)

/** How well recognisers read, as the approvals of a period say, from the sums that are written with each approval. */
export async function readQuality(db: Database, filter: QualityFilter): Promise<Quality> {
  const { from, to, modes, provider, capability, kind, errorRate } = filter
  const conditions = (table: typeof qualityFields | typeof qualityDocuments): (SQL | undefined)[] => [
    between(table.day, from, to),
    inArray(table.mode, [...modes]),
    provider === undefined ? undefined : eq(table.provider, provider),
    capability === undefined ? undefined : eq(table.capability, capability),
    kind === undefined ? undefined : eq(table.kind, kind),
  ]
  const fields = await db
    .select()
    .from(qualityFields)
    .where(and(...conditions(qualityFields)))
  const documents = await db
    .select()
    .from(qualityDocuments)
    .where(and(...conditions(qualityDocuments)))
  const byProvider = groupBy(fields, (row) => row.provider)
  const recogniser = (row: FieldSum | DocumentSum) => JSON.stringify([row.provider, row.capability, row.kind])
  const fieldsOf = groupBy(fields, recogniser)
  const calibration = (rows: readonly FieldSum[]) =>
    calibrate({ right: sumOf(rows, (row) => row.right), wrong: sumOf(rows, (row) => row.wrong) })
  return {
    from,
    to,
    modes: [...modes],
    providers: [...groupBy(documents, (row) => row.provider)]
      .map(([name, rows]) => rowOf(byProvider.get(name) ?? [], rows, { provider: name, capability: null, kind: null }))
      .filter((row) => row.documents > 0)
      .toSorted(most),
    capabilities: [...groupBy(documents, recogniser)]
      .map(([key, rows]) => {
        const { provider: name, capability: operation, kind: sort } = rows[0]!
        return rowOf(fieldsOf.get(key) ?? [], rows, { provider: name, capability: operation, kind: sort })
      })
      .filter((row) => row.documents > 0)
      .toSorted(most),
    fields: [...groupBy(fields, (row) => JSON.stringify([recogniser(row), row.field]))]
      .map(([, rows]): FieldQuality => {
        const { provider: name, capability: operation, kind: sort, field } = rows[0]!
        return { provider: name, capability: operation, kind: sort, field, ...standing(rows) }
      })
      .filter(({ stood }) => stood !== null)
      // The weakest first: there is where something can be done.
      .toSorted((one, other) => one.stood!.share - other.stood!.share || other.stood!.of - one.stood!.of),
    calibrations: [
      { provider: null, ...calibration(fields) },
      ...[...byProvider].map(([name, rows]) => ({ provider: name, ...calibration(rows) })),
    ],
    autoApproval: findThreshold(
      { right: sumOf(fields, (row) => row.right), wrong: sumOf(fields, (row) => row.wrong) },
      { clean: sumOf(documents, (row) => row.clean), faulty: sumOf(documents, (row) => row.faulty) },
      errorRate,
    ),
  }
}

import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { confidenceClasses, type Contribution } from '../contract/quality.ts'
import type { ReviewItem } from '../contract/review.ts'
import type { Recognition } from '../contract/result.ts'
import type { Database } from '../db/open.ts'
import { ledger, packages, qualityDocuments, qualityFields, qualityReviews, recognitions } from '../db/schema.ts'
import { toRecognition } from '../documents/rows.ts'
import { vendorDay } from '../metering/vendor-time.ts'
import { judgeReading } from './judge.ts'

/** An approved document: what stands on it, whose reading it was and what the approval cost. */
export interface Approval {
  at: Date
  reading: Recognition
  items: readonly ReviewItem[]
  effort: Contribution['effort']
}

/** The newest reading of each recogniser, beside the one under review; all of the same kind. */
async function readingsBeside(db: Database, { reading }: Approval): Promise<Recognition[]> {
  const rows = await db
    .select()
    .from(recognitions)
    .where(
      and(
        eq(recognitions.documentId, reading.documentId),
        eq(recognitions.kind, reading.kind),
        eq(recognitions.status, 'succeeded'),
        eq(recognitions.cancelled, false),
      ),
    )
    .orderBy(desc(recognitions.createdAt))
  const nameOf = ({ provider, capability }: Pick<Recognition, 'provider' | 'capability'>) => `${provider}/${capability}`
  const seen = new Set([nameOf(reading)])
  return rows.filter((row) => !seen.has(nameOf(row)) && seen.add(nameOf(row))).map(toRecognition)
}

/** What calls cost, hundredths of a fen: what was paid as it went, and units of a package at what the package cost. */
async function costsOf(db: Database, callIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .select({
      callId: ledger.callId,
      fen: ledger.fen,
      used: ledger.units,
      price: packages.price,
      units: packages.units,
    })
    .from(ledger)
    .leftJoin(packages, eq(packages.id, ledger.packageId))
    .where(and(eq(ledger.kind, 'call'), inArray(ledger.callId, [...callIds])))
  return new Map(
    rows.map(({ callId, fen, used, price, units }) => [
      callId ?? '',
      fen * 100 + (price === null || units === null ? 0 : Math.round((-used * price * 100) / units)),
    ]),
  )
}

async function contributionsOf(db: Database, approval: Approval): Promise<Contribution[]> {
  const { reading, items, effort, at } = approval
  const readings = [reading, ...(await readingsBeside(db, approval))]
  const costs = await costsOf(
    db,
    readings.map(({ id }) => id),
  )
  return readings.map((each) => ({
    day: vendorDay(at),
    provider: each.provider,
    capability: each.capability,
    mode: each.mode,
    kind: each.kind,
    fields: judgeReading(each, items, each === reading),
    cost: costs.get(each.id) ?? 0,
    effort: each === reading ? effort : null,
  }))
}

const noClasses = () => Array.from({ length: confidenceClasses }, () => 0)
const arrayOf = (values: readonly number[]) => `{${values.join(',')}}`

/** Two arrays added element by element. */
const added = (column: 'right' | 'wrong' | 'clean' | 'faulty') => {
  const name = sql.identifier(column)
  return sql`${name} = (
    select array_agg(mine + more order by place) from unnest(sums.${name}, excluded.${name}) with ordinality as both_of(mine, more, place))`
}

/** Adds what a document taught to the sums, or with -1 takes it off again. */
async function add(db: Database, { fields, cost, effort, ...about }: Contribution, sign: 1 | -1): Promise<void> {
  const { day, provider, capability, mode, kind } = about
  const sums = new Map<string, { right: number[]; wrong: number[]; missed: number }>()
  for (const { field, confidence, stood } of fields) {
    const sum = sums.get(field) ?? { right: noClasses(), wrong: noClasses(), missed: 0 }
    sums.set(field, sum)
    if (stood === null) sum.missed += sign
    else sum[stood ? 'right' : 'wrong'][confidence]! += sign
  }
  // In one order everywhere, so that two approvals at once do not wait for each other in a circle.
  const rows = [...sums].toSorted(([one], [other]) => (one < other ? -1 : 1))
  if (rows.length > 0) {
    const values = rows.map(
      ([field, { right, wrong, missed }]) =>
        sql`(${day}, ${provider}, ${capability}, ${mode}, ${kind}, ${field}, ${arrayOf(right)}::integer[], ${arrayOf(wrong)}::integer[], ${missed}::bigint)`,
    )
    await db.execute(sql`
      insert into ${qualityFields} as sums (day, provider, capability, mode, kind, field, "right", "wrong", missed) values ${sql.join(values, sql`, `)}
      on conflict (day, provider, capability, mode, kind, field) do update set
        ${added('right')}, ${added('wrong')}, missed = sums.missed + excluded.missed`)
  }
  const said = fields.flatMap(({ confidence, stood }) => (stood === null ? [] : [confidence]))
  // A document goes through by its lowest confidence; with one that is not reported nobody can say that it may.
  const lowest = noClasses()
  lowest[said.length === 0 ? 0 : Math.min(...said)] = sign
  const isClean = fields.every(({ stood }) => stood === true)
  await db.execute(sql`
    insert into ${qualityDocuments} as sums (day, provider, capability, mode, kind, clean, faulty, cost, watched, seconds, keys)
    values (${day}, ${provider}, ${capability}, ${mode}, ${kind}, ${arrayOf(isClean ? lowest : noClasses())}::integer[],
      ${arrayOf(isClean ? noClasses() : lowest)}::integer[], ${sign * cost}::bigint, ${effort ? sign : 0}::bigint,
      ${sign * (effort?.seconds ?? 0)}::bigint, ${sign * (effort?.keys ?? 0)}::bigint)
    on conflict (day, provider, capability, mode, kind) do update set
      ${added('clean')}, ${added('faulty')}, cost = sums.cost + excluded.cost,
      watched = sums.watched + excluded.watched, seconds = sums.seconds + excluded.seconds, keys = sums.keys + excluded.keys`)
}

/**
 * Brings the sums up to date with a document: what it added before is taken off, and what it says now is added. To be called in the transaction that
 * changed it, whose lock of the document keeps two of them apart. What was learned from a document that is deleted stays.
 * @param approval null while it is not approved
 */
export async function recordQuality(db: Database, documentId: string, approval: Approval | null): Promise<void> {
  const [before] = await db
    .delete(qualityReviews)
    .where(eq(qualityReviews.documentId, documentId))
    .returning({ contributions: qualityReviews.contributions })
  for (const contribution of before?.contributions ?? []) await add(db, contribution, -1)
  if (!approval) return
  const contributions = await contributionsOf(db, approval)
  for (const contribution of contributions) await add(db, contribution, 1)
  await db.insert(qualityReviews).values({ documentId, contributions })
}

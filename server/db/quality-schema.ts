import { bigint, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { Mode } from '../contract/result.ts'

const large = (name: string) => bigint(name, { mode: 'number' })

/** What a sum of judged readings is about: the vendor's day of the approval, who read, and what sort of document. */
const about = {
  day: text('day').notNull(),
  provider: text('provider').notNull(),
  capability: text('capability').notNull(),
  mode: text('mode').$type<Mode>().notNull(),
  kind: text('kind').notNull(),
}

/**
 * How values stood after approval, added up by field; `right` and `wrong` have one element a class of confidence (contract/quality.ts), the first for
 * "not reported".
 */
export const qualityFields = pgTable(
  'quality_fields',
  {
    ...about,
    field: text('field').notNull(),
    right: integer('right').array().notNull(),
    wrong: integer('wrong').array().notNull(),
    /** The machine said nothing and a person found a value. */
    missed: large('missed').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.day, table.provider, table.capability, table.mode, table.kind, table.field] }),
  ],
)

/** Documents by the class of the lowest confidence on them: those on which every value stood, and those with something to correct. */
export const qualityDocuments = pgTable(
  'quality_documents',
  {
    ...about,
    clean: integer('clean').array().notNull(),
    faulty: integer('faulty').array().notNull(),
    /** What the calls cost, hundredths of a fen; calls from packages at the package's price. */
    cost: large('cost').notNull(),
    /** Documents whose reviewer's effort is known, and that effort. */
    watched: large('watched').notNull(),
    seconds: large('seconds').notNull(),
    keys: large('keys').notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.provider, table.capability, table.mode, table.kind] })],
)

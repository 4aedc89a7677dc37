import { bigint, index, integer, pgTable, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'
import type { DeliveryState, WarningLevel } from '../contract/warnings.ts'
import type { Mode } from '../contract/result.ts'

const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })
const large = (name: string) => bigint(name, { mode: 'number' })

/** What a pool's packages held when the newest of them came: a share of it that is used raises a warning, once a level. */
export const poolFillings = pgTable(
  'pool_fillings',
  {
    id: text('id').primaryKey(),
    provider: text('provider').notNull(),
    mode: text('mode').$type<Mode>().notNull(),
    pool: text('pool').notNull(),
    /** Of the newest package. */
    sequence: large('sequence').notNull(),
    units: large('units').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [uniqueIndex('pool_fillings_pool').on(table.provider, table.mode, table.pool, table.sequence)],
)

/** Warnings that were raised; the primary key is what makes it once a level and filling. */
export const quotaWarnings = pgTable(
  'quota_warnings',
  {
    fillingId: text('filling_id')
      .notNull()
      .references(() => poolFillings.id),
    /** Percent. */
    level: integer('level').$type<WarningLevel>().notNull(),
    /** Units. */
    left: large('left').notNull(),
    raisedAt: moment('raised_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.fillingId, table.level] })],
)

/** Who has seen which warning. A person may agree to go on at a price before the level is reached. */
export const warningsSeen = pgTable(
  'warnings_seen',
  {
    fillingId: text('filling_id')
      .notNull()
      .references(() => poolFillings.id),
    level: integer('level').$type<WarningLevel>().notNull(),
    userId: text('user_id').notNull(),
    at: moment('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.fillingId, table.level, table.userId] })],
)

/** Addresses that are told of warnings. */
export const webhooks = pgTable('webhooks', {
  id: text('id').primaryKey(),
  url: text('url').notNull(),
  /** As it signs: it cannot be stored hashed. */
  secret: text('secret').notNull(),
  createdAt: moment('created_at').notNull(),
  createdBy: text('created_by').notNull(),
  removedAt: moment('removed_at'),
})

/** What is to be told, and how far it got: written with the warning itself, so that neither a crash nor a restart loses or doubles it. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    /** Sent along, for the receiver to tell a repetition. */
    id: text('id').primaryKey(),
    webhookId: text('webhook_id')
      .notNull()
      .references(() => webhooks.id),
    /** The warning it tells of; null for a test. */
    warning: text('warning'),
    event: text('event').notNull(),
    /** JSON as it is sent and signed, to the byte. */
    body: text('body').notNull(),
    state: text('state').$type<DeliveryState>().notNull(),
    attempts: integer('attempts').notNull().default(0),
    nextAt: moment('next_at').notNull(),
    /** HTTP. */
    lastStatus: integer('last_status'),
    lastError: text('last_error'),
    createdAt: moment('created_at').notNull(),
    endedAt: moment('ended_at'),
  },
  (table) => [
    uniqueIndex('webhook_deliveries_warning').on(table.webhookId, table.warning),
    index('webhook_deliveries_due').on(table.state, table.nextAt),
    index('webhook_deliveries_webhook').on(table.webhookId, table.createdAt),
  ],
)

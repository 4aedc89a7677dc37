import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { LedgerKind, OrderLine, OrderStart, OrderState, Outcome, PackageOrigin } from '../contract/metering.ts'
import type { PriceBookSize, PriceBookTier } from '../contract/prices.ts'
import type { Mode } from '../contract/result.ts'
import type { VideoClass } from '../contract/metering.ts'

const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })
/** Units, fen and counts: they stay far below 2^53. */
const large = (name: string) => bigint(name, { mode: 'number' })

/** Orders of packages. Money in fen. */
export const orders = pgTable(
  'orders',
  {
    /** Twenty digits: the vendor's second of the order and six more. */
    id: text('id').primaryKey(),
    provider: text('provider').notNull(),
    mode: text('mode').$type<Mode>().notNull(),
    lines: jsonb('lines').$type<OrderLine[]>().notNull(),
    total: large('total').notNull(),
    state: text('state').$type<OrderState>().notNull(),
    createdAt: moment('created_at').notNull(),
    paidAt: moment('paid_at'),
    closedAt: moment('closed_at'),
    createdBy: text('created_by').notNull(),
    createdByName: text('created_by_name').notNull(),
    /** When its packages begin: as soon as it is paid, or when the last one of their sort has ended. */
    starts: text('starts').$type<OrderStart>().notNull().default('now'),
    /** The number that the vendor gave to a purchase that was made there; null where it was made here. */
    vendorOrderId: text('vendor_order_id'),
  },
  (table) => [index('orders_created').on(table.createdAt, table.id)],
)

/**
 * Prepaid calls with a validity. `used` and `reserved` are kept beside the ledger so that a call takes its units in one statement; the ledger's entries of
 * a package add up to `used`.
 */
export const packages = pgTable(
  'packages',
  {
    id: text('id').primaryKey(),
    /** The order of purchase, in which packages are used. */
    sequence: bigserial('sequence', { mode: 'number' }).notNull(),
    provider: text('provider').notNull(),
    mode: text('mode').$type<Mode>().notNull(),
    pool: text('pool').notNull(),
    origin: text('origin').$type<PackageOrigin>().notNull(),
    orderId: text('order_id').references(() => orders.id),
    /** What was bought, as the list names it; null for a grant. */
    size: text('size'),
    units: large('units').notNull(),
    used: large('used').notNull().default(0),
    reserved: large('reserved').notNull().default(0),
    /** Fen paid for it. */
    price: large('price').notNull(),
    validFrom: moment('valid_from').notNull(),
    validUntil: moment('valid_until').notNull(),
    refundedAt: moment('refunded_at'),
    createdAt: moment('created_at').notNull(),
    createdBy: text('created_by').notNull(),
  },
  (table) => [index('packages_pool').on(table.provider, table.mode, table.pool, table.sequence)],
)

/** Calls that are on their way; each ends in exactly one entry of the ledger. */
export const reservations = pgTable('reservations', {
  /** The recognition's id. */
  callId: text('call_id').primaryKey(),
  packageId: text('package_id').references(() => packages.id),
  units: large('units').notNull(),
  provider: text('provider').notNull(),
  capability: text('capability').notNull(),
  mode: text('mode').$type<Mode>().notNull(),
  appId: text('app_id').notNull(),
  /** How many calls the provider counts if it succeeds: pictures of one request, or requests of one document. */
  images: integer('images').notNull().default(1),
  /** Bytes of the document. */
  bytes: large('bytes').notNull(),
  /** Of a video: the seconds that will be charged, and its class. */
  seconds: integer('seconds').notNull().default(0),
  videoClass: text('video_class').$type<VideoClass>(),
  createdAt: moment('created_at').notNull(),
})

/** The append-only account: no row of it is ever changed or removed. */
export const ledger = pgTable(
  'ledger',
  {
    sequence: bigserial('sequence', { mode: 'number' }).primaryKey(),
    at: moment('at').notNull(),
    kind: text('kind').$type<LedgerKind>().notNull(),
    provider: text('provider').notNull(),
    capability: text('capability'),
    mode: text('mode').$type<Mode>().notNull(),
    appId: text('app_id'),
    callId: text('call_id'),
    packageId: text('package_id'),
    orderId: text('order_id'),
    outcome: text('outcome').$type<Outcome>(),
    /** Calls that the provider counts. */
    calls: integer('calls').notNull().default(0),
    /** Units into (+) or out of (-) the package. */
    units: large('units').notNull().default(0),
    /** Fen paid (+) or given back (-). */
    fen: large('fen').notNull().default(0),
    durationMs: integer('duration_ms'),
    bytes: large('bytes'),
    code: text('code'),
    /** Why a person adjusted a package. */
    reason: text('reason'),
  },
  (table) => [
    uniqueIndex('ledger_call')
      .on(table.callId)
      .where(sql`${table.kind} = 'call'`),
    // The account is read backwards in time, by one filter or none: a first page of ten million entries is as quick as one of a hundred.
    index('ledger_at').on(table.at, table.sequence),
    index('ledger_mode').on(table.mode, table.at, table.sequence),
    index('ledger_provider').on(table.provider, table.at, table.sequence),
    index('ledger_capability').on(table.capability, table.at, table.sequence),
    index('ledger_app').on(table.appId, table.at, table.sequence),
    index('ledger_code')
      .on(table.code, table.at, table.sequence)
      .where(sql`${table.code} is not null`),
    index('ledger_kind')
      .on(table.kind, table.at, table.sequence)
      .where(sql`${table.kind} <> 'call'`),
    index('ledger_package').on(table.packageId, table.sequence),
  ],
)

/** Sums of the ledger's calls by the vendor's day, written with each entry: the overview of a month reads these, not ten million rows. */
export const usageDays = pgTable(
  'usage_days',
  {
    day: text('day').notNull(),
    provider: text('provider').notNull(),
    capability: text('capability').notNull(),
    mode: text('mode').$type<Mode>().notNull(),
    appId: text('app_id').notNull(),
    outcome: text('outcome').$type<Outcome>().notNull(),
    /** The problem's code as in the ledger; empty for calls that ended without one. */
    code: text('code').notNull().default(''),
    requests: large('requests').notNull(),
    calls: large('calls').notNull(),
    units: large('units').notNull(),
    fen: large('fen').notNull(),
    bytes: large('bytes').notNull(),
    durationMs: large('duration_ms').notNull(),
    /** How many calls fell into each class of duration (metering/durations.ts). */
    durations: integer('durations').array().notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.day, table.provider, table.capability, table.mode, table.appId, table.outcome, table.code],
    }),
  ],
)

/** What was used beyond packages in a calendar month of the vendor: it decides tiers and free seconds. */
export const usageMonths = pgTable(
  'usage_months',
  {
    month: text('month').notNull(),
    provider: text('provider').notNull(),
    capability: text('capability').notNull(),
    mode: text('mode').$type<Mode>().notNull(),
    calls: large('calls').notNull(),
    seconds: large('seconds').notNull(),
    /** Exact cost so far, hundredths of a fen. */
    hundredths: large('hundredths').notNull(),
  },
  (table) => [primaryKey({ columns: [table.month, table.provider, table.capability, table.mode] })],
)

/** What an administrator entered for capabilities of which the vendor publishes no price. */
export const priceBook = pgTable(
  'price_book',
  {
    provider: text('provider').notNull(),
    capability: text('capability').notNull(),
    tiers: jsonb('tiers').$type<PriceBookTier[]>().notNull(),
    sizes: jsonb('sizes').$type<PriceBookSize[]>().notNull(),
    validityYears: integer('validity_years').notNull(),
    changedAt: moment('changed_at').notNull(),
    changedByName: text('changed_by_name').notNull(),
  },
  (table) => [primaryKey({ columns: [table.provider, table.capability] })],
)

/** Callers with credentials of their own. The console itself is the app `console` and has no row. */
export const apps = pgTable(
  'apps',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    description: text('description').notNull(),
    appKey: text('app_key').notNull(),
    secretHash: text('secret_hash').notNull(),
    secretEnding: text('secret_ending').notNull(),
    enabled: text('enabled').array().notNull(),
    allowedNetworks: text('allowed_networks').array().notNull(),
    callsPerMinute: integer('calls_per_minute'),
    region: text('region'),
    createdAt: moment('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    rotatedAt: moment('rotated_at'),
    /** The app's SM2 key pair, if it asked for one: Base64 of SPKI, and the private half as storage/vault.ts sealed it for the app's id. */
    encPublicKey: text('enc_public_key'),
    encPrivateKey: text('enc_private_key'),
    encCreatedAt: moment('enc_created_at'),
    /** Set instead of deleting the row: the ledger names its apps for ever. */
    removedAt: moment('removed_at'),
  },
  (table) => [
    uniqueIndex('apps_key').on(table.appKey),
    uniqueIndex('apps_name')
      .on(table.name)
      .where(sql`${table.removedAt} is null`),
  ],
)

/** Calls of apps that were turned away before anything was sent, which is no matter of the ledger: added up by the vendor's day and the problem's code. */
export const appRefusals = pgTable(
  'app_refusals',
  {
    day: text('day').notNull(),
    appId: text('app_id').notNull(),
    code: text('code').notNull(),
    count: large('count').notNull(),
  },
  (table) => [primaryKey({ columns: [table.appId, table.day, table.code] })],
)

import { sql } from 'drizzle-orm'
import {
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { DocumentState } from '../contract/document.ts'
import type { Exchange } from '../contract/exchange.ts'
import type { Problem } from '../contract/problem.ts'
import type { Contribution } from '../contract/quality.ts'
import type { Findings, Mode, Recognition, RecognitionStatus } from '../contract/result.ts'
import type { Change } from '../contract/review.ts'

/** Milliseconds, as JavaScript's Date has them: a cursor made from a row must compare equal to that row. */
const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

export const users = pgTable('users', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  role: text('role').$type<'reviewer' | 'demonstrator' | 'administrator'>().notNull(),
  createdAt: moment('created_at').notNull(),
  createdBy: text('created_by'),
  /** Set instead of deleting the row: the history names its authors for ever. */
  removedAt: moment('removed_at'),
})

/** One-time links; the token itself is known only to the one who was given it. */
export const signInLinks = pgTable('sign_in_links', {
  tokenHash: text('token_hash').primaryKey(),
  userId: text('user_id')
    .notNull()
    .references(() => users.id),
  createdAt: moment('created_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
  usedAt: moment('used_at'),
})

export const sessions = pgTable(
  'sessions',
  {
    tokenHash: text('token_hash').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [index('sessions_user').on(table.userId)],
)

/** Small facts that outlive a restart, e.g. the secret that signs upload policies. */
export const settings = pgTable('settings', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
})

/**
 * One row a document. What the queue shows, filters and sorts by is kept here, recomputed with every change (documents/summary.ts), so that a
 * list of 100,000 reads one index and no other table.
 */
export const documents = pgTable(
  'documents',
  {
    id: text('id').primaryKey(),
    /** Shown only; no path is ever made from it. */
    name: text('name').notNull(),
    state: text('state').$type<DocumentState>().notNull(),
    kind: text('kind'),
    provider: text('provider'),
    capability: text('capability'),
    mode: text('mode').$type<Mode>(),
    format: text('format').notNull(),
    bytes: integer('bytes').notNull(),
    pageCount: integer('page_count').notNull(),
    sha256: text('sha256').notNull(),
    /** The uploaded bytes in the object store. */
    objectKey: text('object_key').notNull(),
    lowestConfidence: doublePrecision('lowest_confidence'),
    openChecks: integer('open_checks').notNull().default(0),
    corrections: integer('corrections').notNull().default(0),
    error: jsonb('error').$type<Problem>(),
    claimOwner: text('claim_owner'),
    claimOwnerName: text('claim_owner_name'),
    claimUntil: moment('claim_until'),
    /** The recognition that corrections bind the review to; null = the newest succeeded one. */
    reviewRecognitionId: text('review_recognition_id'),
    /** Sequence of the newest change-set. */
    sequence: integer('sequence').notNull().default(0),
    /** File name, recognised text and corrected values, folded by documents/search-text.ts. */
    searchText: text('search_text').notNull().default(''),
    /** Hashes of its one- and two-character pieces: an index that finds 张伟 where trigrams need three characters. */
    searchGrams: integer('search_grams')
      .array()
      .notNull()
      .default(sql`'{}'::integer[]`),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
    createdBy: text('created_by').notNull(),
    createdByName: text('created_by_name').notNull(),
    decidedAt: moment('decided_at'),
    decidedBy: text('decided_by'),
    decidedByName: text('decided_by_name'),
  },
  (table) => [
    index('documents_created').on(table.createdAt, table.id),
    index('documents_state_created').on(table.state, table.createdAt, table.id),
    index('documents_kind_created').on(table.kind, table.createdAt, table.id),
    index('documents_provider_created').on(table.provider, table.createdAt, table.id),
    // "Not reported" sorts behind every confidence that was.
    index('documents_confidence').on(sql`coalesce(${table.lowestConfidence}, 2)`, table.id),
    index('documents_name').on(table.name, table.id),
    index('documents_open_checks')
      .on(table.createdAt, table.id)
      .where(sql`${table.openChecks} > 0`),
    index('documents_created_by').on(table.createdBy, table.createdAt),
    index('documents_created_by_name').on(table.createdByName, table.createdAt),
    index('documents_decided_by').on(table.decidedBy, table.createdAt),
    index('documents_decided_by_name').on(table.decidedByName, table.createdAt),
    index('documents_lowest_confidence').on(table.lowestConfidence),
    index('documents_sha256').on(table.sha256),
    index('documents_search').using('gin', table.searchGrams),
  ],
)

/** An upright page of a document: keys of its pictures in the object store, and pixels of the full one. */
export const pages = pgTable(
  'pages',
  {
    documentId: text('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    index: integer('index').notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    imageKey: text('image_key').notNull(),
    previewKey: text('preview_key').notNull(),
    thumbnailKey: text('thumbnail_key').notNull(),
  },
  (table) => [primaryKey({ columns: [table.documentId, table.index] })],
)

export const recognitions = pgTable(
  'recognitions',
  {
    id: text('id').primaryKey(),
    documentId: text('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    provider: text('provider').notNull(),
    capability: text('capability').notNull(),
    kind: text('kind').notNull(),
    mode: text('mode').$type<Mode>().notNull(),
    status: text('status').$type<RecognitionStatus>().notNull(),
    parameters: jsonb('parameters').$type<Record<string, string>>().notNull().default({}),
    requestId: text('request_id'),
    createdAt: moment('created_at').notNull(),
    startedAt: moment('started_at'),
    finishedAt: moment('finished_at'),
    durationMs: doublePrecision('duration_ms'),
    error: jsonb('error').$type<Problem>(),
    /** Null until it succeeded. */
    findings: jsonb('findings').$type<Findings>(),
    pages: jsonb('pages').$type<Recognition['pages']>().notNull(),
    raw: jsonb('raw').$type<NonNullable<Recognition['raw']>>(),
    requestedBy: text('requested_by').notNull(),
    /** A person asked for it to stop. */
    cancelled: boolean('cancelled').notNull().default(false),
    /** What the provider needs to go on polling after a restart (RecogniseContext.keepJob). */
    job: jsonb('job').$type<Record<string, string>>(),
    /** When a call that may be charged was about to be made: from then on it is not begun again on its own. */
    paidCallAt: moment('paid_call_at'),
    /** Asked for to be held against other readings: it is under review only while no other reading succeeded. */
    comparison: boolean('comparison').notNull().default(false),
    /** Who is charged: an app of its own, or the console. */
    appId: text('app_id').notNull().default('console'),
    /** Where the picture was fetched from, when the caller gave an address. */
    sourceUrl: text('source_url'),
    /** Calls that the provider counted, where that is not told by the outcome alone (RecogniseContext.onCounted). */
    countedCalls: integer('counted_calls'),
  },
  (table) => [
    index('recognitions_document').on(table.documentId, table.createdAt),
    index('recognitions_unfinished')
      .on(table.createdAt)
      .where(sql`${table.status} in ('queued', 'running')`),
  ],
)

/** The calls of a recognition, masked, in the order in which they were made. */
export const exchanges = pgTable(
  'exchanges',
  {
    recognitionId: text('recognition_id')
      .notNull()
      .references(() => recognitions.id, { onDelete: 'cascade' }),
    sequence: integer('sequence').notNull(),
    exchange: jsonb('exchange').$type<Exchange>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.recognitionId, table.sequence] })],
)

/** The history of reviews. Append-only; `id` comes from the author, so that a change-set sent twice is stored once. */
export const changeSets = pgTable(
  'change_sets',
  {
    id: text('id').primaryKey(),
    documentId: text('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    recognitionId: text('recognition_id').notNull(),
    sequence: integer('sequence').notNull(),
    label: text('label').notNull(),
    changes: jsonb('changes').$type<Change[]>().notNull(),
    authorId: text('author_id').notNull(),
    authorName: text('author_name').notNull(),
    at: moment('at').notNull(),
  },
  (table) => [uniqueIndex('change_sets_sequence').on(table.documentId, table.sequence)],
)

/** What an approved document has added to the sums, so that exactly that is taken off again when its approval is. */
export const qualityReviews = pgTable('quality_reviews', {
  documentId: text('document_id')
    .primaryKey()
    .references(() => documents.id, { onDelete: 'cascade' }),
  contributions: jsonb('contributions').$type<Contribution[]>().notNull(),
})

export * from './metering-schema.ts'
export * from './quality-schema.ts'
export * from './warning-schema.ts'

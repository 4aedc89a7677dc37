import { uuidv7 } from 'uuidv7'
import type { Change, ChangeSet } from '../contract/review.ts'
import type { Field, Findings, Line, RecognitionStatus } from '../contract/result.ts'
import type { Quad } from '../contract/geometry.ts'
import type { Database } from '../db/open.ts'
import { recognitions } from '../db/schema.ts'
import { insertDocument } from './repository.ts'
import { refreshSummary } from './summary.ts'
import { randomUUID } from 'node:crypto'

export const testMoment = new Date('2026-03-01T08:00:00.000Z')

export const quad: Quad = [
  [10, 10],
  [110, 10],
  [110, 40],
  [10, 40],
]

/** A field as a machine reports it. */
export function field(key: string, value: string | null, confidence: number | null = 0.95): Field {
  return {
    key,
    value,
    native: { path: key, value },
    page: 0,
    quads: value === null ? [] : [quad],
    boxSource: value === null ? null : 'provider',
    confidence,
    confidenceSource: confidence === null ? null : 'engine',
    agreement: null,
    checks: [],
  }
}

export function line(text: string): Line {
  return { text, page: 0, quad, confidence: 0.9, chars: [] }
}

/** An ID card of an invented person whose number satisfies its check digit. */
export const cardFields = [
  field('name', '张伟'),
  field('sex', '男'),
  field('ethnicity', '汉'),
  field('birth_date', '1990-03-07'),
  field('address', '某省某市某路1号'),
  field('id_number', '110105199003077219'),
]

/** A stored document of one page, without a reading. */
export async function addDocument(
  db: Database,
  { name = 'card.jpg', createdBy = 'somebody', now = testMoment, sha256 = '0'.repeat(64) } = {},
): Promise<string> {
  const id = uuidv7()
  const page = {
    index: 0,
    width: 800,
    height: 500,
    imageKey: `pages/${id}/0`,
    previewKey: `p/${id}`,
    thumbnailKey: `t/${id}`,
  }
  const stored = { id, format: 'jpeg' as const, bytes: 1000, sha256, objectKey: `originals/${id}`, pages: [page] }
  await insertDocument(db, { stored, name, createdBy, createdByName: `Name of ${createdBy}`, now })
  return id
}

/** A finished recognition of a document, as recognise.ts would have stored it. */
export async function addRecognition(
  db: Database,
  documentId: string,
  {
    kind = 'id-card-front',
    fields = cardFields,
    lines = [],
    tables = [],
    status = 'succeeded',
    comparison = false,
    appId = 'console',
    now = testMoment,
  }: {
    kind?: string
    fields?: Field[]
    lines?: Line[]
    tables?: Findings['tables']
    status?: RecognitionStatus
    comparison?: boolean
    appId?: string
    now?: Date
  } = {},
): Promise<string> {
  const id = uuidv7()
  const done = status === 'succeeded' || status === 'failed'
  await db.insert(recognitions).values({
    id,
    documentId,
    appId,
    provider: 'local',
    capability: kind,
    kind,
    mode: 'local',
    status,
    comparison,
    createdAt: now,
    startedAt: now,
    finishedAt: done ? now : null,
    durationMs: done ? 500 : null,
    error:
      status === 'failed'
        ? {
            type: 'about:blank',
            title: 'Broken',
            status: 502,
            code: 'provider-failed',
            retryable: true,
            whoseFault: 'provider',
          }
        : null,
    findings: status === 'succeeded' ? { fields, lines, tables, regions: [], frames: [] } : null,
    pages: [{ index: 0, width: 800, height: 500 }],
    requestedBy: 'somebody',
  })
  await refreshSummary(db, documentId, now)
  return id
}

/** A step of the history as a browser sends it. */
export function step(recognitionId: string, ...changes: Change[]): ChangeSet {
  return { id: randomUUID(), recognitionId, label: 'edit', changes }
}

export function valueChange(item: string, from: string | null, to: string | null): Change {
  return { type: 'value', item, from, to }
}

export function decisionChange(
  state: 'open' | 'approved' | 'rejected' | 'escalated',
  from: 'open' | 'approved' = 'open',
): Change {
  return { type: 'decision', from: { state: from, reason: null }, to: { state, reason: null } }
}

import { randomUUID } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import type { Change, ChangeSet } from '../../server/contract/review.ts'
import type { Database } from '../../server/db/open.ts'
import { recognitions } from '../../server/db/schema.ts'
import type { Intake, StoredDocument } from '../../server/documents/intake/intake.ts'
import { insertDocument } from '../../server/documents/repository.ts'
import { appendChangeSets } from '../../server/documents/review.ts'
import { refreshSummary } from '../../server/documents/summary.ts'
import type { ObjectStore } from '../../server/storage/object-store.ts'
import { renderSpecimen } from '../../specimens/index.ts'
import type { Random } from '../../specimens/random.ts'
import type { Truth } from '../../specimens/truth.ts'
import { inventReading } from './readings.ts'
import type { Stream } from './streams.ts'

/** A picture that intake has stored; every document made of it has copies of its own, so that each can be deleted by itself. */
export interface Picture {
  stored: StoredDocument
  truth: Truth
  /** Pixels of the stored page to one of the drawn one. */
  scale: number
}

/** Draws documents of these kinds with invented holders, and has intake store them. */
export async function drawPictures(
  intake: Pick<Intake, 'store'>,
  kinds: readonly string[],
  each: number,
): Promise<Map<string, Picture[]>> {
  const pictures = new Map<string, Picture[]>()
  for (const kind of kinds) {
    const own: Picture[] = []
    for (let index = 0; index < each; index += 1) {
      const { image, truth, width } = await renderSpecimen({ kind, seed: 700_000 + index, level: 'clean' })
      const stored = await intake.store(image)
      own.push({ stored, truth, scale: stored.pages[0]!.width / width })
    }
    pictures.set(kind, own)
  }
  return pictures
}

async function copyOf(objects: ObjectStore, { stored }: Picture): Promise<StoredDocument> {
  const id = uuidv7()
  const moved = (key: string) => key.replace(stored.id, id)
  const copy = async (key: string) => {
    const object = (await objects.read(key))!
    await objects.put(moved(key), object.bytes, object.contentType)
    return moved(key)
  }
  const pages = await Promise.all(
    stored.pages.map(async (page) => ({
      ...page,
      imageKey: await copy(page.imageKey),
      previewKey: await copy(page.previewKey),
      thumbnailKey: await copy(page.thumbnailKey),
    })),
  )
  return { ...stored, id, objectKey: await copy(stored.objectKey), pages }
}

export interface Reviewer {
  id: string
  name: string
  role: 'reviewer' | 'administrator'
  /** How quick somebody is: 1 is usual. */
  pace: number
}

interface DocumentOrder {
  picture: Picture
  stream: Stream
  callId: string
  appId: string
  name: string
  at: Date
  durationMs: number
  random: Random
  /** Null: it still waits for somebody. */
  reviewer: Reviewer | null
  reviewedAt: Date
}

/** A document as the console would have it after one call, reviewed by somebody who put right what was wrong. */
export async function addReviewedDocument(db: Database, objects: ObjectStore, order: DocumentOrder): Promise<void> {
  const { picture, stream, callId, appId, name, at, durationMs, random, reviewer, reviewedAt } = order
  const kind = stream.kind!
  const stored = await copyOf(objects, picture)
  await insertDocument(db, { stored, name, createdBy: appId, createdByName: stream.app, now: at })
  const { fields, corrections } = inventReading(picture.truth, stream.provider, random, picture.scale)
  await db.insert(recognitions).values({
    id: callId,
    documentId: stored.id,
    provider: stream.provider,
    capability: stream.capability,
    kind,
    mode: stream.mode,
    status: 'succeeded',
    createdAt: at,
    startedAt: at,
    finishedAt: new Date(at.getTime() + durationMs),
    durationMs,
    findings: { fields, lines: [], tables: [], regions: [], frames: [] },
    pages: stored.pages.map(({ index, width, height }) => ({ index, width, height })),
    requestedBy: appId,
    paidCallAt: stream.mode === 'local' ? null : at,
    appId,
  })
  await refreshSummary(db, stored.id, at)
  if (!reviewer) return
  const step = (...changes: Change[]): ChangeSet => ({
    id: randomUUID(),
    recognitionId: callId,
    label: 'edit',
    changes,
  })
  const rejected = random.chance(0.04)
  const steps = corrections.map(({ key, from, to }) => step({ type: 'value', item: `field:${key}`, from, to }))
  const typed = corrections.reduce((sum, { from, to }) => sum + (from === null ? to.length : 3), 0)
  const effort = {
    seconds: Math.round((5 + fields.length * 0.6 + corrections.length * 7 + random.between(0, 6)) * reviewer.pace),
    keys: 1 + typed + corrections.length * 2 + random.integer(0, 2),
  }
  const decision: Change = {
    type: 'decision',
    from: { state: 'open', reason: null },
    to: rejected ? { state: 'rejected', reason: 'The photograph is cut off' } : { state: 'approved', reason: null },
    effort,
  }
  await appendChangeSets(db, {
    documentId: stored.id,
    actor: reviewer,
    now: reviewedAt,
    baseSequence: 0,
    changeSets: [...(rejected ? [] : steps), step(decision)],
  })
}

import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { ProblemError } from '../contract/problem.ts'
import type { Database } from '../db/open.ts'
import { documents } from '../db/schema.ts'
import type { ObjectStore } from '../storage/object-store.ts'
import { motionJpegFrames } from './intake/video/frames.ts'
import { readPage } from './repository.ts'

export interface FramePicture {
  bytes: Uint8Array<ArrayBuffer>
  contentType: string
}

const sides = { preview: 1024, thumbnail: 160 } as const

/**
 * The picture of a video at a moment: the frame that begins then or last before. Where the codec is not decoded here it is the document's page, an even
 * grey of the right size. Null for what is no video, and for none.
 */
export async function framePicture(
  { db, objects }: { db: Database; objects: ObjectStore },
  documentId: string,
  timeMs: number,
  size: 'image' | 'preview' | 'thumbnail',
): Promise<FramePicture | null> {
  const [row] = await db
    .select({ format: documents.format, objectKey: documents.objectKey })
    .from(documents)
    .where(eq(documents.id, documentId))
  if (!row || (row.format !== 'avi' && row.format !== 'mp4')) return null
  const original = await objects.read(row.objectKey)
  if (!original) return null
  try {
    const frames = motionJpegFrames(original.bytes)
    const frame = frames.findLast((each) => each.timeMs <= timeMs) ?? frames[0]!
    if (size === 'image') return { bytes: new Uint8Array(frame.bytes), contentType: 'image/jpeg' }
    const side = sides[size]
    const smaller = sharp(frame.bytes).resize(side, side, { fit: 'inside', withoutEnlargement: true })
    return { bytes: new Uint8Array(await smaller.jpeg({ quality: 82 }).toBuffer()), contentType: 'image/jpeg' }
  } catch (error) {
    if (!(error instanceof ProblemError && error.problem.code === 'video-codec-unknown')) throw error
  }
  const page = await readPage(db, documentId, 0)
  const key = page && { image: page.imageKey, preview: page.previewKey, thumbnail: page.thumbnailKey }[size]
  const stored = key === undefined ? undefined : await objects.read(key)
  return stored ? { bytes: new Uint8Array(stored.bytes), contentType: stored.contentType } : null
}

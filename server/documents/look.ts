import type { LookAnswer, LookRequest } from '../contract/actions.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Database } from '../db/open.ts'
import type { ObjectStore } from '../storage/object-store.ts'
import { framePicture } from './frame-picture.ts'
import { readPage } from './repository.ts'

/** Reads one place of an encoded picture; made from the local engine where everything is put together. */
export type ReadPlace = (
  image: Uint8Array,
  request: Pick<LookRequest, 'quad' | 'alphabet'>,
  signal: AbortSignal,
) => Promise<LookAnswer>

/** Reads one place of a stored page again (F2 in the workbench). Nothing is kept of it: the operator decides what becomes of the answer. */
export function createLook({ db, objects, readPlace }: { db: Database; objects: ObjectStore; readPlace: ReadPlace }) {
  const pagePicture = async (documentId: string, page: number) => {
    const row = await readPage(db, documentId, page)
    return row && (await objects.read(row.imageKey))
  }
  /** @throws {ProblemError} `page-not-found` and what the engine says */
  return async (
    documentId: string,
    { page, quad, alphabet, timeMs }: LookRequest,
    signal: AbortSignal,
  ): Promise<LookAnswer> => {
    const object =
      timeMs === undefined
        ? await pagePicture(documentId, page)
        : await framePicture({ db, objects }, documentId, timeMs, 'image')
    if (!object) throw pageNotFound(page)
    return readPlace(object.bytes, { quad, alphabet }, signal)
  }
}

function pageNotFound(page: number): ProblemError {
  return new ProblemError({
    title: 'There is no such page',
    status: 404,
    code: 'page-not-found',
    parameters: { page },
    retryable: false,
    whoseFault: 'caller',
  })
}

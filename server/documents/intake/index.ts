import { createHash } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import type { Format } from '../../contract/limits.ts'
import { intakeLimits } from '../../contract/intake-limits.ts'
import { uploadPrefix, type ObjectStore } from '../../storage/index.ts'
import { tilesKeyOf } from '../tiles/page-tiles.ts'
import { admitPages, checkFile, pdfTextLayers } from './admit.ts'
import { DecodeThread } from './decode-thread.ts'
import type { AdmitOptions, AdmittedPage, Intake, StoredDocument, StoredPage } from './intake.ts'
import { breachProblem, tooCostly, uploadNotFound } from './problems.ts'
import { Turns } from './turns.ts'

/** More at once would only take memory: two cores decode no faster for it. */
const atOnce = 2

/** Bound on a whole document; fifty honest pages take less than one. */
const documentMs = 180_000

const contentTypes: Record<Format, string> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  bmp: 'image/bmp',
  gif: 'image/gif',
  webp: 'image/webp',
  tiff: 'image/tiff',
  pdf: 'application/pdf',
  heic: 'image/heic',
  avi: 'video/x-msvideo',
  mp4: 'video/mp4',
}

async function storePage(
  store: ObjectStore,
  documentId: string,
  index: number,
  page: AdmittedPage,
): Promise<StoredPage> {
  const stored = pageKeys(documentId, index, page)
  await Promise.all(
    (['image', 'preview', 'thumbnail'] as const).map((name) =>
      store.put(stored[`${name}Key`], page[name].bytes, page[name].contentType),
    ),
  )
  return stored
}

function pageKeys(documentId: string, index: number, { width, height }: { width: number; height: number }): StoredPage {
  const prefix = `documents/${documentId}/pages/${index}`
  return {
    index,
    width,
    height,
    imageKey: `${prefix}/image`,
    previewKey: `${prefix}/preview`,
    thumbnailKey: `${prefix}/thumbnail`,
  }
}

const keysOf = ({ objectKey, pages }: Pick<StoredDocument, 'objectKey' | 'pages'>): string[] => [
  objectKey,
  ...pages.flatMap(({ imageKey, previewKey, thumbnailKey }) => [
    imageKey,
    previewKey,
    thumbnailKey,
    tilesKeyOf(imageKey),
  ]),
]

/** Takes files in: judged by their bytes, decoded into upright pages, kept in the object store. */
export function createIntake({ store }: { store: ObjectStore }): Intake {
  const threads = Array.from({ length: atOnce }, () => new DecodeThread())
  const turns = new Turns(threads)

  /** Does work on a thread when it is this file's turn, within the time that a document may take. */
  async function inTurn<Result>(
    format: Format,
    { signal }: AdmitOptions,
    work: (thread: DecodeThread, signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const stop = new AbortController()
    const forward = () => stop.abort(signal?.reason)
    if (signal?.aborted) forward()
    signal?.addEventListener('abort', forward)
    let timer: NodeJS.Timeout | undefined
    try {
      return await turns.take(stop.signal, (thread) => {
        // Waiting for one's turn does not count.
        timer = setTimeout(() => stop.abort(tooCostly(format)), documentMs)
        return work(thread, stop.signal)
      })
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', forward)
    }
  }

  /** Hands each page over as soon as it is decoded. */
  const eachPage = (
    format: Format,
    bytes: Uint8Array,
    options: AdmitOptions,
    take: (page: AdmittedPage, index: number) => Promise<void>,
  ): Promise<void> =>
    inTurn(format, options, async (thread, signal) => {
      let index = 0
      for await (const page of admitPages(format, bytes, thread, signal)) {
        signal.throwIfAborted()
        await take(page, index)
        index += 1
      }
    })

  /** @param putOriginal puts the file under the key it is given */
  async function storeDocument(
    bytes: Uint8Array,
    options: AdmitOptions,
    putOriginal: (key: string, contentType: string) => Promise<void>,
  ): Promise<StoredDocument> {
    const format = checkFile(bytes)
    const id = uuidv7()
    const document: StoredDocument = {
      id,
      format,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      objectKey: `documents/${id}/original`,
      pages: [],
    }
    try {
      await eachPage(format, bytes, options, async (page, index) => {
        // Noted before it is stored: a page half stored is removed as well.
        document.pages.push(pageKeys(id, index, page))
        await storePage(store, id, index, page)
      })
      await putOriginal(document.objectKey, contentTypes[format])
      return document
    } catch (error) {
      await store.delete(...keysOf(document))
      throw error
    }
  }

  return {
    admit: async (bytes, options = {}) => {
      const format = checkFile(bytes)
      const pages: AdmittedPage[] = []
      await eachPage(format, bytes, options, async (page) => void pages.push(page))
      return { format, pages }
    },

    store: (bytes, options = {}) =>
      storeDocument(bytes, options, (key, contentType) => store.put(key, bytes, contentType)),

    storeUpload: async (objectKey, options = {}) => {
      const size = objectKey.startsWith(uploadPrefix) ? await store.size(objectKey) : null
      if (size === null) throw uploadNotFound()
      try {
        const { maxBytes } = intakeLimits
        // Read only what may be read: another store might have let a larger one in.
        if (size > maxBytes) throw breachProblem({ code: 'file-too-large', parameters: { bytes: size, maxBytes } })
        const upload = await store.read(objectKey)
        if (!upload) throw uploadNotFound()
        return await storeDocument(upload.bytes, options, async (key) => {
          if (!(await store.move(objectKey, key))) throw uploadNotFound()
        })
      } finally {
        await store.delete(objectKey)
      }
    },

    textLayers: async (bytes, options = {}) =>
      checkFile(bytes) === 'pdf'
        ? await inTurn('pdf', options, (thread, signal) => pdfTextLayers(bytes, thread, signal))
        : [],

    discard: (document) => store.delete(...keysOf(document)),

    close: async () => {
      await Promise.all(threads.map((thread) => thread.close()))
    },
  }
}

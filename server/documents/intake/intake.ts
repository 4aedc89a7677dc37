import type { Format } from '../../contract/limits.ts'
import type { Line } from '../../contract/result.ts'

/** Encoded bytes as they are served, free of metadata. */
export interface Picture {
  bytes: Uint8Array
  contentType: 'image/jpeg' | 'image/png' | 'image/webp'
}

/** One upright page. Sizes are pixels of `image`, to which every coordinate of a recognition refers. */
export interface AdmittedPage {
  width: number
  height: number
  image: Picture
  /** Longest side at most 1024. */
  preview: Picture
  /** Longest side at most 160. */
  thumbnail: Picture
}

export interface Admitted {
  format: Format
  pages: AdmittedPage[]
}

/** A page in the object store. */
export interface StoredPage {
  index: number
  width: number
  height: number
  imageKey: string
  previewKey: string
  thumbnailKey: string
}

/** What intake made of a file: everything that a row of `documents` and its `pages` need. */
export interface StoredDocument {
  /** UUID version 7. */
  id: string
  format: Format
  bytes: number
  /** Lower-case hex. */
  sha256: string
  /** The file as it came, in the object store. */
  objectKey: string
  pages: StoredPage[]
}

export interface AdmitOptions {
  signal?: AbortSignal
}

export interface Intake {
  /**
   * Decodes a file into upright pages, whatever its name says.
   * @throws {ProblemError} whoseFault `document` for every kind of bad input
   */
  admit(bytes: Uint8Array, options?: AdmitOptions): Promise<Admitted>
  /** Admits a file and stores its pages and the file itself; after a failure nothing is left. @throws {ProblemError} as `admit` */
  store(bytes: Uint8Array, options?: AdmitOptions): Promise<StoredDocument>
  /** The same for an object that was uploaded by a form; the upload is gone afterwards, also after a failure. @throws {ProblemError} also `upload-not-found` */
  storeUpload(objectKey: string, options?: AdmitOptions): Promise<StoredDocument>
  /**
   * What a PDF's pages say as text, in pixels of its upright pages, for `readDocument`; null for a page without a text of its own, and an empty list
   * for files of other formats.
   * @throws {ProblemError} as `admit`
   */
  textLayers(bytes: Uint8Array, options?: AdmitOptions): Promise<(Line[] | null)[]>
  /** Removes everything of a document from the object store. */
  discard(document: Pick<StoredDocument, 'objectKey' | 'pages'>): Promise<void>
  /** Ends the worker threads. */
  close(): Promise<void>
}

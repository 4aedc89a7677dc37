/** A form that a browser may post to put one object into the store (PROTOCOLS.md section 3). */
export interface PostForm {
  /** Where to POST, relative to the console's origin. */
  url: string
  /** To be sent in this order, before the file, which comes last under the name `file`. */
  fields: Record<string, string>
  objectKey: string
  /** ISO 8601. */
  expiresAt: string
}

export interface StoredObject {
  bytes: Uint8Array<ArrayBuffer>
  contentType: string
  /** When it was stored. */
  modifiedAt: Date
}

/** Where the console keeps bytes: uploads, originals and page pictures. Keys never reach a file system as they are. */
export interface ObjectStore {
  readonly bucket: string
  /** Signs a policy under which one upload of at most `maxBytes` (and at least one byte) is accepted for ten minutes. */
  grant(limits: { maxBytes: number }): PostForm
  /** Answers a PostObject request as OSS would: 204 (or 200, 201 when asked for), else an XML error. Never throws for bad input. */
  acceptPost(request: Request): Promise<Response>
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>
  /** Null when there is no such object. */
  read(key: string): Promise<StoredObject | null>
  /** Size in bytes without reading; null when there is no such object. */
  size(key: string): Promise<number | null>
  /** Gives an object another key without copying; false when there is none. */
  move(from: string, to: string): Promise<boolean>
  /** Absent objects are no error. */
  delete(...keys: string[]): Promise<void>
  /** Removes uploads (and unfinished writes) older than this that never became documents. @returns how many */
  sweep(olderThan: Date): Promise<number>
}

/** Keys of uploads begin with this; what is not moved away from under it is swept. */
export const uploadPrefix = 'uploads/'

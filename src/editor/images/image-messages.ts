/** Asks the worker for a picture; with `levels`, for its halves as well. */
export interface ImageOrder {
  id: number
  /** Absolute: a worker has another base. */
  url: string
  levels: boolean
}

export type ImageReply = { id: number; bitmaps: ImageBitmap[] } | { id: number; error: string }

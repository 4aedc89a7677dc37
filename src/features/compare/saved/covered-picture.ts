import type { Page } from '#contract/document'
import { boundsOf, type Quad } from '#contract/geometry'

/** Squares along the longer side of a page: one is larger than a letter of anything that is read as a document. */
const SQUARES = 32
const COVER = '#1d232b'

/**
 * A page's picture of which nothing can be read: as coarse squares, so that what no recogniser found is gone as well, and every known place
 * covered. A PNG, whose squares have no traces of what was there.
 */
export async function coveredPicture(picture: Blob, { width, height }: Page, quads: readonly Quad[]): Promise<string> {
  const bitmap = await createImageBitmap(picture)
  const scale = SQUARES / Math.max(bitmap.width, bitmap.height)
  const coarse = new OffscreenCanvas(
    Math.max(1, Math.round(bitmap.width * scale)),
    Math.max(1, Math.round(bitmap.height * scale)),
  )
  const small = coarse.getContext('2d')!
  small.imageSmoothingQuality = 'high'
  small.drawImage(bitmap, 0, 0, coarse.width, coarse.height)
  const canvas = document.createElement('canvas')
  canvas.width = bitmap.width
  canvas.height = bitmap.height
  const context = canvas.getContext('2d')!
  context.imageSmoothingEnabled = false
  context.drawImage(coarse, 0, 0, canvas.width, canvas.height)
  context.fillStyle = COVER
  for (const quad of quads) {
    const { left, top, right, bottom } = boundsOf(quad)
    const [across, down] = [canvas.width / width, canvas.height / height]
    context.fillRect(left * across, top * down, (right - left) * across, (bottom - top) * down)
  }
  bitmap.close()
  return canvas.toDataURL('image/png')
}

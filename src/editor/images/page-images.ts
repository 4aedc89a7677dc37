import type { Page } from '#contract/document'
import type { Bounds } from '#contract/geometry'
import { isTiled } from '#contract/tiles'
import { decodePicture } from './decode.ts'
import { Kept } from './kept.ts'
import { levelFor, tileBounds, tileKey, tilesWithin, type Tile } from './tiles.ts'

const MEGABYTE = 1024 * 1024
const bytesOf = (bitmaps: readonly ImageBitmap[]) =>
  bitmaps.reduce((sum, { width, height }) => sum + 4 * width * height, 0)

/** Decoded previews: the open document's and the next two's, at most 4 MB each. */
const previews = new Kept<ImageBitmap[]>(16 * MEGABYTE, bytesOf)
/** Whole pages with their halves (an A4 scan at 300 dpi is 46 MB): the one on the screen, and the one before when both are small. */
const wholes = new Kept<ImageBitmap[]>(64 * MEGABYTE, bytesOf)
/** Tiles of large pages, 1 MB each: those on the screen and some around them. */
const tiles = new Kept<ImageBitmap[]>(40 * MEGABYTE, bytesOf)

/** Where the pictures of pages come from. */
export interface PageImages {
  /** Whether a page is shown in tiles, not as a whole. */
  isTiled: (page: Page) => boolean
  /** The page at a longest side of 1024 pixels: there within a moment. */
  preview: (page: Page) => Promise<ImageBitmap>
  /** A page that is not tiled, with all of its pixels and in halves, the largest first. */
  whole: (page: Page) => Promise<ImageBitmap[]>
  /** A tile that is there already. */
  tileAtHand: (page: Page, tile: Tile) => ImageBitmap | null
  tile: (page: Page, tile: Tile) => Promise<ImageBitmap>
}

/** The server's pictures, decoded off the main thread and kept within bounds. */
export const pageImages: PageImages = {
  isTiled,
  preview: async ({ previewUrl }) => (await previews.get(previewUrl, () => decodePicture(previewUrl)))[0]!,
  whole: ({ imageUrl }) => wholes.get(imageUrl, () => decodePicture(imageUrl, true)),
  tileAtHand: (page, tile) => tiles.peek(tileKey(page, tile))?.[0] ?? null,
  tile: async (page, tile) => {
    const url = tileKey(page, tile)
    return (await tiles.get(url, () => decodePicture(url)))[0]!
  },
}

/** A picture of a part of a page, in page pixels. */
export interface Piece extends Bounds {
  bitmap: ImageBitmap
}

/** The whole page as it can be shown at once. */
export async function previewPieces(page: Page): Promise<Piece[]> {
  return [{ bitmap: await pageImages.preview(page), left: 0, top: 0, right: page.width, bottom: page.height }]
}

/**
 * Parts of a page with as many pixels as there are to be shown.
 * @param scale device pixels a page pixel
 */
export async function sharpPieces(page: Page, parts: readonly Bounds[], scale: number): Promise<Piece[]> {
  if (!isTiled(page)) {
    const [bitmap] = await pageImages.whole(page)
    return [{ bitmap: bitmap!, left: 0, top: 0, right: page.width, bottom: page.height }]
  }
  const tiles = new Map<string, Tile>()
  for (const part of parts) {
    for (const tile of tilesWithin(page, levelFor(page, scale, part), part)) tiles.set(tileKey(page, tile), tile)
  }
  return Promise.all(
    [...tiles.values()].map(async (tile) => ({
      bitmap: await pageImages.tile(page, tile),
      ...tileBounds(page, tile),
    })),
  )
}

/** Has a page's preview decoded and its full image in the browser's cache before it is asked for; of a large page, its tiles on the server. */
export async function prefetchPage(page: Page): Promise<void> {
  await pageImages.preview(page)
  const url = isTiled(page) ? tileKey(page, { level: 0, column: 0, row: 0 }) : page.imageUrl
  const response = await fetch(url, { credentials: 'same-origin', priority: 'low' })
  await response.arrayBuffer()
}

/** Bytes of decoded pictures that are held at present. */
export function heldBytes(): number {
  return previews.held + wholes.held + tiles.held
}

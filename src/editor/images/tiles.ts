import type { Page } from '#contract/document'
import type { Bounds } from '#contract/geometry'
import { levelCount, tileGrid, tileSize } from '#contract/tiles'

/** One piece of a large page at one of its resolutions. */
export interface Tile {
  level: number
  column: number
  row: number
}

/** More tiles than this are never wanted at once: 32 MB. */
const WANTED_AT_MOST = 32
/** A level may have this many times fewer pixels a side than the screen shows of it before the finer one is taken. */
const COARSE_AT_MOST = 1.3

/** Where a tile comes from; it is also its name. */
export function tileKey({ imageUrl }: Pick<Page, 'imageUrl'>, { level, column, row }: Tile): string {
  return `${imageUrl.replace(/\/image$/, '')}/tiles/${level}/${column}/${row}`
}

/** Where a tile lies on its page, in page pixels. */
export function tileBounds(page: { width: number; height: number }, { level, column, row }: Tile): Bounds {
  const side = tileSize * 2 ** level
  return {
    left: column * side,
    top: row * side,
    right: Math.min(page.width, (column + 1) * side),
    bottom: Math.min(page.height, (row + 1) * side),
  }
}

/** The tiles of a level that a rectangle of the page meets, those nearest to its middle first. */
export function tilesWithin(page: { width: number; height: number }, level: number, part: Bounds): Tile[] {
  const grid = tileGrid(page, level)
  if (!grid) return []
  const side = tileSize * 2 ** level
  const first = (start: number) => Math.max(0, Math.floor(start / side))
  const last = (end: number, count: number) => Math.min(count - 1, Math.ceil(end / side) - 1)
  const found: Tile[] = []
  for (let row = first(part.top); row <= last(part.bottom, grid.rows); row += 1) {
    for (let column = first(part.left); column <= last(part.right, grid.columns); column += 1) {
      found.push({ level, column, row })
    }
  }
  const [middleX, middleY] = [(part.left + part.right) / 2, (part.top + part.bottom) / 2]
  const away = ({ column, row }: Tile) =>
    Math.max(Math.abs((column + 0.5) * side - middleX), Math.abs((row + 0.5) * side - middleY))
  return found.sort((one, other) => away(one) - away(other))
}

/**
 * The level to show a part of a page in.
 * @param scale device pixels a page pixel
 */
export function levelFor(page: { width: number; height: number }, scale: number, part: Bounds): number {
  const count = levelCount(page)
  let level = Math.min(count - 1, Math.max(0, Math.floor(Math.log2(COARSE_AT_MOST / scale))))
  // On a large and fine screen the next coarser one must do.
  while (level < count - 1 && tilesWithin(page, level, part).length > WANTED_AT_MOST) level += 1
  return level
}

/** Side of a tile in pixels of its level; tiles at the right and the lower edge are smaller. */
export const tileSize = 512

/** Pages with more pixels than this are shown in tiles: decoded as a whole they would hold more than 48 MB. An A4 scan at 300 dpi has 8.7 million. */
const wholeAtMost = 12_000_000

interface PixelSize {
  width: number
  height: number
}

export function isTiled({ width, height }: PixelSize): boolean {
  return width * height > wholeAtMost
}

/** Level 0 has all of the page's pixels, each further one half as many a side; the last is one tile. */
export function levelCount({ width, height }: PixelSize): number {
  return 1 + Math.max(0, Math.ceil(Math.log2(Math.max(width, height) / tileSize)))
}

/** Size of a level in its own pixels; null where there is no such level. */
export function levelSize(page: PixelSize, level: number): PixelSize | null {
  if (!Number.isInteger(level) || level < 0 || level >= levelCount(page)) return null
  return { width: Math.ceil(page.width / 2 ** level), height: Math.ceil(page.height / 2 ** level) }
}

/** How many columns and rows of tiles a level has. */
export function tileGrid(page: PixelSize, level: number): { columns: number; rows: number } | null {
  const size = levelSize(page, level)
  return size && { columns: Math.ceil(size.width / tileSize), rows: Math.ceil(size.height / tileSize) }
}

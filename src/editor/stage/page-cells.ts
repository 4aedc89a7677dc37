import type { Page } from '#contract/document'
import { boundsOf, type Bounds } from '#contract/geometry'
import { levelCount } from '#contract/tiles'
import { tileBounds, tilesWithin, type Tile } from '../images/tiles.ts'
import { toScreen, type Rotation, type View } from '../model/view.ts'

/** A part of the page as it is painted from one picture. */
export interface Cell {
  tile: Tile
  /** Where it lies on the canvas, in whole device pixels: two that lie side by side leave no seam and paint no pixel twice. */
  place: Bounds
  /** The best that is there of it: the tile itself, a coarser one around it, or null for no tile at all. */
  best: Tile | null
}

/** The upright rectangle of whole pixels of the canvas that a rectangle of the page covers at a view in pixels of that canvas. */
export function placeOnCanvas(view: View, { left, top, right, bottom }: Bounds): Bounds {
  const corner = (x: number, y: number) => toScreen(view, [x, y])
  const place = boundsOf([corner(left, top), corner(right, top), corner(right, bottom), corner(left, bottom)])
  return {
    left: Math.round(place.left),
    top: Math.round(place.top),
    right: Math.round(place.right),
    bottom: Math.round(place.bottom),
  }
}

/**
 * The parts of a page that a rectangle of it meets at one level, each with the best picture that is there: what a finer one covers is
 * not painted from a coarser one first, which took most of the time that painting took.
 */
export function cellsWithin(
  page: Pick<Page, 'width' | 'height'>,
  level: number,
  part: Bounds,
  view: View,
  isThere: (tile: Tile) => boolean,
): Cell[] {
  const levels = levelCount(page)
  const best = ({ column, row }: Tile): Tile | null => {
    for (let coarser = level; coarser < levels; coarser += 1) {
      const share = 2 ** (coarser - level)
      const tile = { level: coarser, column: Math.floor(column / share), row: Math.floor(row / share) }
      if (isThere(tile)) return tile
    }
    return null
  }
  return tilesWithin(page, level, part).map((tile) => ({
    tile,
    place: placeOnCanvas(view, tileBounds(page, tile)),
    best: best(tile),
  }))
}

/** Draws a picture that lies turned on the screen into an upright rectangle of the canvas, in the canvas's own pixels. */
export function drawTurned(
  context: CanvasRenderingContext2D,
  bitmap: CanvasImageSource,
  { left, top, right, bottom }: Bounds,
  rotation: Rotation,
): void {
  const [across, down] = [right - left, bottom - top]
  const turns: Record<Rotation, () => void> = {
    0: () => context.setTransform(1, 0, 0, 1, left, top),
    90: () => context.setTransform(0, 1, -1, 0, right, top),
    180: () => context.setTransform(-1, 0, 0, -1, right, bottom),
    270: () => context.setTransform(0, -1, 1, 0, left, bottom),
  }
  turns[rotation]()
  const sideways = rotation === 90 || rotation === 270
  context.drawImage(bitmap, 0, 0, sideways ? down : across, sideways ? across : down)
}

import type { Box } from './boxes.ts'

interface Item {
  index: number
  left: number
  right: number
  top: number
  bottom: number
}

/** Lines whose height they share by more than half stand in one row. */
function rowsOf(items: readonly Item[]): Item[][] {
  const rows: { items: Item[]; middle: number; height: number }[] = []
  for (const item of [...items].sort((a, b) => a.top + a.bottom - b.top - b.bottom || a.left - b.left)) {
    const middle = (item.top + item.bottom) / 2
    const height = item.bottom - item.top
    const row = rows.findLast(
      (other) =>
        Math.abs(middle - other.middle) < 0.45 * Math.min(height, other.height) &&
        other.items.every(({ left, right }) => Math.min(right, item.right) - Math.max(left, item.left) < 0.5 * height),
    )
    if (row) row.items.push(item)
    else rows.push({ items: [item], middle, height })
  }
  return rows.map((row) => row.items.sort((a, b) => a.left - b.left))
}

/**
 * The gap that parts two columns of running text: no line crosses it, both sides have at least four lines most of which are long. Labels
 * beside values, tables and portraits beside fields do not look like that and stay in rows.
 */
function gutterOf(items: readonly Item[]): number | null {
  if (items.length < 8) return null
  const sorted = [...items].sort((a, b) => a.left - b.left)
  const heights = items.map(({ top, bottom }) => bottom - top).sort((a, b) => a - b)
  const height = heights[Math.floor(heights.length / 2)]!
  const running = (side: readonly Item[]) => {
    if (side.length < 4) return false
    const long = side.filter(({ left, right }) => right - left > 8 * height)
    return long.length >= 0.6 * side.length
  }
  let reach = sorted[0]!.right
  for (let at = 1; at < sorted.length; at++) {
    const { left } = sorted[at]!
    if (left - reach > 0.8 * height && running(sorted.slice(0, at)) && running(sorted.slice(at)))
      return (left + reach) / 2
    reach = Math.max(reach, sorted[at]!.right)
  }
  return null
}

/** Splits where a line runs across the whole page (headings), then into columns, then into rows. */
function ordered(items: readonly Item[]): Item[] {
  const gutter = gutterOf(items)
  if (gutter !== null) {
    return [
      ...ordered(items.filter(({ right }) => right < gutter)),
      ...ordered(items.filter(({ right }) => right >= gutter)),
    ]
  }
  // A heading above two columns hides their gutter: look for one below each of the first rows, and above each of the last.
  const rows = rowsOf(items)
  for (let skip = 1; skip <= Math.min(4, rows.length - 4); skip++) {
    const rest = rows.slice(skip).flat()
    if (gutterOf(rest) !== null) return [...rows.slice(0, skip).flat(), ...ordered(rest)]
    const start = rows.slice(0, -skip).flat()
    if (gutterOf(start) !== null) return [...ordered(start), ...rows.slice(-skip).flat()]
  }
  return rows.flat()
}

/**
 * Reading order in the text's own direction: rows from top to bottom, in a row from left to right, columns of running text one after the
 * other. All boxes must run in (about) the same direction; the page's skew is that of its longest lines together.
 */
export function inReadingOrder(boxes: readonly Box[]): Box[] {
  let ux = 0
  let uy = 0
  for (const box of boxes) {
    ux += box.ux * box.halfWidth
    uy += box.uy * box.halfWidth
  }
  const length = Math.hypot(ux, uy) || 1
  ux /= length
  uy /= length
  const items = boxes.map((box, index): Item => {
    const along = box.x * ux + box.y * uy
    const across = box.y * ux - box.x * uy
    return {
      index,
      left: along - box.halfWidth,
      right: along + box.halfWidth,
      top: across - box.halfHeight,
      bottom: across + box.halfHeight,
    }
  })
  return ordered(items).map(({ index }) => boxes[index]!)
}

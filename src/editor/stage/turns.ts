/** So often the boxes give way to the page before they are painted with it. */
const GIVES_WAY = 2

/** What of the two large canvases a frame paints whole. */
export interface Turn {
  page: boolean
  boxes: boolean
  /** The boxes are due as well, in a frame after whatever else waits for the main thread had its turn. */
  boxesLater: boolean
}

interface Circumstances {
  /** What is on the canvases is turned otherwise: one must not be seen with the other's. */
  together: boolean
  /** The boxes have given way just now, and others have not had their turn yet. */
  waiting: boolean
  /** How often the boxes that are due have given way. */
  waited: number
}

/**
 * Page and boxes take half a frame each to be painted whole. Painted in one, and in another right after it, they would keep everything else
 * from the main thread for longer than it may stall (PERFORMANCE.md); each has a sheet of its own, so either shows right while the other is older.
 */
export function turnOf(due: { page: boolean; boxes: boolean }, { together, waiting, waited }: Circumstances): Turn {
  const apart = due.boxes && !together && (waiting || (due.page && waited < GIVES_WAY))
  return { page: due.page, boxes: due.boxes && !apart, boxesLater: apart }
}

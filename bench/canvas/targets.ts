/** What one contestant took at one number of boxes; milliseconds unless said otherwise. CPU is a frame's. */
export interface Figures {
  name: string
  boxes: number
  panMain: number
  panAll: number
  zoomMain: number
  zoomAll: number
  load: number
  click: number
  editMain: number
  heapMegabytes: number
  /** Share of sampled boxes that were seen on screenshots, at the first frame and after the gestures. */
  seen: number
}

export interface Target {
  what: string
  value: number
  bound: number
}

/** What the large page took. */
export interface LargePage {
  firstPaint: number
  longestStall: number
  heldMegabytes: number
}

/** Pan and zoom in one figure, as both were called equally often. */
export function mainOf({ panMain, zoomMain }: Figures): number {
  return (panMain + zoomMain) / 2
}

export function allOf({ panAll, zoomAll }: Figures): number {
  return (panAll + zoomAll) / 2
}

/** The targets of issue 5, "What must be shown", 3. */
export function targetsOf(ours: readonly Figures[], loop: readonly Figures[]): Target[] {
  const fewest = ours[0]!
  return ours.flatMap((figures, index) => {
    const { boxes, click, seen, editMain } = figures
    const bound = boxes > 5000 ? 1.3 : 1.2
    return [
      {
        what: `${boxes} boxes: main-thread CPU a frame, of the loop's`,
        value: mainOf(figures) / mainOf(loop[index]!),
        bound,
      },
      { what: `${boxes} boxes: click to painted, ms`, value: click, bound: 24 },
      { what: `${boxes} boxes: sampled boxes not seen`, value: 1 - seen, bound: 0.01 },
      ...(index === 0
        ? []
        : // Half as much again, or a millisecond: the noise of one edit.
          [
            {
              what: `${boxes} boxes: CPU of an edit over that at ${fewest.boxes}, ms`,
              value: editMain - fewest.editMain,
              bound: Math.max(1, fewest.editMain / 2),
            },
          ]),
    ]
  })
}

export function largePageTargets({ firstPaint, longestStall, heldMegabytes }: LargePage): Target[] {
  return [
    { what: '8192 x 8192: preview there to first paint, ms', value: firstPaint, bound: 110 },
    { what: '8192 x 8192: longest stall of the main thread, ms', value: longestStall, bound: 30 },
    { what: '8192 x 8192: decoded pictures held, MB', value: heldMegabytes, bound: 60 },
  ]
}

export function isMet({ value, bound }: Target): boolean {
  return value <= bound
}

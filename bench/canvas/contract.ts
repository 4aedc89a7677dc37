/** A box in image pixels: corners x0,y0 to x3,y3 from the top left one clockwise. */
export interface BenchBox {
  id: string
  quad: [number, number, number, number, number, number, number, number]
  /** 0..1 */
  confidence: number
  text: string | null
}

/** A page that has a preview and tiles beside its image, as the console's server gives them. */
export interface BenchPage {
  width: number
  height: number
  previewUrl: string
}

/** What a page of this benchmark offers as `window.__bench` (PERFORMANCE.md, "The bench page"). */
export interface Bench {
  /** Resolves once the first frame with the image and all boxes is drawn, the view fitted and centred. */
  load: (imageUrl: string, boxes: BenchBox[], page?: BenchPage) => Promise<void>
  /** Moves the view by CSS pixels; called once a frame. */
  panBy: (deltaX: number, deltaY: number) => void
  /** Zooms about a point of the viewport. */
  zoomAt: (x: number, y: number, factor: number) => void
  /** Resolve once drawn. */
  select: (index: number) => Promise<void>
  editLabel: (index: number, text: string) => Promise<void>
  /** How many boxes the last frame shows. */
  countDrawn: () => number
  /** How many frames were drawn so far. */
  frames: () => number
  /** -1 when none is. */
  selectedIndex: () => number
  /** Where the image lies: CSS pixels an image pixel, and the image's top left corner in the viewport. For the driver's looks at screenshots. */
  view: () => { scale: number; x: number; y: number }
  /** How much of the picture is there, since the frame before this one. */
  picture?: () => 'none' | 'preview' | 'full'
  /** Bytes of decoded pictures that are held. */
  heldBytes?: () => number
}

declare global {
  interface Window {
    __bench: Bench
  }
}

/** Resolves after the frame that is being made was painted. */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', () => resolve())
      port1.start()
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window
      port2.postMessage(null)
    })
  })
}

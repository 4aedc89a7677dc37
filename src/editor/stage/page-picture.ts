import type { Page } from '#contract/document'
import { boundsOf, type Bounds, type Point } from '#contract/geometry'
import type { PageImages } from '../images/page-images.ts'
import { levelFor, tileBounds, tileKey, tilesWithin, type Tile } from '../images/tiles.ts'
import { toPage, type View } from '../model/view.ts'
import { cellsWithin, drawTurned, placeOnCanvas, type Cell } from './page-cells.ts'
import type { Palette } from './palette.ts'
import { paintedPart, sheetSize, shownPart, viewOnSheet, type Sheet } from './sheet.ts'

/** Tiles asked for at the same time. */
const AT_ONCE = 6
/** Tiles are asked for so long after the page was painted, in milliseconds: decoding would take the processor from the frames that bring its boxes. */
const ASKED_AFTER = 40
/** Pixels are shown as pixels from this scale on: that is what one zooms in for. */
const PIXELS_FROM = 4

interface Listener {
  /** More of the picture is there. */
  changed: () => void
  /** None of it could be loaded. */
  missing: () => void
}

/**
 * The picture of one page: its preview first, then the whole of it, or of a large page the tiles of what is seen, in as many pixels as
 * the screen can show.
 */
export class PagePicture {
  readonly #images: PageImages
  readonly #listener: Listener
  #page: Page | null = null
  #preview: ImageBitmap | null = null
  /** All pixels first, then halves; empty for a page in tiles. */
  #levels: readonly ImageBitmap[] = []
  #failed = false
  /** What the sheet that was painted last should show, best first, and what of it arrived since. */
  #wanted: Tile[] = []
  #arrived: Tile[] = []
  /** The level of its tiles; null where the preview is as good. */
  #level: number | null = null
  #loading = new Set<Tile>()
  #asking: ReturnType<typeof setTimeout> | undefined
  #destroyed = false

  constructor(images: PageImages, listener: Listener) {
    this.#images = images
    this.#listener = listener
  }

  destroy(): void {
    this.#destroyed = true
    clearTimeout(this.#asking)
    this.#wanted = []
  }

  /** How much of the picture there is: `full` when nothing that could be seen at the painted view is still to come. */
  get state(): 'none' | 'preview' | 'full' {
    if (this.#levels.length > 0) return 'full'
    if (!this.#preview) return 'none'
    return this.#tiled && this.#loading.size === 0 && this.#wanted.length === 0 ? 'full' : 'preview'
  }

  /** True when nothing more is to come for what was painted last. */
  get complete(): boolean {
    return this.#failed || (this.state === 'full' && this.#arrived.length === 0)
  }

  get #tiled(): boolean {
    return this.#page !== null && this.#images.isTiled(this.#page)
  }

  show(page: Page | null): void {
    if (!page || this.#page?.imageUrl === page.imageUrl) return
    this.#page = page
    this.#preview = null
    this.#levels = []
    this.#failed = false
    this.#wanted = []
    this.#arrived = []
    this.#level = null
    clearTimeout(this.#asking)
    void this.#load(page)
  }

  async #load(page: Page): Promise<void> {
    const still = () => !this.#destroyed && this.#page === page
    const preview = await this.#images.preview(page).catch(() => null)
    if (!still()) return
    if (preview) {
      this.#preview = preview
      this.#listener.changed()
    }
    if (this.#images.isTiled(page)) {
      this.#failed = !preview
      if (!preview) this.#listener.missing()
      return
    }
    // Without the preview the full image may still come.
    const levels = await this.#images.whole(page).catch(() => null)
    if (!still()) return
    if (levels) this.#levels = levels
    else this.#failed = true
    if (levels || preview) this.#listener.changed()
    else this.#listener.missing()
  }

  /** Paints the sheet whole with what there is. */
  paint(context: CanvasRenderingContext2D, sheet: Sheet, palette: Palette): void {
    const { width, height } = sheetSize(sheet)
    context.clearRect(0, 0, width, height)
    const page = this.#page
    if (!page) return
    this.#onPart(context, sheet, (view) => {
      context.fillStyle = palette.paper
      context.fillRect(0, 0, page.width, page.height)
      if (this.#tiled && this.#preview) this.#paintTiles(context, page, sheet, view, this.#preview)
      else {
        const bitmap = this.#bitmapFor(page, view.scale)
        if (bitmap) context.drawImage(bitmap, 0, 0, page.width, page.height)
      }
    })
  }

  /** Paints what arrived since; the rest of the sheet stays. */
  paintArrived(context: CanvasRenderingContext2D, sheet: Sheet): void {
    const page = this.#page
    const level = this.#level
    const arrived = this.#arrived
    this.#arrived = []
    if (!page || level === null) return
    this.#onPart(context, sheet, (view) => {
      for (const tile of arrived) {
        // One that was asked for at another zoom paints over nothing that is finer.
        const key = tileKey(page, tile)
        const cells = this.#cellsOf(page, level, tileBounds(page, tile), view)
        for (const cell of cells) {
          if (cell.best && tileKey(page, cell.best) === key) this.#paintCell(context, page, cell, view)
        }
      }
    })
  }

  /** True when something arrived that `paintArrived` has not painted. */
  get hasArrived(): boolean {
    return this.#arrived.length > 0
  }

  /** Has the painted part of the sheet drawn on in page pixels. `draw` gets the view in pixels of the canvas. */
  #onPart(context: CanvasRenderingContext2D, sheet: Sheet, draw: (view: View) => void): void {
    const ratio = context.getTransform().a
    const onSheet = viewOnSheet(sheet)
    const view = { ...onSheet, scale: onSheet.scale * ratio, x: onSheet.x * ratio, y: onSheet.y * ratio }
    const { left, top, right, bottom } = paintedPart(sheet)
    context.save()
    context.beginPath()
    context.rect(left, top, right - left, bottom - top)
    context.clip()
    context.imageSmoothingEnabled = sheet.view.scale < PIXELS_FROM
    // Halves are at hand: two pixels are the most that become one, and no better way is worth its time.
    context.imageSmoothingQuality = 'low'
    context.setTransform(1, 0, 0, 1, view.x, view.y)
    context.rotate((view.rotation * Math.PI) / 180)
    context.scale(view.scale, view.scale)
    draw(view)
    context.restore()
  }

  /** The smallest picture of the whole page that has as many pixels as the screen shows, or the best there is. */
  #bitmapFor(page: Page, scale: number): ImageBitmap | null {
    const wanted = Math.min(1, scale) * page.width * 0.99
    const known = this.#preview ? [...this.#levels, this.#preview] : [...this.#levels]
    return known.filter(({ width }) => width >= wanted).at(-1) ?? known[0] ?? null
  }

  #paintTiles(context: CanvasRenderingContext2D, page: Page, sheet: Sheet, view: View, preview: ImageBitmap): void {
    this.#arrived = []
    // The preview is as good as the levels that are smaller.
    if (view.scale * Math.max(page.width, page.height) <= Math.max(preview.width, preview.height)) {
      this.#level = null
      this.#wanted = []
      context.drawImage(preview, 0, 0, page.width, page.height)
      return
    }
    const sight = partOf(viewOnSheet(sheet), shownPart(sheet))
    const level = levelFor(page, view.scale, sight)
    const painted = partOf(viewOnSheet(sheet), paintedPart(sheet))
    for (const cell of this.#cellsOf(page, level, painted, view)) this.#paintCell(context, page, cell, view)
    this.#level = level
    this.#wanted = tilesWithin(page, level, sight).filter((tile) => !this.#images.tileAtHand(page, tile))
    clearTimeout(this.#asking)
    this.#asking = setTimeout(() => this.#askFor(page), ASKED_AFTER)
  }

  /** Asks for what is wanted, a few at a time; what is no longer wanted is not asked for any more. */
  #askFor(page: Page): void {
    while (this.#loading.size < AT_ONCE && this.#wanted.length > 0) {
      const tile = this.#wanted.shift()!
      this.#loading.add(tile)
      void (async () => {
        const bitmap = await this.#images.tile(page, tile).catch(() => null)
        this.#loading.delete(tile)
        if (this.#destroyed || this.#page !== page) return
        if (bitmap) this.#arrived.push(tile)
        this.#askFor(page)
        this.#listener.changed()
      })()
    }
  }

  #cellsOf(page: Page, level: number, part: Bounds, view: View): Cell[] {
    return cellsWithin(page, level, part, view, (tile) => this.#images.tileAtHand(page, tile) !== null)
  }

  #paintCell(context: CanvasRenderingContext2D, page: Page, { tile, place, best }: Cell, view: View): void {
    const bitmap = best ? this.#images.tileAtHand(page, best) : this.#preview
    if (!bitmap) return
    const whole = { left: 0, top: 0, right: page.width, bottom: page.height }
    context.save()
    if (best?.level !== tile.level) {
      // The whole of the coarser picture, seen through the cell: a part cut out of it would show its edges.
      context.resetTransform()
      context.beginPath()
      context.rect(place.left, place.top, place.right - place.left, place.bottom - place.top)
      context.clip()
    }
    drawTurned(context, bitmap, placeOnCanvas(view, best ? tileBounds(page, best) : whole), view.rotation)
    context.restore()
  }
}

/** The upright rectangle of the page under a rectangle of the sheet. */
function partOf(view: View, { left, top, right, bottom }: Bounds): Bounds {
  const corner = (x: number, y: number): Point => toPage(view, [x, y])
  return boundsOf([corner(left, top), corner(right, top), corner(right, bottom), corner(left, bottom)])
}

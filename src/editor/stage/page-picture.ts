import type { Page } from '#contract/document'
import { boundsOf, type Bounds, type Point } from '#contract/geometry'
import type { PageImages } from '../images/page-images.ts'
import { levelFor, tileBounds, tilesWithin, type Tile } from '../images/tiles.ts'
import { toPage, type View } from '../model/view.ts'
import type { Palette } from './palette.ts'
import { sheetSize, viewOnSheet, type Sheet } from './sheet.ts'

/** Tiles asked for at the same time. */
const AT_ONCE = 6
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
  #loading = new Set<Tile>()
  #destroyed = false

  constructor(images: PageImages, listener: Listener) {
    this.#images = images
    this.#listener = listener
  }

  destroy(): void {
    this.#destroyed = true
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
    this.#onPage(context, sheet, (scale) => {
      context.fillStyle = palette.paper
      context.fillRect(0, 0, page.width, page.height)
      const bitmap = this.#bitmapFor(page, scale)
      if (bitmap) context.drawImage(bitmap, 0, 0, page.width, page.height)
      if (this.#tiled && this.#preview) this.#paintTiles(context, page, sheet, scale)
    })
  }

  /** Paints what arrived since; the rest of the sheet stays. */
  paintArrived(context: CanvasRenderingContext2D, sheet: Sheet): void {
    const page = this.#page
    const arrived = this.#arrived
    this.#arrived = []
    if (page) this.#onPage(context, sheet, () => this.#drawTiles(context, page, arrived))
  }

  /** True when something arrived that `paintArrived` has not painted. */
  get hasArrived(): boolean {
    return this.#arrived.length > 0
  }

  #onPage(context: CanvasRenderingContext2D, sheet: Sheet, draw: (scale: number) => void): void {
    const view = viewOnSheet(sheet)
    const scale = view.scale * context.getTransform().a
    context.save()
    context.translate(view.x, view.y)
    context.rotate((view.rotation * Math.PI) / 180)
    context.scale(view.scale, view.scale)
    context.imageSmoothingEnabled = view.scale < PIXELS_FROM
    // Halves are at hand: two pixels are the most that become one, and no better way is worth its time.
    context.imageSmoothingQuality = 'low'
    draw(scale)
    context.restore()
  }

  /** The smallest picture of the whole page that has as many pixels as the screen shows, or the best there is. */
  #bitmapFor(page: Page, scale: number): ImageBitmap | null {
    const wanted = Math.min(1, scale) * page.width * 0.99
    const known = this.#preview ? [...this.#levels, this.#preview] : [...this.#levels]
    return known.filter(({ width }) => width >= wanted).at(-1) ?? known[0] ?? null
  }

  #paintTiles(context: CanvasRenderingContext2D, page: Page, sheet: Sheet, scale: number): void {
    const view = viewOnSheet(sheet)
    const { width, height } = sheetSize(sheet)
    const { margin } = sheet
    const sight = partOf(view, { left: margin, top: margin, right: width - margin, bottom: height - margin })
    this.#arrived = []
    // The preview is as good as the levels that are smaller.
    if (scale * Math.max(page.width, page.height) <= Math.max(this.#preview!.width, this.#preview!.height)) {
      this.#wanted = []
      return
    }
    const level = levelFor(page, scale, sight)
    // A coarser tile that is there is better than the preview alone.
    for (let coarser = level + 2; coarser > level; coarser -= 1) {
      this.#drawTiles(context, page, tilesWithin(page, coarser, sight))
    }
    const wanted = tilesWithin(page, level, sight)
    this.#drawTiles(context, page, wanted)
    this.#wanted = wanted.filter((tile) => !this.#images.tileAtHand(page, tile))
    this.#askFor(page)
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

  #drawTiles(context: CanvasRenderingContext2D, page: Page, tiles: readonly Tile[]): void {
    for (const tile of tiles) {
      const bitmap = this.#images.tileAtHand(page, tile)
      if (!bitmap) continue
      const { left, top, right, bottom } = tileBounds(page, tile)
      context.drawImage(bitmap, left, top, right - left, bottom - top)
    }
  }
}

/** The upright rectangle of the page under a rectangle of the sheet. */
function partOf(view: View, { left, top, right, bottom }: Bounds): Bounds {
  const corner = (x: number, y: number): Point => toPage(view, [x, y])
  return boundsOf([corner(left, top), corner(right, top), corner(right, bottom), corner(left, bottom)])
}

import type { Page } from '#contract/document'

/** How many decoded previews are kept: the open document and the next two, a few pages each. */
const KEPT_PREVIEWS = 12
/** Full pages are large (an A4 scan at 300 dpi is 35 MB decoded): the one on the screen and the one before. */
const KEPT_FULL = 2

async function decode(url: string, signal?: AbortSignal): Promise<ImageBitmap> {
  const response = await fetch(url, { credentials: 'same-origin', ...(signal && { signal }) })
  if (!response.ok) throw new Error(`page image answered ${response.status}`)
  // createImageBitmap of a blob decodes outside the main thread.
  return createImageBitmap(await response.blob())
}

class BitmapCache {
  readonly #entries = new Map<string, Promise<ImageBitmap>>()
  readonly #kept: number

  constructor(kept: number) {
    this.#kept = kept
  }

  get(url: string): Promise<ImageBitmap> {
    const found = this.#entries.get(url)
    const entry = found ?? decode(url)
    this.#entries.delete(url)
    this.#entries.set(url, entry)
    if (!found) entry.catch(() => this.#entries.delete(url))
    // Dropped, not closed: a stage may still be drawing it; the browser frees it when nobody does.
    for (const old of [...this.#entries.keys()].slice(0, -this.#kept)) this.#entries.delete(old)
    return entry
  }
}

const previews = new BitmapCache(KEPT_PREVIEWS)
const fulls = new BitmapCache(KEPT_FULL)

/** The page at a longest side of 1024 pixels: there within a moment. */
export function previewOf(page: Page): Promise<ImageBitmap> {
  return previews.get(page.previewUrl)
}

/** The page with all of its pixels. */
export function fullImageOf(page: Page): Promise<ImageBitmap> {
  return fulls.get(page.imageUrl)
}

/** Has a page's preview decoded and its full image in the browser's cache before it is asked for. */
export async function prefetchPage(page: Page): Promise<void> {
  await previewOf(page)
  const response = await fetch(page.imageUrl, { credentials: 'same-origin', priority: 'low' })
  await response.arrayBuffer()
}

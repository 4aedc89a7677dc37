import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { intakeLimits } from '../../contract/intake-limits.ts'
import { CanvasFactory } from './pdf-canvas.ts'
import type { Line } from '../../contract/result.ts'
import { textLinesOf } from './pdf-text.ts'
import { breachProblem, pdfEncrypted, undecodable } from './problems.ts'
import type { RawPage } from './raw-page.ts'

/** Print of 6 points still has glyphs of 17 pixels; an A4 page has 3.9 megapixels. */
const dotsPerInch = 200
const pointsPerInch = 72

/** A plan in A0 is drawn with fewer dots, so that it fits; canvases also have a longest side. */
const maxPagePixels = 16_000_000
const maxPageSide = 16_384

const requireFrom = createRequire(import.meta.url)
const pdfjsRoot = dirname(requireFrom.resolve('pdfjs-dist/package.json'))
const folder = (name: string) => join(pdfjsRoot, name) + sep

export interface OpenPdf {
  pageCount: number
  /** @param index from 0 */
  render(index: number): Promise<RawPage>
  /** The page's own text in pixels of what `render` draws; null when it has none that can be seen. */
  text(index: number): Promise<Line[] | null>
  close(): Promise<void>
}

function open(bytes: Uint8Array) {
  return getDocument({
    // pdf.js takes the memory over.
    data: Uint8Array.from(bytes),
    CanvasFactory,
    cMapUrl: folder('cmaps'),
    standardFontDataUrl: folder('standard_fonts'),
    wasmUrl: folder('wasm'),
    iccUrl: folder('iccs'),
    isEvalSupported: false,
    enableXfa: false,
    useSystemFonts: false,
    disableFontFace: true,
    maxImageSize: intakeLimits.maxPixels,
    verbosity: VerbosityLevel.ERRORS,
  })
}

/** The scale at which a page of this size in points is drawn. */
export function scaleFor(width: number, height: number): number {
  const wanted = dotsPerInch / pointsPerInch
  return Math.min(wanted, Math.sqrt(maxPagePixels / (width * height)), maxPageSide / Math.max(width, height))
}

/** Counts colours (five bits a channel) among some thousand pixels spread over the page: text has tens of them, a photograph hundreds. */
function looksPhotographic(pixels: Uint32Array): boolean {
  const colours = new Set<number>()
  // A prime step, lest it falls on the same columns in every row.
  const step = Math.max(1, Math.floor(pixels.length / 40_000)) | 1
  for (let at = 0; at < pixels.length; at += step) colours.add(pixels[at]! & 0xf8f8f8)
  return colours.size > 400
}

/**
 * Opens a PDF for drawing. Nothing in it is run: no JavaScript, no XFA, no evaluated font programs.
 * @throws {ProblemError} `pdf-encrypted`, `image-undecodable`, `too-many-pages`
 */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const task = open(bytes)
  const document = await task.promise.catch(async (error: unknown) => {
    await task.destroy()
    const needsPassword = error instanceof Error && error.name === 'PasswordException'
    throw needsPassword ? pdfEncrypted() : undecodable('pdf', undefined, error)
  })
  const pageCount = document.numPages
  const { maxPages } = intakeLimits
  if (pageCount > maxPages) {
    await task.destroy()
    throw breachProblem({ code: 'too-many-pages', parameters: { pages: pageCount, maxPages } })
  }
  const factory = new CanvasFactory()

  async function pageAt(index: number) {
    const page = await document.getPage(index + 1)
    const size = page.getViewport({ scale: 1 })
    // The viewport is turned as /Rotate says: what is drawn stands upright.
    return { page, viewport: page.getViewport({ scale: scaleFor(size.width, size.height) }) }
  }

  async function text(index: number): Promise<Line[] | null> {
    const { page, viewport } = await pageAt(index)
    try {
      return await textLinesOf(page, viewport)
    } catch {
      // The page can be drawn all the same, and is then read from its pixels.
      return null
    } finally {
      page.cleanup()
    }
  }

  async function render(index: number): Promise<RawPage> {
    const { page, viewport } = await pageAt(index)
    const [width, height] = [viewport.width, viewport.height].map((side) => Math.max(1, Math.round(side))) as [
      number,
      number,
    ]
    const pageCanvas = factory.create(width, height)
    try {
      await page.render({ canvas: null, canvasContext: pageCanvas.context, viewport, background: '#ffffff' }).promise
      const data = Uint8Array.from(pageCanvas.canvas.data())
      const pixels = new Uint32Array(data.buffer)
      const blank = pixels.every((pixel) => pixel === 0xff_ff_ff_ff)
      return { width, height, data, blank, photographic: looksPhotographic(pixels) }
    } catch (error) {
      throw undecodable('pdf', index + 1, error)
    } finally {
      factory.destroy(pageCanvas)
      page.cleanup()
    }
  }

  return { pageCount, render, text, close: () => task.destroy() }
}

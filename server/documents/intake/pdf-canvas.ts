import { createRequire } from 'node:module'

/** Drawn with where neither the PDF nor the machine has a font that knows the character; OFL, part of our own dependencies. */
const fallbackFamily = 'Fieldproof CJK'

interface Canvas {
  width: number
  height: number
  /** The pixels, RGBA. */
  data(): Uint8Array
  getContext(kind: '2d'): CanvasRenderingContext2D
}

interface CanvasPackage {
  createCanvas(width: number, height: number): Canvas
  GlobalFonts: { registerFromPath(path: string, family: string): unknown }
}

/** pdf.js draws with its own copy of @napi-rs/canvas (paths and pictures of another copy would not fit), so that is the one to use. */
function loadCanvasPackage(): CanvasPackage {
  const ours = createRequire(import.meta.url)
  const pdfjs = createRequire(ours.resolve('pdfjs-dist/legacy/build/pdf.mjs'))
  const canvasPackage = pdfjs('@napi-rs/canvas') as CanvasPackage
  const font = ours.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf')
  canvasPackage.GlobalFonts.registerFromPath(font, fallbackFamily)
  return canvasPackage
}

let canvasPackage: CanvasPackage | undefined

/**
 * Chinese fonts are often not embedded (STSong-Light ...), and a canvas in Node does not look for another font by itself as a browser does: every
 * list of families gets the fall-back at its end.
 */
function addFallback(context: CanvasRenderingContext2D): void {
  const font = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(context), 'font')
  if (!font?.get || !font.set) return
  Object.defineProperty(context, 'font', {
    get: () => font.get?.call(context) as string,
    set: (value: string) => {
      font.set?.call(context, `${value}, "${fallbackFamily}"`)
    },
  })
}

export interface PageCanvas {
  canvas: Canvas
  context: CanvasRenderingContext2D
}

/** What pdf.js asks for a canvas (its BaseCanvasFactory). */
export class CanvasFactory {
  create(width: number, height: number): PageCanvas {
    canvasPackage ??= loadCanvasPackage()
    const canvas = canvasPackage.createCanvas(width, height)
    const context = canvas.getContext('2d')
    addFallback(context)
    return { canvas, context }
  }

  reset({ canvas }: PageCanvas, width: number, height: number): void {
    canvas.width = width
    canvas.height = height
  }

  destroy({ canvas }: PageCanvas): void {
    // Gives the pixels back at once instead of at the next collection.
    canvas.width = 0
    canvas.height = 0
  }
}

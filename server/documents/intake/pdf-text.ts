import { OPS, Util, type PDFPageProxy, type PageViewport } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Point, Quad } from '../../contract/geometry.ts'
import type { Line } from '../../contract/result.ts'

/** A run of text as one operation of the page shows it, in pixels of the upright page. */
interface Run {
  text: string
  /** Where its baseline begins, and the unit vector along it. */
  x: number
  y: number
  dx: number
  dy: number
  width: number
  /** Size of the em square, and how much of it lies above and below the baseline. */
  size: number
  above: number
  below: number
}

type Content = Awaited<ReturnType<PDFPageProxy['getTextContent']>>
type Item = Extract<Content['items'][number], { str: string }>

/** More runs than this no page of print has. */
const mostRuns = 20_000

function runOf(item: Item, styles: Content['styles'], viewport: PageViewport): Run | null {
  const style = styles[item.fontName]
  const [a, b, c, d, x, y] = Util.transform(viewport.transform, item.transform) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const size = Math.hypot(c, d)
  const length = Math.hypot(a, b)
  // Vertical writing runs down the page; its signs stand upright, which no line of ours does.
  if (style?.vertical || size < 1 || length === 0 || item.str.trim() === '') return null
  const { ascent = 0, descent = 0 } = style ?? {}
  return {
    text: item.str,
    x,
    y,
    dx: a / length,
    dy: b / length,
    width: item.width * viewport.scale,
    size,
    // Fonts that do not say have about these.
    above: ascent > 0.3 && ascent < 1.5 ? Math.min(ascent, 0.9) : 0.8,
    below: descent < 0 && descent > -0.6 ? Math.min(-descent, 0.25) : 0.15,
  }
}

/** Where a run begins and ends along a direction, and where its baseline lies across it. */
const place = ({ x, y, width }: Run, { dx, dy }: Run) => {
  const from = x * dx + y * dy
  return { from, to: from + width, base: y * dx - x * dy }
}

/** Gaps wider than this (in ems) part two lines, those wider than the second are blanks between words. */
const partedBy = 0.9
const wordGap = 0.18

/** Runs that stand beside each other on one baseline, from left to right; what is printed twice (for bold print) is kept once. */
function joined(runs: readonly Run[]): Run[][] {
  const lines: Run[][] = []
  const sorted = runs.toSorted((first, second) => place(first, first).from - place(second, second).from)
  for (const run of sorted) {
    const own = lines.findLast((line) => {
      const last = line.at(-1)!
      if (last.dx * run.dx + last.dy * run.dy < 0.99) return false
      const [here, before] = [place(run, last), place(last, last)]
      const em = Math.min(last.size, run.size)
      return Math.abs(here.base - before.base) < 0.3 * em && here.from - before.to < partedBy * em
    })
    const last = own?.at(-1)
    if (!own || !last) lines.push([run])
    else if (place(run, last).from - place(last, last).to > -0.4 * last.size) own.push(run)
    else if (last.text !== run.text) lines.push([run])
  }
  return lines
}

const wide = /[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/u
const narrow = /[iIljtfr1.,:;'!|()[\] ]/
const widthOf = (sign: string) => (wide.test(sign) ? 1 : narrow.test(sign) ? 0.32 : 0.56)

function quadBetween(run: Run, from: number, to: number): Quad {
  const at = (along: number, up: number): Point => [
    run.x + along * run.dx + up * run.size * run.dy,
    run.y + along * run.dy - up * run.size * run.dx,
  ]
  return [at(from, run.above), at(to, run.above), at(to, -run.below), at(from, -run.below)]
}

/** A line of the layer. A PDF says how wide a run is, not where each of its signs stands: they share it by their usual widths. */
function lineOf(runs: readonly Run[]): Line {
  const chars: Line['chars'] = []
  let before: Run | null = null
  for (const run of runs) {
    const gap = before ? place(run, before).from - place(before, before).to : 0
    const [left, right] = [chars.at(-1)?.text ?? '', Array.from(run.text)[0] ?? '']
    if (before && gap > wordGap * before.size && left !== ' ' && right !== ' ' && !wide.test(left) && !wide.test(right))
      chars.push({
        text: ' ',
        quad: quadBetween(before, before.width, before.width + gap),
        confidence: 1,
        alternatives: [],
      })
    const signs = Array.from(run.text)
    const total = signs.reduce((sum, sign) => sum + widthOf(sign), 0)
    let at = 0
    for (const sign of signs) {
      const next = at + (widthOf(sign) / total) * run.width
      chars.push({ text: sign, quad: quadBetween(run, at, next), confidence: 1, alternatives: [] })
      at = next
    }
    before = run
  }
  const inked = chars.filter(({ text }) => text.trim() !== '')
  const [first, last] = [inked[0]!.quad, inked.at(-1)!.quad]
  const text = chars
    .map((char) => char.text)
    .join('')
    .trim()
  return { text, page: 0, quad: [first[0], last[1], last[2], first[3]], confidence: 1, chars }
}

/** Text rendering mode 3 (ISO 32000-1, 9.3.6) shows nothing: so OCR programs lay what they read over a scan. */
const invisibleMode = 3

const showing = new Set<number>([
  OPS.showText,
  OPS.showSpacedText,
  OPS.nextLineShowText,
  OPS.nextLineSetSpacingShowText,
])

/** Whether most of a page's text is shown invisibly. */
async function isInvisible(page: PDFPageProxy): Promise<boolean> {
  const { fnArray, argsArray } = await page.getOperatorList()
  let mode = 0
  const saved: number[] = []
  const counts = { shown: 0, hidden: 0 }
  for (const [index, operation] of fnArray.entries()) {
    if (operation === OPS.save) saved.push(mode)
    else if (operation === OPS.restore) mode = saved.pop() ?? 0
    else if (operation === OPS.setTextRenderingMode) mode = (argsArray[index] as number[])[0] ?? 0
    else if (showing.has(operation)) counts[mode === invisibleMode ? 'hidden' : 'shown'] += 1
  }
  return counts.hidden > counts.shown
}

/**
 * The lines that a page's own text says, where they stand on the page as it is drawn; `page` of each is 0 and its characters stand only about where they are.
 * Null when it has none, or one that is not meant to be seen.
 */
export async function textLinesOf(page: PDFPageProxy, viewport: PageViewport): Promise<Line[] | null> {
  const { items, styles } = await page.getTextContent()
  const runs = items.slice(0, mostRuns).flatMap((item) => ('str' in item ? (runOf(item, styles, viewport) ?? []) : []))
  if (runs.length === 0 || (await isInvisible(page))) return null
  return joined(runs).map(lineOf)
}

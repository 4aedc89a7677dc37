import { areaOf, boundsOf, quadOfBounds, type Quad } from '../../contract/geometry.ts'
import type { Field, Region } from '../../contract/result.ts'
import type { SealLine, SealReading } from '../reading.ts'
import { confidenceOf, fieldOf } from './field.ts'
import { onBestPage } from './form.ts'
import { heightOf, middleOf } from './geometry.ts'
import { sealRegion, sealsOf } from './seal-regions.ts'
import { glyphsOf, splitAtGaps, textOf, type Glyph, type TextPage } from './text-stream.ts'

/** Signs of seals; what a rim or a star is misread as is none of them. */
const seal = /[\p{Script=Han}\p{L}\p{N}()（）]/u

/** Straight lines of print inside a circle, rim and its signs left out. */
function innerRuns(page: TextPage, [x, y]: readonly [number, number], radius: number): Glyph[][] {
  const inside = ({ character }: Glyph) => {
    const { left, right, top, bottom } = boundsOf(character.quad)
    const [across, down] = [Math.abs((left + right) / 2 - x) / radius, ((top + bottom) / 2 - y) / radius]
    // Below the star a line reaches further out than the inner edge of the ring, whose signs stand at the top.
    const near = Math.hypot(across, down) < 0.52 || (across < 0.68 && down > 0.15 && down < 0.75)
    return near && bottom - top < 0.6 * radius
  }
  return page.rows
    .flatMap(({ glyphs }) => splitAtGaps(glyphs.filter(inside), 2))
    .filter(
      (run) =>
        run.length >= 2 &&
        run.every(({ text }) => seal.test(text)) &&
        run.some(({ text }) => /\p{Script=Han}/u.test(text)),
    )
}

/** The place below the star, read without detection: the line there is often not detected, or with a sign of the rim. */
async function lookBelowStar(page: TextPage, [x, y]: readonly [number, number], radius: number): Promise<Glyph[]> {
  const box = { left: x - 0.66 * radius, right: x + 0.66 * radius, top: y + 0.43 * radius, bottom: y + 0.68 * radius }
  const quad: Quad = [
    [box.left, box.top],
    [box.right, box.top],
    [box.right, box.bottom],
    [box.left, box.bottom],
  ]
  const readings = await page.look(quad, [{}, { padding: 0.12 }, { padding: -0.08 }])
  const best = readings.toSorted((first, second) => second.confidence - first.confidence)[0]
  if (!best || best.confidence < 0.75) return []
  const run = glyphsOf(best.chars, page.frame, -1).filter(({ text }) => seal.test(text))
  return run.filter(({ text }) => /\p{Script=Han}/u.test(text)).length >= 3 ? run : []
}

/** Lines of a page that has no round seal: of a square or oval one, the print itself. Only short lines of Chinese, all close together. */
function straightSeal(page: TextPage): Glyph[][] {
  const runs = page.rows
    .flatMap(({ glyphs }) => splitAtGaps(glyphs, 2))
    .filter((run) => run.some(({ text }) => /\p{Script=Han}/u.test(text)))
  // Sentences are a letter, not a seal.
  const isLetter = runs.some((run) => run.length > 24 || run.some(({ text }) => /[,，。;；]/.test(text)))
  return runs.length <= 5 && !isLetter ? runs : []
}

/** Signs of a seal that belong to its text: from the first to the last that may, opening brackets without their end left out. */
function textGlyphs(page: TextPage, chars: SealLine['chars']): Glyph[] {
  return glyphsOf(chars, page.frame, -1).filter(({ text }) => seal.test(text))
}

/** A person's seal has its signs in two columns, read from the right. */
function framedText(page: TextPage, lines: readonly SealLine[]): { value: string; runs: Glyph[][] } {
  const runs = lines.map(({ chars }) => glyphsOf(chars, page.frame, -1)).filter((run) => run.length > 0)
  const [upper, lower] = runs
  if (runs.length === 2 && upper!.length === 2 && lower!.length === 2) {
    const [a, b, c, d] = [upper![1]!, lower![1]!, upper![0]!, lower![0]!]
    return {
      value: textOf([a, b, c, d]),
      runs: [
        [a, b],
        [c, d],
      ],
    }
  }
  return { value: runs.map(textOf).join(''), runs }
}

/** The lines inside a round seal: as the seal's own reading has them, else those of the page that stand there. */
async function innerLines(page: TextPage, reading: SealReading): Promise<Glyph[][]> {
  if (reading.inner) return reading.inner.map(({ chars }) => textGlyphs(page, chars))
  const inner = innerRuns(page, reading.centre, reading.radius)
  const below = await lookBelowStar(page, reading.centre, reading.radius)
  // The longer reading of the line below the star counts.
  const other = inner.findIndex(
    (run) => middleOf(run[0]!) > reading.centre[1] + 0.3 * reading.radius && page.frame.angle < 0.2,
  )
  if (below.length > 0 && other < 0) inner.push(below)
  else if (other >= 0 && below.length > inner[other]!.length) inner[other] = below
  return inner
}

/**
 * Kind `stamp`: of every seal the name along its rim (`stamp_text`, the ring unrolled and read as a line), then the straight lines inside and the number along the
 * lower rim (`other_text`); of a framed one its lines. A seal that nobody can read is a region and no field. A page without a seal that was seen, but with no
 * more than a few lines, is taken for a seal of straight lines.
 */
export const extractStamp = onBestPage(async (page, { inspect }) => {
  const fields: Field[] = []
  const regions: Region[] = []
  const add = (key: string, value: string, runs: Glyph[][], quads?: Quad[]) =>
    fields.push(fieldOf(key, { value, runs, page: page.index, ...(quads && { quads }) }))
  for (const reading of await sealsOf({ ...(inspect && { inspect }) })) {
    if (reading.shape === 'square') {
      const { value, runs } = framedText(page, reading.inner ?? [])
      if (/\p{Script=Han}{2}/u.test(value)) add('stamp_text', value, runs, [reading.quad])
      regions.push(sealRegion({ ...reading, text: value, confidence: confidenceOf(runs.flat()) ?? 0 }, page.index))
      continue
    }
    const glyphs = textGlyphs(page, reading.chars)
    const value = textOf(glyphs)
    // The star and a double rim are read as a sign or two now and then: a name has more.
    const isName = value.length >= 4 && /\p{Script=Han}{3}/u.test(value)
    const inner = isName || reading.inner ? await innerLines(page, reading) : []
    if (!isName && inner.length === 0) continue
    if (isName) add('stamp_text', value, [glyphs], [reading.quad])
    regions.push(
      sealRegion({ ...reading, text: isName ? value : '', confidence: confidenceOf(glyphs) ?? 0 }, page.index),
    )
    for (const run of inner) add('other_text', textOf(run), [run])
  }
  if (fields.length > 0) return { fields, regions }
  const runs = straightSeal(page).toSorted((first, second) => middleOf(first[0]!) - middleOf(second[0]!))
  if (regions.length > 0 || runs.length === 0 || areaOf(runs[0]![0]!.character.quad) <= 0) return { fields, regions }
  const value = runs.map(textOf).join('')
  const quads = runs.map((run) =>
    page.frame.quadOf({
      left: run[0]!.left,
      right: run.at(-1)!.right,
      top: middleOf(run[0]!) - heightOf(run[0]!) / 2,
      bottom: middleOf(run[0]!) + heightOf(run[0]!) / 2,
    }),
  )
  const quad = quadOfBounds(boundsOf(...quads))
  add('stamp_text', value, runs)
  regions.push({ kind: 'stamp', page: page.index, quad, text: value, confidence: confidenceOf(runs.flat()) })
  return { fields, regions }
})

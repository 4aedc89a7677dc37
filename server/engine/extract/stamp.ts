import { areaOf, boundsOf, type Quad } from '../../contract/geometry.ts'
import type { Field, Region } from '../../contract/result.ts'
import { confidenceOf, fieldOf } from './field.ts'
import { onBestPage } from './form.ts'
import { heightOf, middleOf } from './geometry.ts'
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
  return runs.length <= 5 ? runs : []
}

/**
 * Kind `stamp`: of every round seal the name along its rim (`stamp_text`, the ring unrolled and read as a line) and the straight lines inside (`other_text`).
 * A page without a round seal, but with no more than a few lines, is taken for a seal of straight lines.
 */
export const extractStamp = onBestPage(async (page, { inspect }) => {
  const fields: Field[] = []
  const regions: Region[] = []
  for (const reading of (await inspect?.('seals')) ?? []) {
    const glyphs = glyphsOf(reading.chars, page.frame, -1).filter(({ text }) => seal.test(text))
    const value = glyphs.map(({ text }) => text).join('')
    // The star and a double rim are read as a sign or two now and then: a name has more.
    if (value.length < 4 || !/\p{Script=Han}{3}/u.test(value)) continue
    const confidence = confidenceOf(glyphs)
    fields.push(fieldOf('stamp_text', { value, runs: [glyphs], page: page.index, quads: [reading.quad], confidence }))
    regions.push({ kind: 'stamp', page: page.index, quad: reading.quad, text: value, confidence })
    const inner = innerRuns(page, reading.centre, reading.radius)
    const below = await lookBelowStar(page, reading.centre, reading.radius)
    // The longer reading of the line below the star counts.
    const other = inner.findIndex(
      (run) => middleOf(run[0]!) > reading.centre[1] + 0.3 * reading.radius && page.frame.angle < 0.2,
    )
    if (below.length > 0 && other < 0) inner.push(below)
    else if (other >= 0 && below.length > inner[other]!.length) inner[other] = below
    for (const run of inner) {
      fields.push(fieldOf('other_text', { value: textOf(run), runs: [run], page: page.index }))
    }
  }
  if (fields.length > 0) return { fields, regions }
  const runs = straightSeal(page).toSorted((first, second) => middleOf(first[0]!) - middleOf(second[0]!))
  if (runs.length === 0 || areaOf(runs[0]![0]!.character.quad) <= 0) return { fields }
  const value = runs.map(textOf).join('')
  const quads = runs.map((run) =>
    page.frame.quadOf({
      left: run[0]!.left,
      right: run.at(-1)!.right,
      top: middleOf(run[0]!) - heightOf(run[0]!) / 2,
      bottom: middleOf(run[0]!) + heightOf(run[0]!) / 2,
    }),
  )
  const bounds = boundsOf(...quads)
  fields.push(fieldOf('stamp_text', { value, runs, page: page.index }))
  regions.push({
    kind: 'stamp',
    page: page.index,
    quad: [
      [bounds.left, bounds.top],
      [bounds.right, bounds.top],
      [bounds.right, bounds.bottom],
      [bounds.left, bounds.bottom],
    ],
    text: value,
    confidence: confidenceOf(runs.flat()),
  })
  return { fields, regions }
})

import type { View } from '../reading.ts'
import { around, heightOf } from './geometry.ts'
import { glyphsOf, type Glyph, type TextPage } from './text-stream.ts'
import { readingsOf } from './values.ts'

/** A sign read less surely than this is looked at again. */
const sureEnough = 0.8
/** Without the lines of the ground, in crops of different air and width: each alone errs on other signs. */
const views: readonly View[] = [
  { channel: 'black' },
  { channel: 'black', padding: 0.12 },
  { channel: 'black', padding: -0.08, stretch: 0.88 },
]
/** What the first reading held for less likely than this is a guess of the closer look. */
const leastAtFirst = 0.08
/** Most signs that are looked at at once. */
const mostSigns = 40

/**
 * A run of print with its unsure signs put right: the run is read again without the pattern of its ground, and each unsure sign becomes the one that all
 * readings together hold for likeliest. Readings with other signs than the run's beside the unsure ones say nothing about it.
 */
export async function withUnsureSigns(page: TextPage, run: readonly Glyph[]): Promise<Glyph[]> {
  const unsure = run.flatMap(({ character }, index) => (character.confidence < sureEnough ? [index] : []))
  if (unsure.length === 0 || run.length > mostSigns) return [...run]
  const box = around(run)
  const air = 0.15 * heightOf(box)
  const readings = await page.look(page.frame.quadOf({ ...box, left: box.left - air, right: box.right + air }), views)
  const votes = new Map(unsure.map((index) => [index, new Map<string, number>()]))
  const tops = new Map(unsure.map((index) => [index, new Set<string>()]))
  const add = (index: number, glyph: Glyph) => {
    const own = votes.get(index)!
    for (const { text, confidence } of readingsOf(glyph)) own.set(text, (own.get(text) ?? 0) + confidence)
  }
  for (const index of unsure) add(index, run[index]!)
  for (const { chars } of readings) {
    const glyphs = glyphsOf(chars, page.frame, run[0]!.line)
    const same =
      glyphs.length === run.length && glyphs.every(({ text }, index) => votes.has(index) || text === run[index]!.text)
    if (!same) continue
    for (const index of unsure) {
      add(index, glyphs[index]!)
      tops.get(index)!.add(glyphs[index]!.text)
    }
  }
  return run.map((glyph, index) => {
    const sorted = Array.from(votes.get(index) ?? []).toSorted((first, second) => second[1] - first[1])
    const [text = glyph.text] = sorted[0] ?? []
    const first = readingsOf(glyph).find((own) => own.text === text)?.confidence ?? 0
    // Closer looks that disagree among themselves see no better.
    if (text === glyph.text || first < leastAtFirst || tops.get(index)!.size !== 1) return glyph
    const total = sorted.reduce((sum, [, weight]) => sum + weight, 0)
    const alternatives = sorted.slice(1, 4).map(([other, weight]) => ({ text: other, confidence: weight / total }))
    const character = { ...glyph.character, text, confidence: sorted[0]![1] / total, alternatives }
    return { ...glyph, text, character }
  })
}

import type { Field } from '../../contract/result.ts'
import { fieldOf } from './field.ts'
import { onBestPage } from './form.ts'
import { heightOf } from './geometry.ts'
import { findAll } from './spelling.ts'
import { splitAtGaps, textOf, type Glyph } from './text-stream.ts'

const phonePattern = /1[3-9]\d{9}(?!\d)|\(?0\d{2,3}\)?-?\d{7,8}(?!\d)|400-?\d{3,4}-?\d{3,4}/dg
const addressPattern = /(?:路|街|巷|道|里|村|镇|大厦|广场|小区|苑|园).*(?:\d+号?|层|楼|室|栋|幢|铺)/
const addressLabel = /^(?:地址|店址)[:：]?/

/** What is at least this share of the largest print on the picture belongs to the sign. */
const signShare = 0.6

/**
 * The texts of a row: parted where a gap is wide, or much wider than those between the signs of one name. A sign's own signs stand apart evenly, often by half
 * their width.
 */
function textsOf(glyphs: readonly Glyph[]): Glyph[][] {
  const texts: Glyph[][] = []
  for (const run of splitAtGaps(glyphs, 1.8)) {
    const gaps = run.slice(1).map((glyph, index) => glyph.left - run[index]!.right)
    const usual = gaps.toSorted((first, second) => first - second)[gaps.length >> 1] ?? 0
    let text: Glyph[] = []
    for (const [index, glyph] of run.entries()) {
      const gap = gaps[index - 1]
      const wide =
        gap !== undefined && gap > 0.6 * heightOf(glyph) && gap > 2.5 * Math.max(usual, 0) + 0.1 * heightOf(glyph)
      // Blanks part Latin words of one text.
      const latin = /[\p{Script=Latin}\d:：-]/u.test(glyph.text) || /[:：]/.test(text.at(-1)?.text ?? '')
      if (wide && !latin) {
        texts.push(text)
        text = []
      }
      text.push(glyph)
    }
    texts.push(text)
  }
  return texts
}

/**
 * Kind `signboard`. The largest print is the sign's; numbers and addresses are told by their form; the rest is other text. `brand` is the largest
 * sign as it stands there: no list of brands is looked up.
 */
export const extractSignboard = onBestPage(async (page) => {
  const fields: Field[] = []
  const add = (key: string, value: string, run: readonly Glyph[]) =>
    fields.push(fieldOf(key, { value, runs: [run], page: page.index }))
  const runs = page.rows
    .flatMap(({ glyphs }) => textsOf(glyphs))
    .map((run) => ({
      run,
      text: textOf(run).trim(),
      height: run.map(heightOf).toSorted((a, b) => a - b)[Math.floor(run.length / 2)]!,
    }))
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
  const tallest = Math.max(0, ...runs.map(({ height }) => height))
  const signs = runs.filter(({ height, text }) => height >= signShare * tallest && text.length >= 2)
  const widest = signs.toSorted(
    (first, second) => second.height * second.text.length - first.height * first.text.length,
  )[0]
  if (widest) add('brand', widest.text, widest.run)
  for (const { run, text, height } of runs) {
    const phones = findAll(run, phonePattern)
    for (const phone of phones) add('phone', phone.text, phone.glyphs)
    if (phones.length > 0) continue
    if (height >= signShare * tallest) add('sign_name', text, run)
    else if (addressPattern.test(text)) {
      const skip = addressLabel.exec(text)?.[0].length ?? 0
      add('address', text.slice(skip), run.slice(skip))
    } else if (!/SPECIMEN/.test(text)) add('other_text', text, run)
  }
  return { fields }
})

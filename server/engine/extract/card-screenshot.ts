import { areaOf, quadOfBounds, type Quad } from '../../contract/geometry.ts'
import type { Field } from '../../contract/result.ts'
import type { OutlineReading, QualityReading } from '../reading.ts'
import { regionOf } from './card-place.ts'
import { fieldOf } from './field.ts'
import { onBestPage } from './form.ts'
import { textOf, type TextPage } from './text-stream.ts'

/** Below this variance of the Laplacian the sharpest parts of a picture of 1400 pixels have no edges: set between sharp and blurred specimens. */
export const leastSharpness = 120
/** Ratio of the strongest periodic spot to its surroundings at which the score is 50 of 100: set between photographs of paper and of screens. */
export const moireAtHalf = 100

/** Words that only identity documents, licences and bank cards bear. */
const cardWords =
  /居民身份证|公民身份号码|签发机关|机动车驾驶证|机动车行驶证|准驾车型|号牌号码|护照|PASSPORT|IDENTITY\s?CARD|常住人口登记卡|银行|UnionPay|VISA|VALID\s?THRU|营业执照|P<[A-Z]{3}/i

/** Width over height of ID-1 cards is 1.586 (ISO/IEC 7810), of licences 1.47, of passports' pages 1.42; a photograph tilts all of them a little. */
const cardAspect = (aspect: number) => aspect > 1.3 && aspect < 1.8

export function isCard(page: Pick<TextPage, 'width' | 'height' | 'rows'>, { outlineAspect }: QualityReading): boolean {
  const text = page.rows.map(({ glyphs }) => textOf(glyphs)).join('\n')
  if (cardWords.test(text.replaceAll(' ', '')) || cardWords.test(text)) return true
  // Without words that tell: a shape like a card's that bears a few lines of print.
  const aspect = outlineAspect ?? page.width / page.height
  return page.rows.length >= 3 && page.rows.length <= 20 && (cardAspect(aspect) || cardAspect(1 / aspect))
}

/** 0 to 100: a logistic curve over the logarithm of the ratio. */
export function recaptureScore({ moire }: Pick<QualityReading, 'moire'>): number {
  return 100 / (1 + Math.exp(-3 * Math.log(Math.max(1, moire) / moireAtHalf)))
}

/** Outlines less sure than this, or smaller than this share of the picture, are not the card's. */
const leastOutline = 0.5
const leastShare = 0.2

/** Where the card lies: its outline, or the whole of a picture that was cropped to it. */
export function cardPlace(
  { width, height }: Pick<TextPage, 'width' | 'height'>,
  outlines: readonly OutlineReading[],
): Quad {
  const found = outlines.find(({ quad, score }) => score >= leastOutline && areaOf(quad) >= leastShare * width * height)
  return found?.quad ?? quadOfBounds({ left: 0, top: 0, right: width, bottom: height })
}

/**
 * Kind `card-screenshot`, measured and not learned: blur by the variance of the Laplacian, a card by its words or its outline, a photograph of a screen by
 * the periodic pattern that its grid leaves in the spectrum. These are heuristics: a screen photographed without moiré is not seen, and no score of a
 * trained detector is claimed. Nothing is answered where the pixels cannot be looked at.
 */
export const extractCardScreenshot = onBestPage(async (page, { inspect }) => {
  const quality = await inspect?.('quality')
  if (!quality) return { fields: [] }
  const score = recaptureScore(quality)
  const field = (key: string, value: string, raw: string): Field =>
    fieldOf(key, { value, runs: [], page: page.index, raw, confidence: null })
  const card = isCard(page, quality)
  const outlines = card ? ((await inspect?.('outlines')) ?? []) : []
  return {
    regions: card ? [regionOf('card', page.index, cardPlace(page, outlines))] : [],
    fields: [
      field('is_card', String(card), String(quality.outlineAspect)),
      field('is_blurred', String(quality.sharpness < leastSharpness), quality.sharpness.toFixed(1)),
      field('is_recaptured', String(score >= 50), quality.moire.toFixed(2)),
      field('recapture_score', score.toFixed(2), quality.moire.toFixed(2)),
    ],
  }
})

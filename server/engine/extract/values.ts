import { splitAtGaps, type Glyph } from './text-stream.ts'

const han = /^\p{Script=Han}$/u
/** The dots that stand between the parts of a name, in every form in which they are read. */
const dots = /^[·•・‧∙⋅.]$/

export const isHan = (glyph: Glyph) => han.test(glyph.text)

/** One printed dot, whatever it was read as: U+00B7, the form that ID cards and NFKC keep. */
export const middleDot = '·'

/** 一 is often read as a dash; beside Chinese signs a stroke of that width is no dash. */
function isOne(glyph: Glyph, run: readonly Glyph[]): boolean {
  if (!/^[-—–‐ー_]$/.test(glyph.text)) return false
  const widths = run.filter(isHan).map(({ left, right }) => right - left)
  return widths.length > 0 && glyph.right - glyph.left > 0.3 * Math.max(...widths)
}

/** A Chinese personal name: its signs and middle dots, without stray signs at either end. Empty when there is none. */
export function chineseName(glyphs: readonly Glyph[]): { value: string; glyphs: Glyph[] } {
  // Signs of a name may be spread, but not across the card into the portrait.
  for (const run of splitAtGaps(glyphs, 2.6)) {
    const part = run.map((glyph) => (isOne(glyph, run) ? { ...glyph, text: '一' } : glyph))
    const kept = part.filter((glyph) => isHan(glyph) || dots.test(glyph.text))
    while (kept.length > 0 && !isHan(kept.at(-1)!)) kept.pop()
    while (kept.length > 0 && !isHan(kept[0]!)) kept.shift()
    if (kept.length === 0) continue
    return { value: kept.map((glyph) => (isHan(glyph) ? glyph.text : middleDot)).join(''), glyphs: kept }
  }
  return { value: '', glyphs: [] }
}

/** A glyph's readings with their probabilities, its own first. */
export function readingsOf(glyph: Glyph): { text: string; confidence: number }[] {
  const own = { text: glyph.text, confidence: glyph.character.confidence }
  const others = glyph.character.alternatives.map(({ text, confidence }) => ({
    text: text.normalize('NFKC'),
    confidence,
  }))
  return [own, ...others]
}

/** The value among `allowed` that one glyph reads as: its own reading, else the likeliest alternative. */
export function oneOf(glyph: Glyph, allowed: readonly string[]): string | null {
  return readingsOf(glyph).find(({ text }) => allowed.includes(text))?.text ?? null
}

/**
 * The entry of a list that glyphs spell, allowing for misread signs: alternatives of the engine count little, other signs a whole. Null when
 * nothing in the list is near enough or two entries are equally near.
 */
export function fromList(glyphs: readonly Glyph[], list: readonly string[]): string | null {
  const readings = glyphs.map((glyph) => new Set(readingsOf(glyph).map(({ text }) => text)))
  let best: string | null = null
  let least = Infinity
  for (const entry of list) {
    if (entry.length !== glyphs.length) continue
    let cost = 0
    for (const [index, glyph] of glyphs.entries()) {
      if (glyph.text === entry[index]) continue
      cost += readings[index]!.has(entry[index]!) ? 0.3 : 1
    }
    if (cost < least) {
      least = cost
      best = entry
    } else if (cost === least) best = null
  }
  return least <= 0.34 * glyphs.length ? best : null
}

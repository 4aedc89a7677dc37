import type { Character, Line } from '../../contract/result.ts'
import { textOf, type Glyph, type PageContext } from './text-stream.ts'

const han = /\p{Script=Han}/u
/** What stands behind a Chinese clause: a Chinese sign, or a closing mark of one. */
const afterClause = /[\p{Script=Han}”’」』》）〕】]/u
const latin = /[\p{Script=Latin}\d]/u
/** The full stop of Chinese print, which is a small circle, and the dots that the model takes it for in small or heavy print. */
const stops = ['。', '.', '．']
const commas = ['，', ',']
/** Of what the model saw: from this share on it was a dot, or the comma of lists. A comma that is one is read with nearly all of the probability. */
const leastStop = 0.25
const leastListComma = 0.2
/** Words of 于 behind which 干 is no word: the two differ in a hook that light print loses. */
const beforeYu = /[关由对至位属基源处终将鉴限等归敢集勇]$/u

const shareOf = ({ text, confidence, alternatives }: Character, signs: readonly string[]) =>
  [{ text, confidence }, ...alternatives].reduce((sum, one) => sum + (signs.includes(one.text) ? one.confidence : 0), 0)

/** The same character read as another sign; what was read stays as an alternative. */
function readAs(character: Character, text: string, confidence: number): Character {
  const others = character.alternatives.filter((other) => other.text !== text)
  return {
    ...character,
    text,
    confidence: Math.min(1, confidence),
    alternatives: [{ text: character.text, confidence: character.confidence }, ...others]
      .slice(0, 3)
      .toSorted((first, second) => second.confidence - first.confidence),
  }
}

function inContext(character: Character, before: string, after: string): Character {
  const { text } = character
  if (text === '干' && beforeYu.test(before)) {
    const share = shareOf(character, ['于'])
    return share > 0.002 ? readAs(character, '于', Math.max(share, 0.5)) : character
  }
  if (!stops.includes(text) && !commas.includes(text)) return character
  // Between Latin signs and figures a dot is a dot.
  if (!afterClause.test(before) || (latin.test(after) && !commas.includes(text))) return character
  const stop = shareOf(character, stops)
  if (text !== '。' && stop >= leastStop) return readAs(character, '。', stop)
  const listComma = shareOf(character, ['、'])
  if (commas.includes(text) && listComma >= leastListComma) return readAs(character, '、', listComma)
  return text === ',' && (after === '' || han.test(after)) ? readAs(character, '，', character.confidence) : character
}

/** A line with the marks that Chinese print has where the model saw their like: 。 for a dot behind a Chinese sign, 、 for a doubtful comma, ， for a narrow one. */
export function withChineseMarks(line: Line): Line {
  if (!han.test(line.text)) return line
  const inked = line.chars.filter(({ text }) => text.trim() !== '')
  const places = new Map(inked.map((character, index) => [character, index]))
  let changed = false
  const chars = line.chars.map((character) => {
    const index = places.get(character)
    // A text layer is certain of what it says.
    const certain = character.confidence === 1 && character.alternatives.length === 0
    if (index === undefined || certain) return character
    const own = inContext(character, inked[index - 1]?.text ?? '', inked[index + 1]?.text ?? '')
    changed ||= own !== character
    return own
  })
  return changed ? { ...line, chars, text: chars.map(({ text }) => text).join('') } : line
}

/** A page whose lines have Chinese marks, for the kinds whose result is text. */
export function withMarks(context: PageContext): PageContext {
  const { reading } = context
  return { ...context, reading: { ...reading, lines: reading.lines.map(withChineseMarks) } }
}

/** Full-width marks, which belong to Chinese print; figures and letters are better had in their usual width. */
const fullWidth = /^[，：；！？（）]$/

/** The text of glyphs as it is printed, where `textOf` has marks in the width that values are compared in. */
export const printedText = (glyphs: readonly Glyph[]): string =>
  textOf(
    glyphs.map((glyph) => (fullWidth.test(glyph.character.text) ? { ...glyph, text: glyph.character.text } : glyph)),
  )

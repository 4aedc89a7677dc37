import { around, heightOf, type Box } from './geometry.ts'
import type { Glyph, Row } from './text-stream.ts'
import { indexOf, matches, signsOf, wordingOf } from './wording-search.ts'

/** A label found on the page: glyphs `from` to `to` (exclusive) of a row. */
export interface LabelHit<Key extends string = string> extends Box {
  key: Key
  row: Row
  from: number
  to: number
  /** Signs that had to be changed, added or left out; 0 is the exact wording. */
  cost: number
  /** How many signs the wording has. */
  length: number
}

/** No document of ours has nearly as many labels on a page. */
const mostLabels = 150

const latin = /\p{Script=Latin}/u

/** True when a Latin letter stands so close beside the hit that the hit is only a piece of a longer word. */
function isPieceOfWord(row: Row, from: number, to: number): boolean {
  const joined = (before: Glyph | undefined, after: Glyph | undefined) =>
    before !== undefined &&
    after !== undefined &&
    latin.test(before.text) &&
    latin.test(after.text) &&
    !after.spaced &&
    after.left - before.right < 0.35 * heightOf(after)
  return joined(row.glyphs[from - 1], row.glyphs[from]) || joined(row.glyphs[to - 1], row.glyphs[to])
}

/**
 * Printed labels hold together; a match that jumps over a wide gap joins two different texts. Short Chinese labels that begin a row are spread to the width of longer
 * ones (the two signs of 名称, at the left edge up to that of the seven of 法定代表人姓名), also where they begin another column.
 */
function holdsTogether(row: Row, from: number, to: number, isLatin: boolean): boolean {
  const [before, first] = [row.glyphs[from - 1], row.glyphs[from]!]
  const begins = !before || first.left - before.right > 1.2 * heightOf(first)
  const widest = isLatin ? 1.5 : to - from === 2 && !before ? 5.8 : to - from <= 3 && begins ? 4.4 : 2.6
  for (let index = from + 1; index < to; index += 1) {
    const glyph = row.glyphs[index]!
    if (glyph.left - row.glyphs[index - 1]!.right > widest * heightOf(glyph)) return false
  }
  return true
}

/**
 * Finds labels by their wordings in all languages given, wherever they stand in a row, allowing for misread signs. Longer and more exact
 * wordings win where several overlap (`Date of birth` over `Birth`, `Surname` over `Name`).
 */
export function findLabels<Key extends string>(
  rows: readonly Row[],
  wordings: Readonly<Record<Key, readonly string[]>>,
): LabelHit<Key>[] {
  const hits: LabelHit<Key>[] = []
  for (const row of rows) {
    const signs = signsOf(row)
    if (signs.length === 0) continue
    const index = indexOf(signs)
    for (const [key, texts] of Object.entries(wordings) as [Key, readonly string[]][]) {
      for (const text of texts) {
        const wording = wordingOf(text)
        const { isLatin } = wording
        const length = wording.signs.length
        for (const match of matches(index, wording)) {
          const from = signs[match.from]!.index
          const to = signs[match.to - 1]!.index + 1
          if (isLatin && isPieceOfWord(row, from, to) && (length < 8 || match.cost > 0)) continue
          if (!holdsTogether(row, from, to, isLatin)) continue
          const box = around(row.glyphs.slice(from, to))
          hits.push({ ...box, key, row, from, to, cost: match.cost, length })
        }
      }
    }
  }
  const chosen: LabelHit<Key>[] = []
  const taken = new Map<Row, LabelHit<Key>[]>()
  const worth = ({ length, cost }: LabelHit<Key>) => length - 2.5 * cost
  for (const hit of hits.sort((first, second) => worth(second) - worth(first))) {
    const inRow = taken.get(hit.row) ?? []
    if (inRow.some(({ from, to }) => from < hit.to && hit.from < to)) continue
    taken.set(hit.row, [...inRow, hit])
    chosen.push(hit)
    if (chosen.length === mostLabels) break
  }
  return chosen
}

/** The best hit of a key: the most exact, of equals the uppermost. */
export function bestHit<Key extends string>(hits: readonly LabelHit<Key>[], key: Key): LabelHit<Key> | undefined {
  return hits
    .filter((hit) => hit.key === key)
    .sort((first, second) => first.cost - second.cost || first.top - second.top)[0]
}

/** Units that a label names in brackets: 单价(元), 里程(公里). They are the label's, not the value's. */
const unitInBrackets =
  /^[(（](?:人民币)?(?:[万亿]?元|元\/?(?:公里|千米|km)|公里|千米|km|分钟?|小时|秒|件|吨|kg|mm|[¥￥])[)）]/i

/** How many of the glyphs behind a label are a unit in brackets. */
function unitAfter(glyphs: readonly Glyph[]): number {
  if (!/^[(（]$/.test(glyphs[0]?.text ?? '')) return 0
  const start = glyphs.slice(0, 10)
  const length = unitInBrackets.exec(start.map(({ text }) => text).join(''))?.[0].length ?? 0
  let seen = 0
  return length === 0 ? 0 : start.findIndex(({ text }) => (seen += text.length) >= length) + 1
}

/** The glyphs right of a label in its row, up to the next label. */
export function rightOf(hit: LabelHit, hits: readonly LabelHit[]): Glyph[] {
  const next = hits.filter(({ row, from }) => row === hit.row && from >= hit.to).map(({ from }) => from)
  const glyphs = hit.row.glyphs.slice(hit.to, Math.min(hit.row.glyphs.length, ...next))
  const unit = unitAfter(glyphs)
  if (unit > 0) glyphs.splice(0, unit)
  // A colon after the label belongs to the label.
  while (glyphs[0] && /^[::.\-_/|]$/.test(glyphs[0].text)) glyphs.shift()
  return glyphs
}

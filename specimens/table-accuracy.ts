import type { Findings } from '../server/contract/result.ts'
import type { ItemScore } from './accuracy.ts'
import { placeOverlap } from './overlap.ts'
import type { TrueBlock, TrueCell, TrueTable } from './truth.ts'

type Table = Findings['tables'][number]

/** A blank beside a Chinese sign is a matter of taste; between words it counts. */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .trim()
    .replaceAll(/(?<=\p{Script=Han})\s+|\s+(?=\p{Script=Han})/gu, '')
    .replaceAll(/\s+/g, ' ')

/** Place, extent and text of a cell in one line, so that two are the same exactly when their cells are. */
const written = ({ row, column, rowSpan, columnSpan, text }: Omit<TrueCell, 'quad'>) =>
  `${row},${column} ${rowSpan}x${columnSpan} ${plain(text)}`

/** How much of a true table's cells lie where an answered table's cells lie. */
function likeness(truth: TrueTable, table: Table): number {
  const quads = truth.cells.flatMap(({ quad }) => (quad ? [quad] : []))
  return placeOverlap(quads, [table.quad])
}

/**
 * Every true cell is an item, right when the answer has it in the same row and column with the same spans and text; so is every answered cell that
 * has a text and stands where the truth has none. Tables are paired by their places.
 */
export function scoreTables(truth: readonly TrueTable[], answered: readonly Table[]): ItemScore[] {
  const rest = [...answered]
  const items: ItemScore[] = []
  for (const [index, table] of truth.entries()) {
    const shares = rest.map((other) => likeness(table, other))
    const best = Math.max(0, ...shares)
    const [own] = best > 0 ? rest.splice(shares.indexOf(best), 1) : []
    const open = [...(own?.cells ?? [])]
    for (const cell of table.cells) {
      const at = open.findIndex(({ row, column }) => row === cell.row && column === cell.column)
      const got = at < 0 ? null : open.splice(at, 1)[0]!
      items.push({
        key: `table ${index + 1} cell`,
        expected: written(cell),
        got: got && written(got),
        exact: got !== null && written(got) === written(cell),
        overlap: cell.quad && placeOverlap(got?.quad ? [got.quad] : [], [cell.quad]),
      })
    }
    items.push(...strays(open, `table ${index + 1} cell`))
  }
  for (const table of rest) items.push(...strays(table.cells, 'no table, cell'))
  return items
}

function strays(cells: readonly Table['cells'][number][], key: string): ItemScore[] {
  return cells
    .filter(({ text }) => text !== '')
    .map((cell) => ({ key, expected: null, got: written(cell), exact: false, overlap: null }))
}

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }
const unescaped = (html: string) =>
  html.replaceAll(/<[^>]*>/g, '').replaceAll(/&(?:amp|lt|gt|quot);/g, (entity) => entities[entity]!)

/** The blocks of an answered page, as the truth writes them. */
export function blocksOf(html: string): TrueBlock[] {
  const blocks: TrueBlock[] = []
  const pattern = /<table>.*?<\/table>|<(h[1-6]|p|li|figcaption|header|footer)>(.*?)<\/\1>/gs
  for (const [, tag, inner = ''] of html.matchAll(pattern)) {
    const text = unescaped(inner)
    if (tag === undefined) blocks.push({ kind: 'table' })
    else if (tag.startsWith('h') && tag.length === 2) blocks.push({ kind: 'heading', level: Number(tag[1]), text })
    else if (tag === 'li') blocks.push({ kind: 'item', text })
    else if (tag === 'figcaption') blocks.push({ kind: 'caption', text })
    else if (tag === 'header' || tag === 'footer') blocks.push({ kind: tag, text })
    else blocks.push({ kind: 'paragraph', text })
  }
  return blocks
}

const named = (block: TrueBlock) =>
  block.kind === 'table' ? 'table' : `${block.kind}${block.kind === 'heading' ? block.level : ''} ${plain(block.text)}`

/** Every true block is an item, right when the answer has it, in the order of the truth; so is every answered block too many. */
export function scoreBlocks(truth: readonly TrueBlock[], html: string): ItemScore[] {
  const expected = truth.map(named)
  const got = blocksOf(html).map(named)
  // The longest common sequence says which blocks stand in order.
  const lengths = Array.from({ length: expected.length + 1 }, () => Array.from({ length: got.length + 1 }, () => 0))
  for (let i = expected.length - 1; i >= 0; i -= 1)
    for (let j = got.length - 1; j >= 0; j -= 1)
      lengths[i]![j] =
        expected[i] === got[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!)
  const items: ItemScore[] = []
  const item = (wanted: string | null, answer: string | null) =>
    items.push({ key: 'block', expected: wanted, got: answer, exact: wanted === answer, overlap: null })
  let [i, j] = [0, 0]
  while (i < expected.length || j < got.length) {
    if (i < expected.length && j < got.length && expected[i] === got[j]) item(expected[i++]!, got[j++]!)
    else if (i < expected.length && j < got.length && lengths[i + 1]![j + 1] === lengths[i]![j])
      item(expected[i++]!, got[j++]!)
    else if (j >= got.length || (i < expected.length && lengths[i + 1]![j]! >= lengths[i]![j + 1]!))
      item(expected[i++]!, null)
    else item(null, got[j++]!)
  }
  return items
}

import { listItems } from './corpus.ts'
import { yuan } from './business.ts'
import { rule } from './form.ts'
import { hsl } from './paper.ts'
import type { Random } from './random.ts'
import type { Sheet, TextStyle } from './sheet.ts'

/** What a drawn table says: the text of each cell, row by row. A cell that spans columns is followed by nulls. */
export type TableTruth = (string | null)[][]

/** Draws a ruled list of goods: a head, lines, and a last row whose first cells are one. Answers its cells and where it ends. */
export function drawTable(
  sheet: Sheet,
  random: Random,
  place: { left: number; top: number; right: number; rowHeight: number },
  style: TextStyle,
): { cells: TableTruth; bottom: number } {
  const { left, top, right, rowHeight } = place
  const shares = [0.12, 0.36, 0.52, 0.66, 0.82, 1]
  const xs = [left, ...shares.map((share) => left + share * (right - left))]
  const items = random.sample(listItems, random.integer(4, 7)).map(([name], index) => {
    const count = random.integer(1, 40)
    const price = random.integer(3, 900) * 50
    return {
      cells: [
        String(index + 1),
        name,
        random.pick(['台', '件', '份', '次', '箱']),
        String(count),
        yuan(price),
        yuan(price * count),
      ],
      sum: price * count,
    }
  })
  const total = items.reduce((sum, item) => sum + item.sum, 0)
  const cells: TableTruth = [
    ['序号', '名称', '单位', '数量', '单价', '金额'],
    ...items.map((item) => item.cells),
    ['合计', null, null, null, null, yuan(total)],
  ]
  const bottom = top + rowHeight * cells.length
  const colour = hsl(0, 0, random.between(15, 45))
  for (let row = 0; row <= cells.length; row += 1)
    rule(sheet, colour, 0.3, [left, top + row * rowHeight], [right, top + row * rowHeight])
  for (const [index, x] of xs.entries()) {
    const inside = index > 0 && index < xs.length - 2
    rule(sheet, colour, 0.3, [x, top], [x, inside ? bottom - rowHeight : bottom])
  }
  for (const [row, line] of cells.entries()) {
    const y = top + row * rowHeight + rowHeight * 0.5 + style.size * 0.36
    for (const [column, text] of line.entries()) {
      if (text === null) continue
      const end = row === cells.length - 1 && column === 0 ? xs[5]! : xs[column + 1]!
      sheet.print(text, (xs[column]! + end) / 2, y, { ...style, weight: row === 0 ? 700 : 400, align: 'centre' })
    }
  }
  return { cells, bottom }
}

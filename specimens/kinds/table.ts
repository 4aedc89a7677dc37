import { chineseSentences } from '../corpus.ts'
import { ink, markSpecimen, startPaper, wrapText } from '../form.ts'
import { drawTable, inventLook, type Ruling } from '../ruled-table.ts'
import type { Random } from '../random.ts'
import type { TextStyle } from '../sheet.ts'
import { inventTable } from '../table-contents.ts'
import type { SpecimenKind } from './kind.ts'

const titles = ['存货盘点表', '费用明细表', '物资领用登记表', '采购清单', '各部门完成情况']

/** Cells that span others and empty ones can only be told where rules part them. */
const rulingFor = (random: Random, ruled: boolean): Ruling =>
  random.pick(ruled ? ['grid', 'grid', 'grid', 'open'] : ['grid', 'grid', 'open', 'three-line', 'horizontal', 'none'])

export const table: SpecimenKind = {
  kind: 'table',
  surroundings: 'page',
  draw(random) {
    const form = random.pick(['alone', 'alone', 'text', 'two'] as const)
    const size = { width: 200, height: form === 'two' ? 245 : random.integer(150, 175) }
    const sheet = startPaper('table', random, size, { pixels: random.integer(1150, 1450) })
    const style: TextStyle = {
      face: random.pick(['sans', 'serif'] as const),
      size: random.between(3.7, 4.4),
      colour: ink(random),
    }
    const title = { ...style, weight: 700, size: random.between(5.5, 7), align: 'centre' as const, spacing: 0.6 }
    sheet.print(random.pick(titles), 100, 16, title)
    const first = inventTable(random)
    const look = inventLook(random, rulingFor(random, first.ruled))
    const inset = form === 'alone' ? random.between(0, 9) : 0
    let { bottom } = drawTable(sheet, { left: 14 + inset, top: 24, right: 186 - inset }, first.plan, look, style)
    if (form === 'text') {
      bottom += 9
      for (const line of wrapText(sheet, random.sample(chineseSentences, 2).join(''), style, 172)) {
        if (bottom > size.height - 12) break
        sheet.print(line, 14, bottom, style)
        bottom += 1.6 * style.size
      }
    } else if (form === 'two') {
      sheet.print(random.pick(['附表', '其他项目', '上期数据']), 14, bottom + 11, { ...style, weight: 700 })
      const second = inventTable(random)
      const small: TextStyle = { ...style, size: 3.7 }
      drawTable(sheet, { left: 14, top: bottom + 15, right: 186 }, second.plan, { ...look, ruling: 'grid' }, small)
    }
    if (random.chance(0.5)) markSpecimen(sheet, 14, size.height - 5, 3.6)
    return sheet
  },
}

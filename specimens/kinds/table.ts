import { ink, markSpecimen, startPaper } from '../form.ts'
import { drawTable } from '../ruled-table.ts'
import type { TextStyle } from '../sheet.ts'
import type { SpecimenKind } from './kind.ts'

export const table: SpecimenKind = {
  kind: 'table',
  surroundings: 'page',
  draw(random) {
    const sheet = startPaper('table', random, { width: 200, height: 140 }, { pixels: random.integer(1150, 1450) })
    const style: TextStyle = { face: random.pick(['sans', 'serif'] as const), size: 4.4, colour: ink(random) }
    sheet.print(random.pick(['存货盘点表', '费用明细表', '物资领用登记表', '采购清单']), 100, 18, {
      ...style,
      weight: 700,
      size: 7,
      align: 'centre',
      spacing: 0.6,
    })
    drawTable(sheet, random, { left: 14, top: 26, right: 186, rowHeight: random.between(9.5, 11) }, style)
    markSpecimen(sheet, 14, 134, 3.6)
    return sheet
  },
}

import { yuan } from './business.ts'
import { chineseSentences, listItems } from './corpus.ts'
import type { PlannedCell, TablePlan } from './ruled-table.ts'
import type { Random } from './random.ts'

type Align = NonNullable<PlannedCell['align']>

/** Rows of texts as cells without spans; a null is covered by a neighbour and left out. */
function cellsOf(rows: readonly (readonly (string | null)[])[], aligns: readonly Align[], head: number): PlannedCell[] {
  return rows.flatMap((texts, row) =>
    texts.flatMap((text, column): PlannedCell[] =>
      text === null ? [] : [{ row, column, text, align: row < head ? 'centre' : aligns[column]! }],
    ),
  )
}

const withThousands = (text: string) => text.replace(/\B(?=(\d{3})+\.)/g, ',')

/** Goods with their prices, and a sum whose first cells may be one. */
export function goodsTable(random: Random, { spans, empty }: { spans: boolean; empty: boolean }): TablePlan {
  const right = random.chance(0.6) ? 'right' : 'centre'
  const grouped = random.chance(0.4) ? withThousands : (text: string) => text
  let total = 0
  const lines = random.sample(listItems, random.integer(3, 7)).map(([name], index) => {
    const count = random.integer(1, 40)
    const price = random.integer(3, 900) * 50
    total += price * count
    return [
      String(index + 1),
      name,
      random.pick(['台', '件', '份', '次', '箱']),
      String(count),
      grouped(yuan(price)),
      grouped(yuan(price * count)),
      empty && random.chance(0.6) ? '' : random.pick(['已验收', '待补发', '见附件', '常备']),
    ]
  })
  const heads = [
    '序号',
    random.pick(['名称', '品名', '项目名称']),
    '单位',
    '数量',
    random.pick(['单价', '单价（元）']),
    '金额',
    '备注',
  ]
  const sum = spans
    ? ['合计', null, null, null, null, grouped(yuan(total)), '']
    : ['合计', '', '', '', '', grouped(yuan(total)), '']
  const withNote = empty || random.chance(0.3)
  const width = withNote ? 7 : 6
  const columns = withNote ? [0.09, 0.23, 0.1, 0.11, 0.16, 0.17, 0.14] : [0.11, 0.27, 0.12, 0.14, 0.17, 0.19]
  const withSum = spans || empty
  const rows = [heads, ...lines, ...(withSum ? [sum] : [])].map((row) => row.slice(0, width))
  const aligns: Align[] = ['centre', random.chance(0.5) ? 'left' : 'centre', 'centre', right, right, right, 'left']
  const cells = cellsOf(rows, aligns, 1)
  if (withSum && spans)
    Object.assign(
      cells.find(({ text }) => text === '合计')!,
      { columnSpan: 5, align: 'centre' },
    )
  return { rows: rows.length, columns, cells, head: 1 }
}

/** Figures of departments over quarters: a head of two rows with cells over several columns and rows, and groups over several rows. */
export function groupedTable(random: Random, { rowGroups }: { rowGroups: boolean }): TablePlan {
  const halves = random.pick([
    ['上半年', '下半年'],
    ['计划', '实际'],
    ['2023年', '2024年'],
  ] as const)
  const parts = random.pick([
    ['收入', '支出'],
    ['数量', '金额'],
    ['人数', '课时'],
  ] as const)
  const names = random.sample(['一车间', '二车间', '维修班', '仓储部', '运输队', '质检科', '后勤组', '办公室'], 4)
  const lead = rowGroups ? 2 : 1
  const cells: PlannedCell[] = []
  if (rowGroups) cells.push({ row: 0, column: 0, rowSpan: 2, text: '部门' })
  cells.push({ row: 0, column: lead - 1, rowSpan: 2, text: rowGroups ? '班组' : '部门' })
  for (const [half, name] of halves.entries()) {
    cells.push({ row: 0, column: lead + half * 2, columnSpan: 2, text: name })
    for (const [part, label] of parts.entries()) cells.push({ row: 1, column: lead + half * 2 + part, text: label })
  }
  let row = 2
  for (const name of rowGroups ? names.slice(0, 3) : names) {
    const teams = rowGroups ? random.integer(2, 3) : 1
    if (rowGroups) cells.push({ row, column: 0, rowSpan: teams, text: name })
    for (let team = 0; team < teams; team += 1, row += 1) {
      cells.push({ row, column: lead - 1, text: rowGroups ? ['甲班', '乙班', '丙班'][team]! : name })
      for (let column = lead; column < lead + 4; column += 1)
        cells.push({ row, column, text: String(random.integer(12, 9800)), align: 'right' })
    }
  }
  const columns = rowGroups ? [0.18, 0.14, 0.17, 0.17, 0.17, 0.17] : [0.24, 0.19, 0.19, 0.19, 0.19]
  return { rows: row, columns, cells, head: 2 }
}

/** A registration form: labels and what was filled in, cells of several lines, some left empty. */
export function formTable(random: Random): TablePlan {
  const sentence = () => random.pick(chineseSentences)
  const maybe = (text: string) => (random.chance(0.25) ? '' : text)
  const cells: PlannedCell[] = [
    { row: 0, column: 0, text: '姓名', bold: true },
    { row: 0, column: 1, text: maybe(random.pick(['林晓岚', '周予安', '欧阳明', '韩秋实'])) },
    { row: 0, column: 2, text: '部门', bold: true },
    { row: 0, column: 3, text: random.pick(['工程部', '资料室', '采购科']) },
    { row: 1, column: 0, text: '日期', bold: true },
    { row: 1, column: 1, text: `2024-0${random.integer(1, 9)}-1${random.integer(0, 9)}` },
    { row: 1, column: 2, text: '编号', bold: true },
    { row: 1, column: 3, text: maybe(`JL-${random.integer(1000, 9999)}`) },
    { row: 2, column: 0, text: '事由', bold: true },
    { row: 2, column: 1, columnSpan: 3, text: sentence() + sentence(), align: 'left' },
    { row: 3, column: 0, rowSpan: 2, text: '审批意见', bold: true },
    { row: 3, column: 1, text: '部门', bold: true },
    { row: 3, column: 2, columnSpan: 2, text: maybe(sentence()), align: 'left' },
    { row: 4, column: 1, text: '单位', bold: true },
    { row: 4, column: 2, columnSpan: 2, text: maybe('同意。'), align: 'left' },
  ]
  return { rows: 5, columns: [0.18, 0.32, 0.18, 0.32], cells, head: 0 }
}

/** English figures with text at the left and numbers at the right. */
export function englishTable(random: Random): TablePlan {
  const rows = random
    .sample(listItems, random.integer(3, 6))
    .map(([, name]) => [
      name,
      String(random.integer(1, 60)),
      withThousands(yuan(random.integer(50, 400_000))),
      `${random.integer(1, 99)}.${random.integer(0, 9)}%`,
    ])
  const all = [['Item', 'Quantity', 'Amount', 'Share'], ...rows]
  return {
    rows: all.length,
    columns: [0.37, 0.2, 0.23, 0.2],
    cells: cellsOf(all, ['left', 'right', 'right', 'right'], 0),
    head: 1,
  }
}

/** A plan and rulings that show its cells. */
export function inventTable(random: Random): { plan: TablePlan; ruled: boolean } {
  const sort = random.pick(['goods', 'goods', 'spans', 'grouped', 'rows', 'form', 'english'] as const)
  switch (sort) {
    case 'goods':
      return { plan: goodsTable(random, { spans: false, empty: false }), ruled: false }
    case 'spans':
      return { plan: goodsTable(random, { spans: true, empty: random.chance(0.5) }), ruled: true }
    case 'grouped':
      return { plan: groupedTable(random, { rowGroups: false }), ruled: true }
    case 'rows':
      return { plan: groupedTable(random, { rowGroups: true }), ruled: true }
    case 'form':
      return { plan: formTable(random), ruled: true }
    case 'english':
      return { plan: englishTable(random), ruled: false }
  }
}

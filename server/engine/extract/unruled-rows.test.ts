import { expect, test } from 'vitest'
import type { RuleReading } from '../reading.ts'
import { fakePage, type Printed } from './fake-reading.ts'
import { extractFindings } from './index.ts'

const along = (at: number): RuleReading => ({ direction: 'along', at, from: 100, to: 900 })
const across = (at: number): RuleReading => ({ direction: 'across', at, from: 100, to: 300 })
/** A head and one high row below it, in four columns. */
const rules = [along(100), along(140), along(300), ...[100, 300, 500, 700, 900].map(across)]

async function cellsOf(lines: readonly Printed[]) {
  const inspect = (what: string) => Promise.resolve((what === 'rules' ? rules : []) as never)
  const { tables } = await extractFindings('table', [{ ...fakePage(lines), inspect }])
  return {
    rows: tables[0]?.rows,
    texts: tables[0]?.cells.map(({ row, column, text }) => [row, column, text].join(' ')),
  }
}

const head = ['电压', '间距', '高度', '荷载'].map((text, column): Printed => ({ text, x: 130 + 200 * column, y: 108 }))

test('rows of figures that no rule parts are rows of their own', async () => {
  const figures = [
    ['110', '6.0', '2.0', '3.5'],
    ['220', '7.0', '3.0', ''],
    ['±500', '9.5', '4.0', '6.5(8.5)'],
    ['1000', '—', '10.0', '12.5'],
  ]
  const print = figures.flatMap((row, index) =>
    row.flatMap((text, column): Printed[] =>
      text === '' ? [] : [{ text, x: 130 + 200 * column, y: 150 + 36 * index }],
    ),
  )
  const { rows, texts } = await cellsOf([...head, ...print])
  expect(rows).toBe(5)
  expect(texts).toEqual([
    '0 0 电压',
    '0 1 间距',
    '0 2 高度',
    '0 3 荷载',
    ...figures.flatMap((row, index) => row.map((text, column) => `${index + 1} ${column} ${text}`)),
  ])
})

test('words that go on from line to line stay one cell', async () => {
  const words = ['负责线路的巡视', '检查与日常维护', '并按月提交报告'].flatMap((text, index) =>
    [0, 1, 2, 3].map((column): Printed => ({ text, x: 110 + 200 * column, y: 150 + 36 * index, height: 20 })),
  )
  expect((await cellsOf([...head, ...words])).rows).toBe(2)
})

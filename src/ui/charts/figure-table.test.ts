import { describe, expect, it } from 'vitest'
import { figuresCsv, type FigureColumn } from './figure-table.ts'

const columns: FigureColumn<{ name: string; fen: number | null }>[] = [
  { key: 'name', label: '名称', text: ({ name }) => name, plain: ({ name }) => name },
  { key: 'fen', label: 'Cost', text: ({ fen }) => String(fen), plain: ({ fen }) => fen },
]

describe('figuresCsv', () => {
  it('writes a head and a row each, with numbers as they are', () => {
    const csv = figuresCsv(columns, [
      { name: '车牌', fen: 1200 },
      { name: 'a,"b"', fen: null },
    ])
    expect(csv).toBe('\uFEFF名称,Cost\r\n车牌,1200\r\n"a,""b""",\r\n')
  })

  it('keeps a name from being run as a formula', () => {
    expect(figuresCsv(columns, [{ name: '=HYPERLINK("x")', fen: -5 }])).toContain('"\'=HYPERLINK(""x"")",-5')
  })
})

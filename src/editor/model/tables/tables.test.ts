import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tableStructureSchema } from '#contract/table-structure'
import { detail, openTestSession, recognition, rectangle, settle } from '../testing.ts'
import { SendFailure } from '../outbox.ts'
import { partedText } from './edits.ts'
import { columnName, neighbourOf } from './grid.ts'
import * as actions from './table-actions.ts'

const { deleteLines, splitLines, joinLines, joinCells, partCell } = actions
const onLines = { deleteLines, splitLines, joinLines }
const onCells = { joinCells, partCell }

/** A table of 3 rows and 3 columns; the first row's second cell goes over two columns. */
function openTable() {
  const texts = [
    ['品名', '价'],
    ['钢笔', '12', '3.50'],
    ['墨水 黑色', '', '8.00'],
  ]
  const cells = texts.flatMap((line, row) =>
    line.map((text, column) => ({
      row,
      column,
      rowSpan: 1,
      columnSpan: row === 0 && column === 1 ? 2 : 1,
      text,
      quad: rectangle(100 * column, 40 * row, row === 0 && column === 1 ? 195 : 95, 35),
      confidence: 0.9,
    })),
  )
  const tables = [{ page: 0, quad: rectangle(0, 0, 300, 120), rows: 3, columns: 3, cells }]
  const read = recognition({ kind: 'table', fields: [], lines: [], tables })
  return openTestSession({ detail: detail({ recognition: read }) })
}

function textsOf({ session }: ReturnType<typeof openTable>) {
  const table = actions.textTable(session, 0)!
  return table.cells.map(({ row, column, rowSpan, columnSpan, text }) => {
    const span = rowSpan * columnSpan > 1 ? ` ${rowSpan}x${columnSpan}` : ''
    return `${columnName(column)}${row + 1}${span} ${text}`.trim()
  })
}

const first = ['A1 品名', 'B1 1x2 价']
const second = ['A2 钢笔', 'B2 12', 'C2 3.50']

describe('the grid of a table', () => {
  it('goes from cell to cell as a spreadsheet does, over cells of several places too', () => {
    const { session } = openTable()
    session.focus('cell:0:4')
    actions.goToCell(session, -1, 0)
    expect(session.state.focus).toBe('cell:0:1')
    actions.goToCell(session, 0, -1)
    expect(session.state.focus).toBe('cell:0:0')
    expect(actions.goToCell(session, 0, -1)).toBe(false)
    const [structure] = session.state.document!.review.tables
    expect(neighbourOf(structure!, structure!.cells[1]!, 1, 0)?.item).toBe('cell:0:3')
  })

  it('puts rows in and takes them out as one step that can be taken back, and the server has it', async () => {
    const opened = openTable()
    const { session, server } = opened
    const before = session.state.document!.review
    session.focus('cell:0:2')
    actions.insertLines(session, 'row', 'after')
    expect(textsOf(opened)).toEqual([...first, ...second, 'A3', 'B3', 'C3', 'A4 墨水 黑色', 'B4', 'C4 8.00'])
    expect(session.state.byId.get(session.state.focus!)?.value).toBe(null)
    session.type(session.state.focus!, '铅笔')
    session.commitDraft()
    actions.deleteLines(session, 'row')
    expect(textsOf(opened)).toEqual([...first, ...second, 'A3 墨水 黑色', 'B3', 'C3 8.00'])
    await settle()
    expect(server.stored.map(({ changes }) => changes.map(({ type }) => type))).toEqual([
      ['add', 'add', 'add', 'table'],
      ['value'],
      ['table', 'remove', 'remove', 'remove'],
    ])
    for (let times = 0; times < 3; times += 1) session.undo()
    expect(session.state.document!.review).toEqual(before)
    for (let times = 0; times < 3; times += 1) session.redo()
    expect(textsOf(opened)).toEqual([...first, ...second, 'A3 墨水 黑色', 'B3', 'C3 8.00'])
  })

  it('moves rows and columns, but tears no cell apart', () => {
    const opened = openTable()
    const { session } = opened
    session.focus('cell:0:2')
    actions.moveLines(session, 'row', 1)
    expect(textsOf(opened).slice(2)).toEqual(['A2 墨水 黑色', 'B2', 'C2 8.00', 'A3 钢笔', 'B3 12', 'C3 3.50'])
    expect(session.state.document!.review.items.map(({ value }) => value)).toEqual([
      '品名',
      '价',
      '墨水 黑色',
      null,
      '8.00',
      '钢笔',
      '12',
      '3.50',
    ])
    expect(actions.moveLines(session, 'row', 1)).toBe(false)
    session.focus('cell:0:3')
    expect(actions.moveLines(session, 'column', -1)).toBe(false)
  })

  it('makes one cell of several and several of one', () => {
    const opened = openTable()
    const { session } = opened
    session.focus('cell:0:2')
    actions.goToCell(session, 0, 1, true)
    actions.joinCells(session)
    expect(textsOf(opened).slice(2, 4)).toEqual(['A2 1x2 钢笔12', 'C2 3.50'])
    expect(session.state.byId.get('cell:0:2')).toMatchObject({
      boxSource: 'operator',
      quads: [rectangle(0, 40, 195, 35)],
    })
    actions.partCell(session)
    expect(textsOf(opened).slice(2, 5)).toEqual(['A2 钢笔12', 'B2', 'C2 3.50'])
    session.undo()
    session.undo()
    expect(textsOf(opened).slice(2, 5)).toEqual(second)
  })

  it('parts a column where its texts have a gap, and joins rows that are one', () => {
    const opened = openTable()
    const { session } = opened
    session.focus('cell:0:5')
    actions.splitLines(session, 'column')
    expect(textsOf(opened).slice(-4)).toEqual(['A3 墨水', 'B3 黑色', 'C3', 'D3 8.00'])
    session.undo()
    session.focus('cell:0:2')
    actions.goToCell(session, 1, 0, true)
    actions.joinLines(session, 'row')
    expect(textsOf(opened)).toEqual([...first, 'A2 钢笔墨水 黑色', 'B2 12', 'C2 3.50 8.00'])
    expect(partedText('甲\n乙 丙')).toEqual(['甲', '乙 丙'])
  })

  it('takes a pasted table over the cells, and grows when asked', () => {
    const opened = openTable()
    const { session } = opened
    session.focus('cell:0:6')
    actions.pasteTexts(session, [
      ['9', '1.00'],
      ['7', '2.00'],
    ])
    expect(session.state.grid.pasting).toMatchObject({ rows: 1, columns: 0 })
    actions.answerPaste(session, 'fit')
    expect(textsOf(opened).slice(-3)).toEqual(['A3 墨水 黑色', 'B3 9', 'C3 1.00'])
    session.undo()
    session.focus('cell:0:6')
    actions.pasteTexts(session, [
      ['9', '1.00'],
      ['7', '2.00'],
    ])
    actions.answerPaste(session, 'grow')
    expect(textsOf(opened).slice(-5)).toEqual(['B3 9', 'C3 1.00', 'A4', 'B4 7', 'C4 2.00'])
    session.undo()
    expect(session.state.document!.review.tables[0]!.rows).toBe(3)
  })

  it('whatever is done to it, every place has one cell, and taking everything back brings back exactly what was', () => {
    const names = [
      'insertLines',
      'deleteLines',
      'moveLines',
      'splitLines',
      'joinLines',
      'joinCells',
      'partCell',
      'pasteTexts',
    ] as const
    const step = fc.record({
      name: fc.constantFrom(...names),
      axis: fc.constantFrom('row' as const, 'column' as const),
      side: fc.constantFrom('before' as const, 'after' as const),
      cell: fc.nat(40),
      extend: fc.array(fc.constantFrom([0, 1] as const, [1, 0] as const, [0, -1] as const, [-1, 0] as const), {
        maxLength: 3,
      }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const opened = openTable()
        const { session } = opened
        const before = session.state.document!.review
        for (const { name, axis, side, cell, extend } of steps) {
          const structure = session.state.document!.review.tables[0]!
          if (structure.cells.length === 0) break
          session.focus(structure.cells[cell % structure.cells.length]!.item)
          for (const [rows, columns] of extend) actions.goToCell(session, rows, columns, true)
          if (name === 'insertLines') actions.insertLines(session, axis, side)
          else if (name === 'moveLines') actions.moveLines(session, axis, side === 'before' ? -1 : 1)
          else if (name === 'joinCells' || name === 'partCell') onCells[name](session)
          else if (name === 'pasteTexts') {
            actions.pasteTexts(session, [
              ['一', ''],
              ['二', '三'],
            ])
            actions.answerPaste(session, side === 'before' ? 'grow' : 'fit')
          } else onLines[name](session, axis)
          const now = session.state.document!.review.tables[0]!
          expect(tableStructureSchema.safeParse(now).success).toBe(true)
          expect(now.cells.reduce((sum, { rowSpan, columnSpan }) => sum + rowSpan * columnSpan, 0)).toBe(
            now.rows * now.columns,
          )
          expect(session.state.document!.review.items.map(({ id }) => id)).toEqual(now.cells.map(({ item }) => item))
        }
        while (session.state.history.done.length > 0) session.undo()
        expect(session.state.document!.review).toEqual(before)
      }),
      { numRuns: 60 },
    )
  })
})

describe('two people who rebuild one table', () => {
  it('choose between both structures, and the cells of the one that stands are there, no others', async () => {
    for (const side of ['mine', 'theirs'] as const) {
      const hers = openTable()
      hers.session.focus('cell:0:5')
      actions.deleteLines(hers.session, 'row')
      await settle()
      const [theirs] = hers.server.stored
      const opened = openTable()
      const { session, server } = opened
      server.fail = new SendFailure('conflict', null, [{ ...theirs!, id: 'theirs', author: 'Li' }])
      session.focus('cell:0:5')
      actions.insertLines(session, 'row', 'after')
      await settle()
      expect(session.state.conflict?.disagreements).toMatchObject([{ aspect: 'table', author: 'Li' }])
      server.fail = null
      session.settleConflict(() => side)
      await settle()
      const { items, tables } = session.state.document!.review
      expect(tables[0]!.rows).toBe(side === 'mine' ? 4 : 2)
      expect(new Set(items.map(({ id }) => id))).toEqual(new Set(tables[0]!.cells.map(({ item }) => item)))
    }
  })
})

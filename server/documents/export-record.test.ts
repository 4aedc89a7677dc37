import { expect, test } from 'vitest'
import type { DocumentSummary } from '../contract/document.ts'
import type { Quad } from '../contract/geometry.ts'
import { recognitionSchema, type Recognition } from '../contract/result.ts'
import { drawnItem, foldReview, type Change } from '../contract/review.ts'
import { exportRecord } from './export-record.ts'
import type { ChangeSetRow } from './rows.ts'
import { line, quad, testMoment, valueChange } from './testing.ts'

const cell = (column: number, text: string) => ({
  row: 0,
  column,
  rowSpan: 1,
  columnSpan: 1,
  text,
  quad,
  confidence: 0.9,
})

function recognitionOf(kind: string, rest: Partial<Recognition>): Recognition {
  return {
    id: 'one',
    documentId: 'document',
    provider: 'local',
    capability: kind,
    kind,
    mode: 'local',
    status: 'succeeded',
    requestId: null,
    startedAt: null,
    finishedAt: null,
    durationMs: null,
    pages: [{ index: 0, width: 800, height: 500 }],
    fields: [],
    lines: [],
    tables: [],
    regions: [],
    frames: [],
    raw: null,
    ...rest,
  }
}

function exportedAfter(recognition: Recognition, ...changes: Change[]) {
  const row: ChangeSetRow = {
    id: '0190a000-0000-7000-8000-000000000001',
    documentId: 'document',
    recognitionId: 'one',
    sequence: 1,
    label: 'edit',
    changes,
    at: testMoment,
    authorId: 'ann',
    authorName: 'Ann',
  }
  const document = { decidedAt: null, decidedBy: null } as DocumentSummary
  return exportRecord(document, { recognition, heads: [], steps: [row] }).recognition!
}

test('a corrected cell is exported as the reviewer left it, without the machine’s confidence', () => {
  const tables = [{ page: 0, quad, rows: 1, columns: 3, cells: [cell(0, '甲'), cell(1, '12'), cell(2, '')] }]
  const recognition = recognitionOf('table', { tables })
  const edited = exportedAfter(recognition, valueChange('cell:0:1', '12', '72'), valueChange('cell:0:2', null, '新'))
  expect(edited.tables[0]!.cells.map(({ text, confidence }) => [text, confidence])).toEqual([
    ['甲', 0.9],
    ['72', null],
    ['新', null],
  ])
  expect(edited.tables[0]).toMatchObject({ rows: 1, columns: 3, quad })
})

test('a corrected line of a frame is exported in its frame, an emptied one is gone', () => {
  const frames = [
    { timeMs: 0, lines: [line('一'), line('二')] },
    { timeMs: 1000, lines: [line('三')] },
  ]
  const recognition = recognitionOf('video-text', { frames })
  const edited = exportedAfter(recognition, valueChange('frame:0:1', '二', null), valueChange('frame:1:0', '三', '叁'))
  expect(edited.frames.map(({ timeMs, lines }) => [timeMs, lines.map(({ text }) => text)])).toEqual([
    [0, ['一']],
    [1000, ['叁']],
  ])
  expect(edited.frames[1]!.lines[0]!.page).toBe(0)
})

test('the corrected structure of a table is exported and reads back as what it was', () => {
  const tables = [{ page: 0, quad, rows: 1, columns: 3, cells: [cell(0, '甲'), cell(1, '12'), cell(2, '')] }]
  const recognition = recognitionOf('table', { tables })
  const [from] = foldReview(recognition, []).tables
  const added = { ...drawnItem('x', 'cell', null, { page: 0, quads: [], boxSource: null }), value: '合计' }
  const to = {
    rows: 2,
    columns: 2,
    cells: [from!.cells[0]!, from!.cells[1]!, { item: added.id, row: 1, column: 0, rowSpan: 1, columnSpan: 2 }],
  }
  const [gone] = foldReview(recognition, []).items.slice(2)
  const edited = exportedAfter(
    recognition,
    { type: 'add', item: added, at: 3 },
    { type: 'table', table: 0, from: from!, to },
    { type: 'remove', item: gone!, at: 2 },
  )
  const read = recognitionSchema.parse(JSON.parse(JSON.stringify(edited)))
  expect(read.tables).toEqual([
    {
      page: 0,
      quad,
      rows: 2,
      columns: 2,
      cells: [
        cell(0, '甲'),
        cell(1, '12'),
        { row: 1, column: 0, rowSpan: 1, columnSpan: 2, text: '合计', quad: null, confidence: null },
      ],
    },
  ])
  // What is read back is reviewed anew as it was left.
  expect(foldReview(read, []).tables[0]).toMatchObject({ rows: 2, columns: 2 })
})

test('corrected lines of a structured document are exported, those in its tables as they were read', () => {
  const at = (top: number): Quad => [
    [0, top],
    [50, top],
    [50, top + 10],
    [0, top + 10],
  ]
  const lines = [
    { ...line('标题'), quad: at(0) },
    { ...line('格内'), quad: at(100) },
  ]
  const table = {
    page: 0,
    quad: [
      [0, 90],
      [60, 90],
      [60, 130],
      [0, 130],
    ] as Quad,
    rows: 1,
    columns: 1,
    cells: [cell(0, '格内')],
  }
  const recognition = recognitionOf('document-structure', { lines, tables: [table] })
  const edited = exportedAfter(recognition, valueChange('line:0', '标题', '题目'))
  expect(edited.lines.map(({ text }) => text)).toEqual(['题目', '格内'])
})

import { expect, test } from 'vitest'
import type { DocumentSummary } from '../contract/document.ts'
import type { Recognition } from '../contract/result.ts'
import type { Change } from '../contract/review.ts'
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
})

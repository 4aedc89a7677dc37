import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quadOfBounds } from './geometry.ts'
import type { Recognition } from './result.ts'
import {
  applyChange,
  changeSchema,
  drawnItem,
  foldReview,
  invertChange,
  itemsOf,
  openDecision,
  type Change,
  type ChangeSet,
  type ReviewState,
} from './review.ts'
import { tableStructureSchema, type TableStructure } from './table-structure.ts'

const quad = quadOfBounds({ left: 10, top: 10, right: 60, bottom: 30 })

const recognition: Recognition = {
  id: 'recognition-1',
  documentId: 'document-1',
  provider: 'local',
  capability: 'id-card-back',
  kind: 'id-card-back',
  mode: 'local',
  status: 'succeeded',
  requestId: null,
  startedAt: null,
  finishedAt: null,
  durationMs: null,
  pages: [{ index: 0, width: 100, height: 60 }],
  fields: [
    {
      key: 'valid_from',
      value: '2016-03-01',
      native: { path: 'lines[1]', value: '2016.03.01' },
      page: 0,
      quads: [quad],
      boxSource: 'provider',
      confidence: 0.98,
      confidenceSource: 'engine',
      agreement: null,
      checks: [],
    },
    {
      key: 'valid_from',
      value: '2016-03-02',
      native: { path: 'lines[2]', value: '2016.03.02' },
      page: 0,
      quads: [],
      boxSource: null,
      confidence: null,
      confidenceSource: null,
      agreement: null,
      checks: [],
    },
  ],
  lines: [{ text: '签发机关', page: 0, quad, confidence: 0.9, chars: [] }],
  tables: [],
  regions: [],
  frames: [],
  raw: null,
}

const uuid = '0190a000-0000-7000-8000-000000000001'

function changeSet(...changes: Change[]): ChangeSet {
  return { id: uuid, recognitionId: recognition.id, label: 'test', changes }
}

describe('the items of a recognition', () => {
  it('lists every field of the kind in its order, those that were not returned as empty ones', () => {
    expect(itemsOf(recognition).map(({ id, value, returned }) => [id, value, returned])).toEqual([
      ['field:issuing_authority', null, false],
      ['field:valid_from', '2016-03-01', true],
      ['field:valid_from:1', '2016-03-02', true],
      ['field:valid_to', null, false],
    ])
  })

  it('keeps an unreported confidence unreported', () => {
    expect(itemsOf(recognition)[2]?.confidence).toBeNull()
  })

  it('keeps fields outside the vocabulary', () => {
    const native = { ...recognition.fields[0]!, key: 'aliyun-viapi:FaceRectangle' }
    expect(itemsOf({ ...recognition, fields: [native] }).at(-1)?.id).toBe('field:aliyun-viapi:FaceRectangle')
  })

  it('lists the lines where the lines are the result', () => {
    const text = { ...recognition, kind: 'general-text', fields: [] }
    expect(itemsOf(text)).toMatchObject([{ id: 'line:0', source: 'line', value: '签发机关', quads: [quad] }])
  })
})

describe('folding a review', () => {
  it('applies change-sets in order and leaves the machine values for Esc', () => {
    const { items, decision } = foldReview(recognition, [
      changeSet({ type: 'value', item: 'field:valid_to', from: null, to: '长期' }),
      changeSet(
        { type: 'value', item: 'field:valid_from', from: '2016-03-01', to: '2016-03-07' },
        { type: 'decision', from: openDecision, to: { state: 'approved', reason: null } },
      ),
    ])
    expect(items.map(({ value }) => value)).toEqual([null, '2016-03-07', '2016-03-02', '长期'])
    expect(items[1]?.machine.value).toBe('2016-03-01')
    expect(decision.state).toBe('approved')
  })

  it('ignores a change to an item that is gone and a second adding of the same item', () => {
    const state = foldReview(recognition, [])
    expect(applyChange(state, { type: 'value', item: 'field:nothing', from: null, to: 'x' }).items).toEqual(state.items)
    const add: Change = {
      type: 'add',
      item: drawnItem(uuid, 'field', 'valid_to', { page: 0, quads: [quad], boxSource: 'operator' }),
      at: 0,
    }
    const once = applyChange(state, add)
    expect(applyChange(once, add)).toBe(once)
  })

  it('every history taken back change by change ends where it began', () => {
    const ids = itemsOf(recognition).map(({ id }) => id)
    const step = fc.oneof(
      fc.record({ type: fc.constant('value'), item: fc.constantFrom(...ids), to: fc.option(fc.string()) }),
      fc.record({
        type: fc.constant('mark'),
        item: fc.constantFrom(...ids),
        to: fc.constantFrom('missing', 'illegible', null),
      }),
      fc.record({ type: fc.constant('accept'), item: fc.constantFrom(...ids), to: fc.boolean() }),
      fc.record({ type: fc.constant('remove'), index: fc.nat(10) }),
      fc.record({ type: fc.constant('add'), at: fc.nat(10), serial: fc.nat(5) }),
      fc.record({ type: fc.constant('decision'), to: fc.constantFrom('approved', 'rejected', 'open') }),
    )
    const changeFor = (state: ReviewState, wish: Record<string, unknown>): Change | null => {
      const item = state.items.find(({ id }) => id === wish['item'])
      switch (wish['type']) {
        case 'value':
          return item ? { type: 'value', item: item.id, from: item.value, to: wish['to'] as string | null } : null
        case 'mark':
          return item ? { type: 'mark', item: item.id, from: item.mark, to: wish['to'] as 'missing' | null } : null
        case 'accept':
          return item ? { type: 'accept', item: item.id, from: item.accepted, to: wish['to'] as boolean } : null
        case 'remove': {
          const at = (wish['index'] as number) % Math.max(1, state.items.length)
          return state.items[at] ? { type: 'remove', item: state.items[at], at } : null
        }
        case 'add': {
          const added = drawnItem(`drawn-${String(wish['serial'])}`, 'line', null, {
            page: 0,
            quads: [quad],
            boxSource: 'operator',
          })
          if (state.items.some(({ id }) => id === added.id)) return null
          return { type: 'add', item: added, at: Math.min(wish['at'] as number, state.items.length) }
        }
        default:
          return { type: 'decision', from: state.decision, to: { state: wish['to'] as 'approved', reason: null } }
      }
    }
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (wishes) => {
        const before = foldReview(recognition, [])
        const done: Change[] = []
        let state = before
        for (const wish of wishes) {
          const change = changeFor(state, wish)
          if (!change) continue
          done.push(change)
          state = applyChange(state, change)
        }
        for (const change of done.toReversed()) state = applyChange(state, invertChange(change))
        expect(state).toEqual(before)
      }),
    )
  })
})

describe('items of kinds whose result is more than fields', () => {
  const place = (top: number) => quadOfBounds({ left: 10, top, right: 60, bottom: top + 10 })
  const line = (text: string, top: number) => ({ text, page: 0, quad: place(top), confidence: 0.9, chars: [] })
  const cell = (row: number, column: number, text: string) => ({
    row,
    column,
    rowSpan: 1,
    columnSpan: 1,
    text,
    quad: place(20),
    confidence: 0.8,
  })
  const table = { page: 0, quad: place(20), rows: 1, columns: 2, cells: [cell(0, 0, '甲'), cell(0, 1, '')] }
  const of = (kind: string, rest: Partial<Recognition>) =>
    itemsOf({ ...recognition, kind, fields: [], lines: [], ...rest }).map(({ id, source, value, quads }) => [
      id,
      source,
      value,
      quads.length,
    ])

  it('are the cells of tables, an empty one without a value', () => {
    expect(of('table', { tables: [table], lines: [line('甲', 21)] })).toEqual([
      ['cell:0:0', 'cell', '甲', 1],
      ['cell:0:1', 'cell', null, 1],
    ])
  })

  it('are the lines of a structured document that stand outside of its tables, and the cells', () => {
    const lines = [line('标题', 0), line('甲', 20)]
    expect(of('document-structure', { tables: [table], lines })).toEqual([
      ['line:0', 'line', '标题', 1],
      ['cell:0:0', 'cell', '甲', 1],
      ['cell:0:1', 'cell', null, 1],
    ])
  })

  it('are the lines of a video’s frames', () => {
    const frames = [
      { timeMs: 0, lines: [line('一', 0)] },
      { timeMs: 500, lines: [line('二', 0), line('三', 20)] },
    ]
    expect(of('video-text', { frames }).map(([id, , value]) => [id, value])).toEqual([
      ['frame:0:0', '一'],
      ['frame:1:0', '二'],
      ['frame:1:1', '三'],
    ])
  })

  it('leave out what our engine read beside a provider, and have no value where nothing can read the print', () => {
    const lines = [
      { ...line('一', 0), source: 'engine' as const },
      { ...line('', 20), unread: 'script-not-supported' as const },
    ]
    expect(of('general-text', { lines })).toEqual([['line:1', 'line', null, 1]])
    expect(itemsOf({ ...recognition, kind: 'general-text', fields: [], lines })[0]!.unread).toBe('script-not-supported')
  })
})

describe('the structure of a table', () => {
  const place = (row: number, column: number) =>
    quadOfBounds({ left: 40 * column, top: 10 * row, right: 40 * column + 38, bottom: 10 * row + 8 })
  const cell = (row: number, column: number, text: string) => ({
    row,
    column,
    rowSpan: 1,
    columnSpan: 1,
    text,
    quad: place(row, column),
    confidence: 0.9,
  })
  const reading: Recognition = {
    ...recognition,
    kind: 'table',
    fields: [],
    lines: [],
    tables: [
      {
        page: 0,
        quad,
        rows: 2,
        columns: 2,
        cells: [cell(0, 0, '品名'), cell(0, 1, '数量'), cell(1, 0, '钢笔'), cell(1, 1, '12')],
      },
    ],
  }
  const added = drawnItem('row', 'cell', null, { page: 0, quads: [], boxSource: null })
  const [from] = foldReview(reading, []).tables
  const below = (each: TableStructure['cells'][number]) => ({ ...each, row: each.row + (each.row > 0 ? 1 : 0) })
  const to: TableStructure = {
    rows: 3,
    columns: 2,
    cells: [
      ...from!.cells.slice(0, 2),
      { item: added.id, row: 1, column: 0, rowSpan: 1, columnSpan: 1 },
      ...from!.cells.slice(2).map(below),
    ],
  }
  const inserted: Change[] = [
    { type: 'add', item: added, at: 4 },
    { type: 'table', table: 0, from: from!, to },
  ]

  it('is that of the reading until somebody changes it, and kinds without tables have none', () => {
    expect(from).toEqual({
      rows: 2,
      columns: 2,
      cells: [0, 1, 2, 3].map((index) => ({
        item: `cell:0:${index}`,
        row: Math.floor(index / 2),
        column: index % 2,
        rowSpan: 1,
        columnSpan: 1,
      })),
    })
    expect(foldReview(recognition, []).tables).toEqual([])
  })

  it('a history of before structures could change folds as it did', () => {
    const { items, tables } = foldReview(reading, [
      changeSet(
        { type: 'value', item: 'cell:0:3', from: '12', to: '72' },
        { type: 'accept', item: 'cell:0:0', from: false, to: true },
      ),
    ])
    expect(items.map(({ value, accepted }) => [value, accepted])).toEqual([
      ['品名', true],
      ['数量', false],
      ['钢笔', false],
      ['72', false],
    ])
    expect(tables).toEqual([from])
  })

  it('takes its cells along in its order, and goes back to exactly what it was', () => {
    const before = foldReview(reading, [])
    const after = foldReview(reading, [changeSet(...inserted)])
    expect(after.items.map(({ id }) => id)).toEqual(['cell:0:0', 'cell:0:1', added.id, 'cell:0:2', 'cell:0:3'])
    expect(after.tables).toEqual([to])
    let state = after
    for (const change of inserted.toReversed()) state = applyChange(state, invertChange(change))
    expect(state).toEqual(before)
  })

  it('a change to a table that the reading does not have changes nothing', () => {
    const state = foldReview(reading, [])
    expect(applyChange(state, { type: 'table', table: 1, from: from!, to })).toBe(state)
  })

  it('cells that lie over each other, outside, or twice in it are refused', () => {
    const wrong = (cells: TableStructure['cells']) =>
      changeSchema.safeParse({ type: 'table', table: 0, from, to: { rows: 2, columns: 2, cells } }).success
    const [first, second] = from!.cells
    expect(wrong([first!, second!])).toBe(true)
    expect(wrong([{ ...first!, columnSpan: 2 }, second!])).toBe(false)
    expect(wrong([{ ...first!, rowSpan: 3 }])).toBe(false)
    expect(wrong([first!, { ...second!, item: first!.item }])).toBe(false)
  })

  it('a machine’s table whose cells overlap or reach over its edge is made sound, without losing a cell', () => {
    const odd = {
      ...reading.tables[0]!,
      cells: [{ ...cell(0, 0, 'a'), columnSpan: 2 }, cell(0, 1, 'b'), cell(2, 0, 'c')],
    }
    const [structure] = foldReview({ ...reading, tables: [odd] }, []).tables
    expect(tableStructureSchema.safeParse(structure).success).toBe(true)
    expect(structure!.cells.map(({ item }) => item)).toEqual(['cell:0:0', 'cell:0:1', 'cell:0:2'])
  })
})

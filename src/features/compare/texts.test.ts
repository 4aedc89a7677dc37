import { describe, expect, it } from 'vitest'
import type { ReadingFound } from '#contract/actions'
import type { Quad } from '#contract/geometry'
import type { Column } from './columns.ts'
import { textMatrixOf } from './texts.ts'

const quad: Quad = [
  [0, 0],
  [9, 0],
  [9, 9],
  [0, 9],
]

function column(number: number, texts: readonly string[] | null): Column {
  const lines = (texts ?? []).map((text) => ({ text, page: 0, quad, confidence: null, chars: [] }))
  const reading = {
    id: `reading-${number}`,
    documentId: 'd',
    provider: 'p',
    capability: 'c',
    kind: 'general-text',
    mode: 'local',
    status: texts ? 'succeeded' : 'failed',
    requestId: null,
    startedAt: null,
    finishedAt: null,
    durationMs: 5,
    pages: [{ index: 0, width: 9, height: 9 }],
    fields: [],
    lines,
    tables: [],
    regions: [],
    frames: [],
  } as unknown as ReadingFound
  return { id: `${number}`, number, provider: 'p', capability: 'c', mode: 'local', underReview: number === 1, reading }
}

const shown = (columns: readonly Column[]) =>
  textMatrixOf(columns).rows.map(({ cells }) =>
    cells.map(
      ({ state, runs }) => `${state} ${runs.map(({ kind, text }) => (kind === 'same' ? text : `[${text}]`)).join('')}`,
    ),
  )

describe('texts by recogniser', () => {
  it('stand beside those of the reading under review, the characters marked that differ', () => {
    const columns = [column(1, ['first line', 'second line']), column(2, ['first line', 'sec0nd line'])]
    expect(shown(columns)).toEqual([
      ['reference first line', 'same first line'],
      ['reference second line', expect.stringMatching(/^other sec.*0.*nd line$/u)],
    ])
    expect(textMatrixOf(columns)).toMatchObject({ of: 2, alike: new Map([['2', 1]]) })
  })

  it('keep their order where one has more or less, and those of several that the reference lacks share a row', () => {
    const columns = [
      column(1, ['alpha one', 'omega two']),
      column(2, ['alpha one', '12345', 'omega two']),
      column(3, ['12345', 'omega two']),
    ]
    expect(shown(columns)).toEqual([
      ['absent ', 'absent ', 'other [12345]'],
      ['reference alpha one', 'same alpha one', 'absent '],
      ['absent ', 'other [12345]', 'absent '],
      ['reference omega two', 'same omega two', 'same omega two'],
    ])
  })

  it('say of a recogniser without an answer that it has none', () => {
    expect(shown([column(1, ['alpha']), column(2, null)])).toEqual([['reference alpha', 'failed ']])
  })

  it('without a reading under review are held against the first that has any', () => {
    const columns = [column(2, []), column(3, ['alpha'])]
    expect(shown(columns)).toEqual([['absent ', 'reference alpha']])
  })
})

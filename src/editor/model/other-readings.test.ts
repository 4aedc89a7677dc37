import { describe, expect, it } from 'vitest'
import type { ReadingFound } from '#contract/actions'
import { cycleReading } from './actions.ts'
import { readingsByField } from './other-readings.ts'
import { detail, field, openTestSession, recognition } from './testing.ts'

function reading(patch: Partial<ReadingFound> & { name?: string | null }): ReadingFound {
  const { name, ...rest } = patch
  const { raw: _, ...found } = recognition({ provider: 'ctyun', mode: 'sandbox', id: 'other', ...rest })
  return { ...found, fields: name === undefined ? found.fields : [field('name', name, { confidence: null })] }
}
const names = (...readings: ReadingFound[]) =>
  (readingsByField(recognition(), readings).get('field:name') ?? []).map(({ value, by }) => [value, by?.provider])

describe('readings of other recognisers', () => {
  it('are offered for their field, with who says so and in which mode', () => {
    expect(readingsByField(recognition(), [reading({ name: '张王' })]).get('field:name')).toEqual([
      { value: '张王', origin: 'recogniser', confidence: null, by: { provider: 'ctyun', mode: 'sandbox' } },
    ])
  })
  it('are the newest of each recogniser that succeeded and read the same kind; the one under review is none of them', () => {
    expect(
      names(
        reading({ id: 'b', name: '乙' }),
        reading({ id: 'a', name: '甲' }),
        reading({ id: 'c', name: '丙', provider: 'tencent-ci' }),
        reading({ id: 'd', name: '丁', provider: 'huawei-ocr', status: 'failed' }),
        reading({ id: 'e', name: '戊', provider: 'aliyun-viapi', kind: 'id-card-back' }),
        reading({ id: 'recognition-1', name: '己', provider: 'local' }),
      ),
    ).toEqual([
      ['乙', 'ctyun'],
      ['丙', 'tencent-ci'],
    ])
  })
  it('that say nothing are none', () => expect(names(reading({ name: null }))).toEqual([]))
})

describe('in the workbench', () => {
  const opened = (name: string) => openTestSession({ detail: detail(), readings: [reading({ name })] })

  it('a field in which recognisers disagree is flagged and has the focus; Arrow-down takes the other reading', () => {
    const { session } = opened('张王')
    expect([...session.state.flags]).toEqual([['field:name', 'disagreement']])
    expect(session.state.focus).toBe('field:name')
    cycleReading(session)
    expect(session.state.byId.get('field:name')).toMatchObject({ value: '张王', machine: { value: '张三' } })
    expect(session.state.flags.size).toBe(0)
  })
  it('a way of writing is no disagreement', () => {
    expect(opened('张 三').session.state.flags.size).toBe(0)
  })
  it('a field that was accepted is not doubtful for it, also when the reading comes later', () => {
    const { session } = openTestSession()
    session.commit('accept', [{ type: 'accept', item: 'field:name', from: false, to: true }])
    session.takeReadings([reading({ name: '张王' })])
    expect(session.state.flags.size).toBe(0)
    session.undo()
    expect([...session.state.flags]).toEqual([['field:name', 'disagreement']])
  })
  it('an empty field that another recogniser read is a disagreement and no longer only empty', () => {
    const fields = recognition().fields.map((each) => (each.key === 'name' ? field('name', null) : each))
    const { session } = openTestSession({
      detail: detail({ recognition: recognition({ fields }) }),
      readings: [reading({ name: '张三' })],
    })
    expect(session.state.flags.get('field:name')).toBe('disagreement')
  })
})

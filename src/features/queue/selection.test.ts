import { describe, expect, it } from 'vitest'
import { choiceOf, countOf, extend, isSelected, nothing, toggle, type Selection } from './selection.ts'

const loaded = ['a', 'b', 'c', 'd', 'e']
const all: Selection = { all: true, ids: new Set(), anchor: null }

describe('the selection', () => {
  it('takes a row in and out again', () => {
    const one = toggle(nothing, 'b', loaded)
    expect([...one.ids]).toEqual(['b'])
    expect(toggle(one, 'b', loaded).ids.size).toBe(0)
  })

  it('extends from the anchor in both directions and keeps the anchor', () => {
    const one = toggle(nothing, 'c', loaded)
    const down = extend(one, 'e', loaded)
    expect([...down.ids].sort()).toEqual(['c', 'd', 'e'])
    expect([...extend(down, 'b', loaded).ids].sort()).toEqual(['b', 'c', 'd', 'e'])
    expect(down.anchor).toBe('c')
  })

  it('chooses the row alone when the anchor has gone from the list', () => {
    expect([...extend({ ...nothing, anchor: 'gone' }, 'd', loaded).ids]).toEqual(['d'])
  })

  it('of all that fits the filter counts what is not loaded, and names the filter to the API', () => {
    expect(countOf(all, 100_000)).toBe(100_000)
    expect(isSelected(all, 'never loaded')).toBe(true)
    expect(choiceOf(all, { state: ['failed'] })).toEqual({ filter: { state: ['failed'] } })
  })

  it('of all becomes the loaded rows when one of them is dropped', () => {
    expect([...toggle(all, 'b', loaded).ids]).toEqual(['a', 'c', 'd', 'e'])
  })
})

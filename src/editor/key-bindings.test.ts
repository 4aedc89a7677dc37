import { describe, expect, it } from 'vitest'
import { BoundKeys, type KeyStorage } from './key-bindings.ts'

function memory(): KeyStorage & { entries: Map<string, string> } {
  const entries = new Map<string, string>()
  return {
    entries,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  }
}

describe('the keys of a person', () => {
  it('are kept in the browser, apart from another person’s', () => {
    const storage = memory()
    expect(new BoundKeys('ada', storage).bind('fit', 'F7', '0')).toBeNull()
    expect(new BoundKeys('ada', storage).keysOf('fit')).toEqual(['F7'])
    expect(new BoundKeys('bo', storage).keysOf('fit')).toEqual(['0'])
  })

  it('stay as they were when a change is refused', () => {
    const keys = new BoundKeys('ada', memory())
    expect(keys.bind('fit', 'R', '0')).toEqual({ reason: 'clash', command: 'turn' })
    expect(keys.keysOf('fit')).toEqual(['0'])
  })

  it('can be several, none, and what they were', () => {
    const storage = memory()
    const keys = new BoundKeys('ada', storage)
    keys.bind('fit', 'F7')
    expect(keys.keysOf('fit')).toEqual(['0', 'F7'])
    keys.bind('fit', 'F7', '0')
    expect(keys.keysOf('fit')).toEqual(['F7'])
    keys.unbind('fit', 'F7')
    expect(keys.keysOf('fit')).toEqual([])
    keys.bind('turn', '0')
    expect(keys.reset('fit')).toEqual({ chord: '0', refusal: { reason: 'clash', command: 'turn' } })
    expect(keys.reset('turn')).toBeNull()
    expect(keys.reset('fit')).toBeNull()
    expect(storage.entries.size).toBe(0)
    keys.bind('fit', 'F7')
    keys.resetAll()
    expect(keys.bindings.size).toBe(0)
  })

  it('are taken from a file whole or not at all', () => {
    const [from, to] = [new BoundKeys('ada', memory()), new BoundKeys('bo', memory())]
    from.bind('fit', 'F7', '0')
    expect(to.import(from.exported())).toEqual([])
    expect(to.keysOf('fit')).toEqual(['F7'])
    const broken = from.exported().replace('"F7"', '"F9"')
    expect(to.import(broken)).toEqual([{ command: 'fit', chord: 'F9', refusal: { reason: 'clash', command: 'mark' } }])
    expect(to.import('nothing')).toBeNull()
    expect(to.keysOf('fit')).toEqual(['F7'])
  })

  it('last as long as the page where nothing can be kept', () => {
    const full: KeyStorage = {
      getItem: () => 'not JSON',
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError')
      },
      removeItem: () => {},
    }
    const keys = new BoundKeys('ada', full)
    expect(keys.bind('fit', 'F7', '0')).toBeNull()
    expect(keys.keysOf('fit')).toEqual(['F7'])
    expect(new BoundKeys('ada', null).keysOf('fit')).toEqual(['0'])
  })

  it('follow another tab of the same person', () => {
    const storage = memory()
    const [here, there] = [new BoundKeys('ada', storage), new BoundKeys('ada', storage)]
    there.bind('fit', 'F7', '0')
    here.heard({ key: 'fieldproof.editor.keys.ada' })
    expect(here.keysOf('fit')).toEqual(['F7'])
  })
})

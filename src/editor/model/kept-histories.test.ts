import { expect, it } from 'vitest'
import type { History } from './history.ts'
import { KeptHistories, type Shelf } from './kept-histories.ts'

const history: History = {
  done: [
    { id: 'c', recognitionId: 'r', label: 'mark', changes: [{ type: 'mark', item: 'i', from: null, to: 'missing' }] },
  ],
  undone: [],
}

function shelfWith(text: string | null): Shelf {
  let lying = text
  return {
    take: () => {
      const taken = lying
      lying = null
      return taken
    },
    put: (put) => {
      lying = put
    },
  }
}

it('outlives a reload for whoever made it, and lies on the shelf no longer', () => {
  const shelf = shelfWith(null)
  const before = new KeptHistories(shelf)
  before.keep('d', { recognitionId: 'r', owner: 'me', history })
  before.putAside()
  const after = new KeptHistories(shelf)
  expect(after.of('d', 'r', 'me')).toEqual(history)
  expect(after.of('d', 'r', 'somebody else')).toBeNull()
  expect(after.of('d', 'another reading', 'me')).toBeNull()
  expect(shelf.take()).toBeNull()
})

it('begins anew where something else lay on the shelf', () => {
  for (const text of ['{', '{}', '[["d",{}]]', '[["d",{"history":{"done":1}}]]']) {
    expect(new KeptHistories(shelfWith(text)).of('d', 'r', 'me')).toBeNull()
  }
})

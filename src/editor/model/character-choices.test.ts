import { expect, it } from 'vitest'
import { choicesInHand } from './character-choices.ts'
import { characters, openTestSession, detail, field, recognition } from './testing.ts'

/** A card whose cloud said 3 where our engine read 8. */
function disagreeing(alternatives: { text: string; confidence: number }[]) {
  const chars = characters('13', [100, 20])
  chars[1] = { ...chars[1]!, read: '8', alternatives }
  const read = recognition({ fields: [field('id_number', '13', { chars, quads: [chars[0]!.quad], confidence: null })] })
  const { session } = openTestSession({ detail: detail({ recognition: read }) })
  const item = session.state.byId.get('field:id_number')!
  return choicesInHand({ doubtful: { item: item.id, index: 1 }, threshold: 0.8 }, item)!.choices
}

it('never lend what the cloud said the confidence of our own reading', () => {
  expect(disagreeing([])).toEqual([
    { text: '3', confidence: null },
    { text: '8', confidence: 0.99 },
  ])
})

it('offer no character twice, not as its full-width twin either', () => {
  const found = disagreeing([
    { text: '８', confidence: 0.01 },
    { text: '0', confidence: 0 },
  ])
  expect(found.map(({ text }) => text)).toEqual(['3', '8', '0'])
})

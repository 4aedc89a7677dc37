import { expect, it } from 'vitest'
import { withCaseByHeight, withZerosInAmounts } from './letter-case.ts'

/** Signs of four columns each whose ink begins at the given rows and ends at row 20. */
function line(tops: readonly number[]) {
  const width = tops.length * 6
  const mask = new Uint8Array(width * 20)
  const spans = tops.map((top, index) => {
    for (let y = top; y < 20; y++) mask.fill(1, y * width + 6 * index, y * width + 6 * index + 4)
    return { left: 6 * index, right: 6 * index + 4 }
  })
  return { spans, ink: { mask, width, height: 20 } }
}

const read = (text: string, tops: readonly number[]) => {
  const { spans, ink } = line(tops)
  return withCaseByHeight([...text], spans, ink, 0, 20).join('')
}

it('makes look-alikes small or large by their height', () => {
  expect(read('PaSsport', [0, 6, 6, 6, 6, 6, 0, 1])).toBe('Passport')
  expect(read('sUNnyzoo', [0, 0, 0, 6, 6, 0, 6, 7])).toBe('SUNnyZoo')
})

it('changes nothing where there is nothing to compare with', () => {
  expect(read('SsCO', [0, 0, 6, 6])).toBe('SsCO')
  expect(read('HSsT', [0, 6, 6, 0])).toBe('HSsT')
})

it('does not take the hook of a letter before for the top of a small one', () => {
  const { spans, ink } = line([0, 6, 6, 0, 6])
  // The f's hook reaches a column into the o.
  ink.mask[6] = 1
  expect(withCaseByHeight([...'fOrly'], spans, ink, 0, 20).join('')).toBe('forly')
})

it.each([
  ['and6.OOfor', 'and6.OOfor'],
  ['cost 6.OO for', 'cost 6.00 for'],
  ['1,2O0.5o元', '1,200.50元'],
  ['1.Of', '1.Of'],
  ['v2.O2x OO', 'v2.O2x OO'],
])('reads zeros in amounts: %s', (text, meant) => {
  expect(withZerosInAmounts([...text], new Map()).join('')).toBe(meant)
})

it('knows where an amount ends by the spaces that were found', () => {
  expect(
    withZerosInAmounts(
      [...'and6.OOfor'],
      new Map([
        [3, 1],
        [7, 1],
      ]),
    ).join(''),
  ).toBe('and6.00for')
})

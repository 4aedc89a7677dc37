import { expect, it } from 'vitest'
import { characters, rectangle } from './testing.ts'
import { lineAt } from './text-lines.ts'

const quads = [rectangle(0, 0, 80, 20), rectangle(0, 30, 40, 20)]

it('the caret stands on the line of the character before it', () => {
  const item = {
    value: '甲乙丙丁戊己',
    quads,
    chars: [...characters('甲乙丙丁', [0, 0]), ...characters('戊己', [0, 30])],
  }
  expect([0, 1, 4, 5, 6].map((caret) => lineAt(item, caret))).toEqual([0, 0, 0, 1, 1])
})

it('without characters it goes by the length of the lines', () => {
  const item = { value: '甲乙丙丁戊己', quads, chars: [] }
  expect([0, 4, 5, 6].map((caret) => lineAt(item, caret))).toEqual([0, 0, 1, 1])
  expect(lineAt({ ...item, quads: quads.slice(0, 1) }, 6)).toBe(0)
  expect(lineAt({ ...item, value: null }, 0)).toBe(0)
})

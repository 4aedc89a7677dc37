import { expect, it } from 'vitest'
import { lettersAmongLetters, type Options } from './mrz-decode.ts'
import { mrzSigns } from './mrz-find.ts'

const read = (text: string): Options[] => Array.from(text, (sign) => [{ sign, weight: 1 }])
const likeliest = (text: string) =>
  lettersAmongLetters(read(text), 0, text.length)
    .map(([best]) => best!.sign)
    .join('')

it('takes zeros between letters for O, whatever may be either stands between them', () => {
  expect(likeliest('IGBFPDIBG001A9')).toBe('IGBFPDIBGOO1A9')
  expect(likeliest('0AB0CD')).toBe('OABOCD')
})

it('leaves zeros beside digits and fillers', () => {
  expect(likeliest('A70B')).toBe('A70B')
  expect(likeliest('ZE184226B0<<<')).toBe('ZE184226B0<<<')
  expect(likeliest('1001')).toBe('1001')
})

it.each([
  ['人', '<'],
  ['×', 'X'],
  ['℃', 'C'],
  ['«', '<<'],
  ['名', ''],
])('knows what %s is read for', (sign, meant) => {
  expect(mrzSigns(sign)).toBe(meant)
})

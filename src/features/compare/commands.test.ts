import { expect, it } from 'vitest'
import { actionOf, bindings, type FocusPlace, type PressedKey } from './commands.ts'

function press(chord: string, place: FocusPlace = 'elsewhere', patch: Partial<PressedKey> = {}) {
  const parts = chord.split('+')
  const pressed = {
    key: parts.at(-1)!,
    ctrlKey: parts.includes('Mod'),
    metaKey: false,
    shiftKey: parts.includes('Shift'),
    altKey: false,
    repeat: false,
    isComposing: false,
    keyCode: 0,
    ...patch,
  }
  return actionOf(pressed, place)
}

it('every key that is shown does what is said beside it', () => {
  for (const { keys, action } of bindings)
    expect([keys, press(keys === '1–9' ? '3' : keys)?.type]).toEqual([keys, action])
  expect(press('3')).toEqual({ type: 'take', number: 3 })
  expect(press('Shift+F8')?.type).toBe('previous')
})

it('nothing acts while somebody types', () => {
  for (const keys of ['Enter', '1', 'F8', 'f', '0', 'q', 'Mod+z']) expect(press(keys, 'text')).toBeNull()
  for (const keys of ['Enter', '1', 'f']) {
    expect(press(keys, 'elsewhere', { isComposing: true })).toBeNull()
    expect(press(keys, 'elsewhere', { keyCode: 229 })).toBeNull()
  }
})

it('a button keeps its Enter, and the system its Alt and Ctrl', () => {
  expect(press('Enter', 'control')).toBeNull()
  expect(press('2', 'control')).toEqual({ type: 'take', number: 2 })
  expect(press('1', 'elsewhere', { altKey: true })).toBeNull()
  expect(press('Mod+1')).toBeNull()
  expect(press('Mod+f')).toBeNull()
})

it('a held key never repeats a decision, but goes on through what there is to see', () => {
  for (const keys of ['Enter', '1', 'f']) expect(press(keys, 'elsewhere', { repeat: true })).toBeNull()
  expect(press('F8', 'elsewhere', { repeat: true })?.type).toBe('next')
})

import { describe, expect, it } from 'vitest'
import { clashes, refusalOf, withKeys, type KeyBindings } from './bindings.ts'
import { readBindings, writeBindings } from './bindings-file.ts'
import { pressedChord, type KeyInput } from './keys.ts'
import { commandById, commands } from './list.ts'
import { holdsSystemKey } from './reserved.ts'

const none: KeyBindings = new Map()

function reasonOf(chord: string, command: string, bindings = none): string | null {
  const refusal = refusalOf(chord, commandById(command), commands, bindings)
  return refusal === null ? null : refusal.reason === 'clash' ? `clash ${refusal.command}` : refusal.reason
}

function pressed(key: string, patch: Partial<KeyInput> = {}): string | null {
  const modifiers = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false }
  return pressedChord({ key, code: key, repeat: false, isComposing: false, keyCode: 0, ...modifiers, ...patch })
}

describe('a key for a command', () => {
  it('is refused when another command has it in the same place and under the same conditions', () => {
    expect(reasonOf('B', 'fit')).toBe('clash draw')
    expect(reasonOf('Mod+Z', 'mark')).toBe('clash undo')
    expect(reasonOf('?', 'fit')).toBe('clash keys')
  })

  it('may be shared where only one of the two can act: the document is open or decided, the box is in hand or the text', () => {
    expect(reasonOf('X', 'reopen')).toBeNull()
    expect(reasonOf('ArrowUp', 'next-reading', new Map([['previous-reading', []]]))).toBeNull()
    expect(clashes(commands)).toEqual([])
  })

  it('is free again once it was taken away from the other', () => {
    const bindings = withKeys(none, commandById('draw'), [])
    expect(reasonOf('B', 'fit', bindings)).toBeNull()
  })

  it('never belongs to the system, an input method or the browser', () => {
    for (const chord of ['Mod+Space', 'Shift+Space', 'Shift+F10', 'ContextMenu', 'KanaMode', 'Mod+H']) {
      expect([chord, reasonOf(chord, 'mark')]).toEqual([chord, 'system'])
    }
    for (const chord of [
      'Mod+W',
      'Mod+T',
      'Mod+N',
      'Mod+Shift+T',
      'F5',
      'Mod+R',
      'F11',
      'F12',
      'Mod+0',
      'Mod++',
      'F3',
    ]) {
      expect([chord, reasonOf(chord, 'mark')]).toEqual([chord, 'browser'])
    }
    expect(reasonOf('Space', 'mark')).toBe('page')
    expect(holdsSystemKey({ altKey: true, metaKey: false }, true)).toBe(true)
    expect(holdsSystemKey({ altKey: false, metaKey: true }, false)).toBe(true)
    expect(holdsSystemKey({ altKey: false, metaKey: true }, true)).toBe(false)
  })

  it('leaves texts and buttons what is theirs, unless the box is in hand', () => {
    for (const chord of ['ArrowLeft', 'Shift+Home', 'Mod+C', 'Mod+A', 'Backspace']) {
      expect([chord, reasonOf(chord, 'mark')]).toEqual([chord, 'text'])
    }
    expect(reasonOf('Backspace', 'remove-box')).toBeNull()
    expect(reasonOf('Enter', 'mark')).toBe('button')
    expect(reasonOf('Tab', 'approve')).toBe('button')
    expect(reasonOf('J', 'next-field')).toBe('letter')
    expect(reasonOf('F7', 'next-field')).toBeNull()
  })

  it('may always be the one of the list', () => {
    for (const command of commands) {
      for (const chord of command.keys) expect([chord, reasonOf(chord, command.id)]).toEqual([chord, null])
    }
  })
})

describe('a chord that is pressed', () => {
  it('is written as the list has it', () => {
    expect(pressed('z', { ctrlKey: true })).toBe('Mod+Z')
    expect(pressed('z', { metaKey: true })).toBe('Mod+Z')
    expect(pressed('Z', { ctrlKey: true, shiftKey: true })).toBe('Mod+Shift+Z')
    expect(pressed('?', { shiftKey: true })).toBe('?')
    expect(pressed('+', { shiftKey: true })).toBe('+')
    expect(pressed('+', { ctrlKey: true })).toBe('Mod++')
    expect(pressed('B', { shiftKey: true })).toBe('Shift+B')
    expect(pressed(' ', { shiftKey: true })).toBe('Shift+Space')
  })

  it('is none while only a modifier is down or an input method composes', () => {
    expect(pressed('Shift', { shiftKey: true })).toBeNull()
    expect(pressed('Dead')).toBeNull()
    expect(pressed('a', { isComposing: true })).toBeNull()
    expect(pressed('Process', { keyCode: 229 })).toBeNull()
  })
})

describe('a file of keys', () => {
  it('is read as it was written', () => {
    const bindings: KeyBindings = new Map([
      ['fit', ['F7', 'Mod+B']],
      ['leave', []],
    ])
    expect(readBindings(writeBindings(bindings), commands)).toEqual({ bindings, refused: [] })
  })

  it('may let two commands change their keys', () => {
    const bindings: KeyBindings = new Map([
      ['draw', ['W']],
      ['pick-word', ['B']],
    ])
    expect(readBindings(writeBindings(bindings), commands)).toEqual({ bindings, refused: [] })
  })

  it('says which of its keys may not be had', () => {
    const text = writeBindings(
      new Map([
        ['fit', ['Q', 'F5', 'F7']],
        ['turn', ['F7', 'Alt+1']],
        ['gone', ['F1']],
      ]),
    )
    expect(readBindings(text, commands)).toEqual({
      bindings: new Map([
        ['fit', ['F7']],
        ['turn', []],
      ]),
      refused: [
        { command: 'fit', chord: 'Q', refusal: { reason: 'clash', command: 'leave' } },
        { command: 'fit', chord: 'F5', refusal: { reason: 'browser' } },
        { command: 'turn', chord: 'F7', refusal: { reason: 'clash', command: 'fit' } },
        { command: 'turn', chord: 'Alt+1', refusal: { reason: 'unknown' } },
      ],
    })
  })

  it('is stronger than a new command of the list when it is a person’s own', () => {
    const text = writeBindings(new Map([['fit', ['Q']]]))
    expect(readBindings(text, commands, true)).toEqual({
      bindings: new Map([
        ['fit', ['Q']],
        ['leave', []],
      ]),
      refused: [],
    })
  })

  it('is nothing else', () => {
    for (const text of ['', '[]', '{"format":"fieldproof-keys","version":2,"keys":{}}', '{"keys":{"fit":["A"]}}']) {
      expect(readBindings(text, commands)).toBeNull()
    }
  })
})

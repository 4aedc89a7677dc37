import { describe, expect, it } from 'vitest'
import { contains } from '#contract/geometry'
import { openTestSession } from '../model/testing.ts'
import { toPage } from '../model/view.ts'
import { clashes } from './bindings.ts'
import type { Command, CommandContext, Place } from './command.ts'
import { Dispatcher } from './dispatch.ts'
import { keyCaps, matches, parseChord, type KeyInput } from './keys.ts'
import { commandById, commands } from './list.ts'
import en from '../language/en.json'

function key(name: string, patch: Partial<KeyInput> = {}): KeyInput {
  return {
    key: name,
    code: name,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    repeat: false,
    isComposing: false,
    keyCode: 0,
    ...patch,
  }
}

function setUp(place: Place = 'field', inText = place === 'field') {
  const opened = openTestSession()
  const { session } = opened
  session.focus('field:name')
  let left = 0
  const context: CommandContext = {
    session,
    view: session.services.view,
    place,
    inText,
    atEnd: true,
    recall: () => false,
    leave: () => {
      left += 1
    },
  }
  const dispatcher = new Dispatcher(commands)
  return {
    ...opened,
    dispatcher,
    press: (name: string, patch: Partial<KeyInput> = {}, at: Partial<CommandContext> = {}) =>
      dispatcher.keyDown(key(name, patch), { ...context, ...at }),
    context,
    left: () => left,
  }
}

describe('chords', () => {
  it('are told apart by their modifiers', () => {
    expect(matches(parseChord('Mod+Z'), key('z', { ctrlKey: true }))).toBe(true)
    expect(matches(parseChord('Mod+Z'), key('z', { metaKey: true }))).toBe(true)
    expect(matches(parseChord('Mod+Z'), key('Z', { ctrlKey: true, shiftKey: true }))).toBe(false)
    expect(matches(parseChord('Mod+Shift+Z'), key('Z', { ctrlKey: true, shiftKey: true }))).toBe(true)
    expect(matches(parseChord('Enter'), key('Enter', { shiftKey: true }))).toBe(false)
    expect(matches(parseChord('F8'), key('F8', { altKey: true }))).toBe(false)
    expect(matches(parseChord('?'), key('?', { shiftKey: true }))).toBe(true)
    expect(matches(parseChord('+'), key('+', { shiftKey: true }))).toBe(true)
    expect(matches(parseChord('R'), key('R', { shiftKey: true }))).toBe(false)
    expect(() => parseChord('Mod+')).toThrow('no key')
  })

  it('are shown as a person knows them', () => {
    expect(keyCaps('Mod+Shift+Z', false)).toEqual(['Ctrl', 'Shift', 'Z'])
    expect(keyCaps('Mod+Enter', true)).toEqual(['⌘', 'Enter'])
    expect(keyCaps('ArrowDown', false)).toEqual(['↓'])
  })
})

describe('the list of commands', () => {
  it('has no key twice in one place, and a name for each', () => {
    expect(clashes(commands)).toEqual([])
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length)
    for (const { id } of commands) expect(en.command).toHaveProperty(id)
    expect(Object.keys(en.command).sort()).toEqual(commands.map(({ id }) => id).sort())
  })

  it('refuses a clash that binding by hand would make', () => {
    expect(clashes(commands, new Map([['fit', ['?']]]))).toEqual([{ chord: '?', commands: ['fit', 'keys'] }])
    expect(() => commandById('nothing')).toThrow('no command')
  })

  it('lets no key that a system or an input method owns be taken', () => {
    const all = commands.flatMap(({ keys }) => keys)
    expect(all.filter((chord) => /Alt|Mod\+Space|Mod\+Shift\+(R|T|N|W)$/u.test(chord))).toEqual([])
  })

  it('never repeats a decision while a key is held', () => {
    const deciding = ['accept', 'approve', 'reject', 'escalate', 'mark', 'look', 'remove-box', 'reopen', 'revert']
    expect(deciding.filter((id) => commandById(id).repeats === true)).toEqual([])
  })
})

describe('keys', () => {
  it('of one letter do nothing while text is edited', () => {
    const { press, session } = setUp('field')
    for (const letter of ['b', 'r', '0', 'x', 'e', 'w', 'i', 'q', '?', '+', '-']) {
      expect([letter, press(letter)]).toEqual([letter, 'not-ours'])
    }
    expect(session.state).toMatchObject({ tool: 'select', dialog: null })
    expect(session.services.view.view.rotation).toBe(0)
  })

  it('of one letter act on the page', () => {
    const { press, session, left } = setUp('page')
    expect(press('b')).toBe('handled')
    expect(session.state.tool).toBe('draw')
    expect(press('Escape')).toBe('handled')
    expect(session.state.tool).toBe('select')
    press('r')
    expect(session.services.view.view.rotation).toBe(90)
    press('q')
    expect(left()).toBe(1)
  })

  it('belong to the input method while it composes, and so does the Enter that ends it', () => {
    const { press, session } = setUp('field')
    expect(press('Enter', { isComposing: true })).toBe('not-ours')
    expect(press('Enter', { keyCode: 229 })).toBe('not-ours')
    expect(press('Escape', { isComposing: true })).toBe('not-ours')
    expect(session.state.byId.get('field:name')?.accepted).toBe(false)
  })

  it('held down accept once', () => {
    const { press, session } = setUp('field')
    expect(press('Enter')).toBe('handled')
    expect(session.state.focusDecision).toBe(true)
    session.focus('field:sex')
    expect(press('Enter', { repeat: true })).toBe('handled')
    expect(session.state.byId.get('field:sex')?.accepted).toBe(false)
  })

  it('leave Enter to the button that has the focus', () => {
    const { press, session } = setUp('control', false)
    expect(press('Enter')).toBe('not-ours')
    expect(press('Enter', {}, { place: 'decision' })).toBe('not-ours')
    expect(session.state.byId.get('field:name')?.accepted).toBe(false)
  })

  it('approve with Ctrl+Enter from anywhere', () => {
    const { press, opened } = setUp('field')
    expect(press('Enter', { ctrlKey: true })).toBe('handled')
    expect(opened()).toBe(1)
  })

  it('move the caret in a text and the box in hand on the page', () => {
    const { press, session } = setUp('field')
    expect(press('ArrowLeft')).toBe('not-ours')
    expect(press('Delete')).toBe('not-ours')
    session.focus('field:name', { hand: 'box' })
    expect(press('ArrowLeft')).toBe('handled')
    expect(press('ArrowDown', { shiftKey: true, repeat: true })).toBe('handled')
    expect(session.state.byId.get('field:name')?.quads[0]?.[0]).toEqual([99, 30])
    expect(press('Delete')).toBe('handled')
    expect(session.state.byId.get('field:name')?.quads).toEqual([])
  })

  it('take one corner of the box in hand after the other, then the whole box again', () => {
    const { press, session } = setUp('field')
    const quad = () => session.state.byId.get('field:name')!.quads[0]!
    press('F6', { shiftKey: true })
    expect(session.state).toMatchObject({ hand: 'box', quad: 0, corner: 0 })
    press('ArrowLeft')
    expect(quad()).toEqual([
      [99, 20],
      [140, 20],
      [140, 40],
      [100, 40],
    ])
    press('F6', { shiftKey: true })
    press('ArrowUp', { shiftKey: true })
    expect(quad()[1]).toEqual([140, 10])
    expect(quad()[0]).toEqual([99, 20])
    for (let times = 0; times < 3; times += 1) press('F6', { shiftKey: true })
    expect(session.state.corner).toBeNull()
    press('ArrowRight')
    expect(quad()[0]).toEqual([100, 20])
    press('F6', { shiftKey: true })
    session.focus('field:sex')
    expect(session.state.corner).toBeNull()
  })

  it('put a box in the middle of the view, in hand and not read before it was moved', () => {
    const { press, session } = setUp('field')
    press('F2', { shiftKey: true })
    const { quads, boxSource, value } = session.state.byId.get('field:name')!
    expect({ boxSource, value, hand: session.state.hand }).toEqual({
      boxSource: 'operator',
      value: '张三',
      hand: 'box',
    })
    const { view, stage } = session.services.view
    const middle = toPage(view, [stage.width / 2, stage.height / 2])
    expect(contains(quads[0]!, middle)).toBe(true)
    press('z', { ctrlKey: true })
    expect(session.state.byId.get('field:name')!.boxSource).toBe('provider')
  })

  it('show the bare page for as long as F4 is held', () => {
    const { press, session, dispatcher, context } = setUp('field')
    press('F4')
    press('F4', { repeat: true })
    expect(session.state.bare).toBe(true)
    dispatcher.keyUp({ code: 'ShiftLeft' }, context)
    expect(session.state.bare).toBe(true)
    dispatcher.keyUp({ code: 'F4' }, context)
    expect(session.state.bare).toBe(false)
    press('F4')
    dispatcher.releaseAll(context)
    expect(session.state.bare).toBe(false)
  })

  it('take back an approval when nothing was done in this document', () => {
    const { press } = setUp('nowhere', false)
    let recalled = 0
    const recall = () => {
      recalled += 1
      return true
    }
    press('z', { ctrlKey: true }, { recall })
    expect(recalled).toBe(1)
  })

  it('leave the browser what cannot be done', () => {
    const { press, session } = setUp('field')
    session.focus('field:name')
    expect(press('Tab', { shiftKey: true })).toBe('not-ours')
    expect(press('Tab')).toBe('handled')
    expect(session.state.focus).toBe('field:sex')
  })

  it('can be given to a command by hand', () => {
    const command: Command = { id: 'probe', group: 'help', keys: ['F1'], places: ['page'], run: () => undefined }
    const dispatcher = new Dispatcher([command], new Map([['probe', ['F7']]]))
    const { context } = setUp('page')
    expect(dispatcher.keyDown(key('F1'), context)).toBe('not-ours')
    expect(dispatcher.keyDown(key('F7'), context)).toBe('handled')
  })
})

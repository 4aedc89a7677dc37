import { describe, expect, it } from 'vitest'
import type { Point } from '#contract/geometry'
import { itemsIn } from '../model/editor-state.ts'
import { PageTargets } from '../model/page-targets.ts'
import { openTestSession, rectangle } from '../model/testing.ts'
import { toPage, toScreen } from '../model/view.ts'
import { beginGesture } from './choose.ts'
import { doubleClick } from './click.ts'
import type { Gesture, PointerInput, Preview, ToolContext } from './gesture.ts'
import { beginPinch } from './pinch.ts'

function setUp() {
  const opened = openTestSession()
  const { session } = opened
  const { view } = session.services
  const targets = new PageTargets()
  const previews: (Preview | null)[] = []
  const context: ToolContext = {
    session,
    view,
    hits: () => {
      targets.sync(itemsIn(session.state), session.state.page)
      return targets.index
    },
    preview: (preview) => previews.push(preview),
    rotation: () => view.view.rotation,
  }
  const at = (page: Point, patch: Partial<PointerInput> = {}): PointerInput => ({
    id: 1,
    point: toScreen(view.view, page),
    kind: 'mouse',
    button: 'left',
    mod: false,
    shift: false,
    space: false,
    ...patch,
  })
  const click = (page: Point, patch: Partial<PointerInput> = {}) => {
    const input = at(page, patch)
    beginGesture(context, input)?.finish(input)
  }
  const drag = (
    from: Point,
    to: Point,
    patch: Partial<PointerInput> = {},
    end: 'finish' | 'cancel' = 'finish',
  ): Gesture => {
    const target = at(to, patch)
    const gesture = beginGesture(context, at(from, patch))!
    gesture.move(target)
    if (end === 'finish') gesture.finish(target)
    else gesture.cancel()
    return gesture
  }
  const quadsOf = (id: string) => session.state.byId.get(id)!.quads
  return { ...opened, context, view, previews, at, click, drag, quadsOf }
}

describe('a click', () => {
  it('on a box takes it in hand, in the list and on the page', () => {
    const { session, click } = setUp()
    click([110, 70])
    expect(session.state).toMatchObject({ focus: 'field:sex', hand: 'box' })
  })

  it('on a word outside every box fills the field in focus', () => {
    const { session, click } = setUp()
    session.focus('field:name')
    click([30, 30])
    expect(session.state.byId.get('field:name')?.value).toBe('姓名')
  })

  it('with Ctrl appends the word, also from under another box', () => {
    const { session, click } = setUp()
    session.focus('field:name')
    click([110, 70], { mod: true })
    expect(session.state).toMatchObject({ focus: 'field:name' })
    expect(session.state.byId.get('field:name')?.value).toBe('张三女')
  })

  it('fills an empty field from under another box', () => {
    const { session, click } = setUp()
    session.focus('field:address')
    session.type('field:address', '')
    click([110, 70])
    expect(session.state.byId.get('field:address')?.value).toBe('女')
  })

  it('of the right button is nothing', () => {
    const { context, at } = setUp()
    expect(beginGesture(context, at([10, 10], { button: 'right' }))).toBeNull()
  })

  it('twice on nothing holds the view still, and lets it go again', () => {
    const { session, context, at } = setUp()
    doubleClick(context, at([500, 350]))
    expect(session.state.frozen).toBe(true)
    doubleClick(context, at([110, 70]))
    expect(session.state.frozen).toBe(true)
    doubleClick(context, at([500, 350]))
    expect(session.state.frozen).toBe(false)
  })
})

describe('a drag', () => {
  it('moves the box in hand as one step of the history', () => {
    const { session, drag, quadsOf, previews } = setUp()
    session.focus('field:name', { still: true })
    drag([120, 30], [220, 130])
    expect(quadsOf('field:name')).toEqual([rectangle(200, 120, 40, 20)])
    expect(session.state.history.done).toHaveLength(1)
    expect(previews.at(-1)).toBeNull()
    session.undo()
    expect(quadsOf('field:name')).toEqual([rectangle(100, 20, 40, 20)])
  })

  it('that is interrupted changes nothing', () => {
    const { session, drag, quadsOf, previews } = setUp()
    session.focus('field:name', { still: true })
    drag([120, 30], [220, 130], {}, 'cancel')
    expect(quadsOf('field:name')).toEqual([rectangle(100, 20, 40, 20)])
    expect(session.state.history.done).toHaveLength(0)
    expect(previews.at(-1)).toBeNull()
  })

  it('at a corner moves that corner only, at any zoom', () => {
    const { session, drag, quadsOf, view } = setUp()
    session.focus('field:name', { still: true })
    for (const factor of [1, 3]) {
      view.zoomAt(toScreen(view.view, [100, 20]), factor)
      drag([140, 40], [160, 60])
      expect(quadsOf('field:name')).toEqual([
        [
          [100, 20],
          [140, 20],
          [160, 60],
          [100, 40],
        ],
      ])
      session.undo()
    }
  })

  it('moves another box with a mouse, and the page with a finger', () => {
    const { session, drag, quadsOf, view } = setUp()
    session.focus('field:name', { still: true })
    drag([110, 110], [130, 130])
    expect(quadsOf('field:birth_date')).toEqual([rectangle(120, 120, 160, 20)])
    session.undo()
    session.focus('field:name', { still: true })
    const before = view.view
    drag([110, 110], [130, 130], { kind: 'touch' })
    expect(quadsOf('field:birth_date')).toEqual([rectangle(100, 100, 160, 20)])
    expect(view.view).not.toEqual(before)
  })

  it('with Space, the middle button or on nothing moves the page; interrupted, the page returns', () => {
    const { drag, view, session } = setUp()
    session.focus('field:name', { still: true })
    for (const patch of [{ space: true }, { button: 'middle' as const }, {}]) {
      const before = view.view
      const under = toPage(view.view, [400, 300])
      drag([500, 350], [480, 340], patch)
      expect(toPage(view.view, [400, 300])[0]).toBeCloseTo(under[0] + 20)
      view.panBy(before.x - view.view.x, before.y - view.view.y)
    }
    const before = view.view
    drag([500, 350], [480, 340], {}, 'cancel')
    expect(view.view.x).toBeCloseTo(before.x)
  })

  it('draws a box for the field in focus, and reads it', async () => {
    const { session, drag, quadsOf } = setUp()
    session.focus('field:name', { still: true })
    session.set({ tool: 'draw' })
    drag([300, 300], [380, 330])
    await Promise.resolve()
    expect(quadsOf('field:name')).toEqual([rectangle(300, 300, 80, 30)])
    expect(session.state.tool).toBe('select')
  })

  it('of a few pixels draws nothing', () => {
    const { session, drag, quadsOf } = setUp()
    session.focus('field:name', { still: true })
    session.set({ tool: 'draw' })
    drag([300, 300], [301, 301])
    expect(quadsOf('field:name')).toEqual([rectangle(100, 20, 40, 20)])
  })
})

describe('a lasso', () => {
  const around = (context: ToolContext, at: ReturnType<typeof setUp>['at'], patch: Partial<PointerInput>) => {
    const gesture = beginGesture(context, at([95, 10], patch))!
    const way: Point[] = [
      [150, 10],
      [150, 50],
      [95, 50],
      [95, 12],
    ]
    for (const point of way) gesture.move(at(point, patch))
    return { finish: () => gesture.finish(at([95, 11], patch)), cancel: () => gesture.cancel() }
  }

  it('by Shift and a drag fills the field in focus with what it holds, as one step of the history', () => {
    const { session, context, at, previews } = setUp()
    session.focus('field:sex', { still: true })
    const gesture = around(context, at, { shift: true })
    expect(previews.at(-1)?.lasso?.held).toEqual([rectangle(100, 20, 40, 20)])
    gesture.finish()
    expect(previews.at(-1)).toBeNull()
    expect(session.state.byId.get('field:sex')).toMatchObject({
      value: '张三',
      quads: [rectangle(100, 20, 40, 20)],
      boxSource: 'operator',
    })
    expect(session.state.history.done).toHaveLength(1)
  })

  it('with Ctrl appends', () => {
    const { session, context, at } = setUp()
    session.focus('field:sex', { still: true })
    around(context, at, { shift: true, mod: true }).finish()
    expect(session.state.byId.get('field:sex')?.value).toBe('女张三')
  })

  it('is drawn by a finger with the tool in hand, which is put away after it', () => {
    const { session, context, at } = setUp()
    session.focus('field:sex', { still: true })
    session.set({ tool: 'lasso' })
    around(context, at, { kind: 'touch' }).finish()
    expect(session.state.byId.get('field:sex')?.value).toBe('张三')
    expect(session.state.tool).toBe('select')
  })

  it('that is interrupted or holds nothing changes nothing', () => {
    const { session, context, at, drag } = setUp()
    session.focus('field:sex', { still: true })
    around(context, at, { shift: true }).cancel()
    drag([500, 300], [560, 380], { shift: true })
    expect(session.state.byId.get('field:sex')?.value).toBe('女')
    expect(session.state.announcement.key).toBe('lassoEmpty')
  })
})

describe('two fingers', () => {
  it('zoom about their middle and carry the page along', () => {
    const { view } = setUp()
    const before = view.view.scale
    const under = toPage(view.view, [400, 300])
    const pinch = beginPinch(view, [350, 300], [450, 300])
    pinch.move([300, 320], [500, 320])
    expect(view.view.scale).toBeCloseTo(before * 2)
    const [x, y] = toScreen(view.view, under)
    expect([x, y]).toEqual([expect.closeTo(400), expect.closeTo(320)])
  })
})

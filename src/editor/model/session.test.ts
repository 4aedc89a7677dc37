import { describe, expect, it } from 'vitest'
import type { ChangeSet } from '#contract/review'
import { acceptAndGoOn, cycleMark, cycleReading, fillFromPage, goBack, goToNeighbour, revert } from './actions.ts'
import { lookAgain, nudge, removeBox, takeDrawn } from './box-actions.ts'
import { approve, decide, reopen } from './decisions.ts'
import { itemsIn } from './editor-state.ts'
import { KeptHistories } from './kept-histories.ts'
import { SendFailure } from './outbox.ts'
import { cardFields, detail, field, line, openTestSession, recognition, rectangle, settle } from './testing.ts'

/** A card whose ID number fails its check, whose name is doubtful and whose ethnicity is empty. */
function doubtfulCard() {
  const fields = cardFields().map((each) => {
    if (each.key === 'id_number') return { ...each, value: '110105194912310021' }
    if (each.key === 'name') return { ...each, confidence: 0.5 }
    if (each.key === 'ethnicity') return { ...each, value: null }
    return each
  })
  return openTestSession({ detail: detail({ recognition: recognition({ fields }) }) })
}

describe('opening', () => {
  it('puts the focus on the most urgent flag, or on Approve when there is none', () => {
    expect(doubtfulCard().session.state).toMatchObject({ focus: 'field:id_number', focusDecision: false })
    expect(openTestSession().session.state).toMatchObject({ focus: null, focusDecision: true })
  })

  it('comes back as it was: unsent changes, what was being typed, and a way to undo both', async () => {
    const changeSet: ChangeSet = {
      id: '10000000-0000-4000-8000-000000000000',
      recognitionId: 'recognition-1',
      label: 'value',
      changes: [{ type: 'value', item: 'field:name', from: '张三', to: '张四' }],
    }
    const { session } = openTestSession({
      leftovers: [{ documentId: 'document-1', changeSet, baseSequence: 0 }],
      draft: { documentId: 'document-1', recognitionId: 'recognition-1', item: 'field:address', text: '北京市西城区' },
    })
    expect(session.state.byId.get('field:name')?.value).toBe('张四')
    expect(session.state.byId.get('field:address')?.value).toBe('北京市西城区')
    session.undo()
    session.undo()
    expect(session.state.byId.get('field:name')?.value).toBe('张三')
  })

  it('shows a document that nobody has read yet', () => {
    const { session } = openTestSession({ detail: detail({ recognition: null }) })
    expect(itemsIn(session.state)).toEqual([])
    session.refresh(detail())
    expect(itemsIn(session.state)).toHaveLength(6)
  })
})

describe('the loop', () => {
  it('Enter accepts and goes through the flags by urgency; after the last one stands Approve, untouched', () => {
    const { session, opened } = doubtfulCard()
    const seen: (string | null)[] = []
    for (let step = 0; step < 3; step++) {
      seen.push(session.state.focus)
      acceptAndGoOn(session)
    }
    expect(seen).toEqual(['field:id_number', 'field:name', 'field:ethnicity'])
    expect(session.state.focusDecision).toBe(true)
    expect(session.state.flags.size).toBe(0)
    expect(session.state.document?.review.decision.state).toBe('open')
    expect(opened()).toBe(0)
  })

  it('Shift+Enter goes back to what was accepted', () => {
    const { session } = doubtfulCard()
    acceptAndGoOn(session)
    acceptAndGoOn(session)
    goBack(session)
    expect(session.state.focus).toBe('field:name')
    goBack(session)
    expect(session.state.focus).toBe('field:id_number')
  })

  it('Tab goes through every field and ends at Approve', () => {
    const { session } = doubtfulCard()
    session.focus('field:name')
    for (let step = 0; step < 5; step++) expect(goToNeighbour(session, 1)).toBe(true)
    expect(session.state.focus).toBe('field:id_number')
    goToNeighbour(session, 1)
    expect(session.state.focusDecision).toBe(true)
    goToNeighbour(session, -1)
    expect(session.state).toMatchObject({ focus: 'field:id_number', focusDecision: false })
    session.focus('field:name')
    expect(goToNeighbour(session, -1)).toBe(false)
  })

  it('checks run while one types, and a repair is one of the readings', () => {
    const { session } = doubtfulCard()
    expect(session.state.checks.get('field:id_number')?.some(({ ok }) => !ok)).toBe(true)
    session.type('field:id_number', '11010519491231002X')
    expect(session.state.checks.get('field:id_number')?.every(({ ok }) => ok)).toBe(true)
    expect(session.state.flags.has('field:id_number')).toBe(false)
    session.dropDraft()
    cycleReading(session)
    expect(session.state.byId.get('field:id_number')?.value).not.toBe('110105194912310021')
    expect(session.state.checks.get('field:id_number')?.find(({ id }) => id === 'cn-id-checksum')?.ok).toBe(true)
  })

  it('Esc returns to what the machine said, also from a half-typed text', () => {
    const { session } = doubtfulCard()
    session.focus('field:name')
    session.type('field:name', '张')
    expect(revert(session)).toBe(true)
    expect(session.state.draft).toBeNull()
    expect(session.state.byId.get('field:name')?.value).toBe('张三')
    session.type('field:name', '李四')
    session.commitDraft()
    revert(session)
    expect(session.state.byId.get('field:name')?.value).toBe('张三')
    expect(revert(session)).toBe(false)
  })

  it('marks missing, illegible, neither; a marked field is no flag', () => {
    const { session } = doubtfulCard()
    session.focus('field:ethnicity')
    cycleMark(session)
    expect(session.state.byId.get('field:ethnicity')?.mark).toBe('missing')
    expect(session.state.flags.has('field:ethnicity')).toBe(false)
    cycleMark(session)
    expect(session.state.byId.get('field:ethnicity')?.mark).toBe('illegible')
    cycleMark(session)
    expect(session.state.byId.get('field:ethnicity')?.mark).toBeNull()
  })

  it('fills from the page, and appends', () => {
    const { session } = doubtfulCard()
    session.focus('field:ethnicity')
    expect(fillFromPage(session, [165, 70], false)).toBe(true)
    expect(session.state.byId.get('field:ethnicity')).toMatchObject({ value: '民族', boxSource: 'operator' })
    expect(fillFromPage(session, [245, 70], true)).toBe(true)
    expect(session.state.byId.get('field:ethnicity')).toMatchObject({ value: '民族汉' })
    expect(session.state.byId.get('field:ethnicity')?.quads).toHaveLength(2)
    expect(fillFromPage(session, [500, 390], false)).toBe(false)
  })
})

describe('typing', () => {
  it('becomes one change when it pauses, and one step of the history', async () => {
    const { session, clock, server } = openTestSession()
    session.focus('field:name')
    for (const text of ['李', '李四']) session.type('field:name', text)
    expect(session.state.history.done).toHaveLength(0)
    clock.pass(700)
    expect(session.state.history.done).toHaveLength(1)
    await settle()
    expect(server.stored.at(-1)?.changes).toEqual([{ type: 'value', item: 'field:name', from: '张三', to: '李四' }])
    expect(session.state).toMatchObject({ saved: 'saved', draft: null })
    session.undo()
    expect(session.state.byId.get('field:name')?.value).toBe('张三')
    session.redo()
    expect(session.state.byId.get('field:name')?.value).toBe('李四')
  })

  it('never becomes a change while an input method composes', () => {
    const { session, clock } = openTestSession()
    session.type('field:name', 'zhang')
    session.holdDraft()
    clock.pass(60_000)
    expect(session.state.byId.get('field:name')?.value).toBe('张三')
    expect(session.state.draft?.text).toBe('zhang')
  })

  it('is kept by the journal at every key', async () => {
    const { session, journal } = openTestSession()
    session.type('field:name', '李')
    await settle()
    expect(await journal.draft('document-1')).toMatchObject({ item: 'field:name', text: '李' })
    session.commitDraft()
    await settle()
    expect(await journal.draft('document-1')).toBeNull()
  })

  it('makes a value that was accepted doubtful again', () => {
    const { session } = doubtfulCard()
    acceptAndGoOn(session)
    session.type('field:id_number', '110105194912310022')
    session.commitDraft()
    expect(session.state.flags.get('field:id_number')).toBe('check')
  })
})

describe('one history', () => {
  it('over text, boxes, marks and decisions, in the order of the hand', () => {
    const { session } = openTestSession()
    session.focus('field:name')
    session.type('field:name', '李四')
    session.commitDraft()
    nudge(session, [1, 0])
    cycleMark(session)
    decide(session, 'rejected', 'blurred')
    const before = itemsIn(openTestSession().session.state)
    for (let step = 0; step < 4; step++) session.undo()
    expect(itemsIn(session.state)).toEqual(before)
    expect(session.state.document?.review.decision.state).toBe('open')
    for (let step = 0; step < 4; step++) session.redo()
    expect(session.state.byId.get('field:name')).toMatchObject({
      value: '李四',
      mark: 'missing',
      boxSource: 'operator',
    })
    expect(session.state.document?.review.decision).toEqual({ state: 'rejected', reason: 'blurred' })
    expect(session.state.history.undone).toHaveLength(0)
  })

  it('takes a decision back for ten seconds and no longer', () => {
    const { session, clock, opened } = openTestSession()
    decide(session, 'approved', null)
    clock.pass(9_999)
    session.undo()
    expect(session.state.document?.review.decision.state).toBe('open')
    session.redo()
    expect(session.state.document?.review.decision.state).toBe('approved')
    expect(opened()).toBe(2)
    clock.pass(10_000)
    session.undo()
    expect(session.state.document?.review.decision.state).toBe('approved')
    expect(session.state.announcement.key).toBe('nothingToUndo')
  })

  it('goes on to the work from before a decision that was taken back', () => {
    const { session, clock } = openTestSession()
    session.focus('field:name')
    session.type('field:name', '李四')
    decide(session, 'approved', null)
    clock.pass(20_000)
    reopen(session)
    session.undo()
    expect(session.state.byId.get('field:name')?.value).toBe('张三')
    expect(session.state.document?.review.decision.state).toBe('open')
  })

  it('never takes back what somebody else did', async () => {
    const { session, server } = openTestSession()
    session.focus('field:name')
    session.type('field:name', '李四')
    session.commitDraft()
    await settle()
    const theirs: ChangeSet = {
      id: '20000000-0000-4000-8000-000000000000',
      recognitionId: 'recognition-1',
      label: 'value',
      sequence: 2,
      author: 'other',
      changes: [{ type: 'value', item: 'field:name', from: '李四', to: '王五' }],
    }
    server.stored.push(theirs)
    session.refresh(detail({ changeSets: [...server.stored], sequence: 2 }))
    expect(session.state.byId.get('field:name')?.value).toBe('王五')
    session.undo()
    expect(session.state.byId.get('field:name')?.value).toBe('王五')
  })

  it('forgets what was undone when something new is done', () => {
    const { session } = openTestSession()
    session.focus('field:name')
    nudge(session, [1, 0])
    session.undo()
    nudge(session, [0, 1])
    session.redo()
    expect(session.state.byId.get('field:name')?.quads).toEqual([rectangle(100, 21, 40, 20)])
  })
})

describe('a history that waits', () => {
  it('is there for whoever comes back to the document, and not for another reading of it', async () => {
    const histories = new KeptHistories()
    const first = openTestSession({}, { histories })
    first.session.type('field:name', '李四')
    first.session.commitDraft()
    const { pending } = first.session.state.document!
    first.session.close()
    const stored = detail({ changeSets: pending.map((changeSet, index) => ({ ...changeSet, sequence: index + 1 })) })
    const again = openTestSession({ detail: stored }, { histories }).session
    expect(again.state.byId.get('field:name')?.value).toBe('李四')
    again.undo()
    expect(again.state.byId.get('field:name')?.value).toBe('张三')
    const other = detail({ recognition: { ...recognition(), id: 'recognition-2' } })
    expect(openTestSession({ detail: other }, { histories }).session.state.history.done).toEqual([])
  })
})

describe('boxes', () => {
  it('are nudged by page pixels and removed', () => {
    const { session } = openTestSession()
    session.focus('field:name')
    nudge(session, [10, 0])
    expect(session.state.byId.get('field:name')).toMatchObject({
      quads: [rectangle(110, 20, 40, 20)],
      boxSource: 'operator',
    })
    removeBox(session)
    expect(session.state.byId.get('field:name')).toMatchObject({ quads: [], boxSource: null, value: '张三' })
    session.undo()
    expect(session.state.byId.get('field:name')?.quads).toHaveLength(1)
  })

  it('that are drawn belong to the field in focus and are read at once', async () => {
    const { session } = openTestSession()
    session.focus('field:name')
    await takeDrawn(session, 0, rectangle(300, 300, 50, 20))
    expect(session.state.byId.get('field:name')).toMatchObject({ value: '李四', quads: [rectangle(300, 300, 50, 20)] })
    expect(session.state.looking.size).toBe(0)
  })

  it('make a new line where the lines are the result', async () => {
    const lines = recognition({ kind: 'general-text', fields: [], lines: [line('ABC', [0, 0])] })
    const { session } = openTestSession({ detail: detail({ recognition: lines }) })
    await takeDrawn(session, 0, rectangle(300, 300, 50, 20))
    expect(itemsIn(session.state).map(({ value }) => value)).toEqual(['ABC', '李四'])
    removeBox(session)
    expect(itemsIn(session.state)).toHaveLength(1)
    session.undo()
    expect(itemsIn(session.state).map(({ value }) => value)).toEqual(['ABC', '李四'])
  })

  it('read again do not overwrite what was typed meanwhile', async () => {
    let answer: (look: { text: string; confidence: number }) => void = () => {}
    const { session } = openTestSession({}, { look: () => new Promise((resolve) => (answer = resolve)) })
    session.focus('field:name')
    const looked = lookAgain(session, 'field:name')
    session.type('field:name', '赵六')
    answer({ text: '李四', confidence: 0.9 })
    await looked
    session.commitDraft()
    expect(session.state.byId.get('field:name')?.value).toBe('赵六')
    expect(session.state.otherReadings.get('field:name')?.map(({ value }) => value)).toContain('李四')
  })
})

describe('deciding', () => {
  it('a clean document takes one key and opens the next', async () => {
    const { session, server, opened, decided } = openTestSession()
    approve(session)
    expect(opened()).toBe(1)
    expect(decided).toEqual(['document-1'])
    await settle()
    expect(server.stored.at(-1)?.changes).toEqual([
      { type: 'decision', from: { state: 'open', reason: null }, to: { state: 'approved', reason: null } },
    ])
  })

  it('approves nothing that was not painted yet', () => {
    const { session, opened } = openTestSession()
    session.patch({ seen: false })
    approve(session)
    expect(opened()).toBe(0)
    expect(session.state.announcement.key).toBe('unseen')
    session.painted()
    approve(session)
    expect(opened()).toBe(1)
  })

  it('asks for a reason while flags are open', () => {
    const { session, opened } = doubtfulCard()
    approve(session)
    expect(session.state.dialog).toBe('approve')
    expect(opened()).toBe(0)
    decide(session, 'approved', 'the customer confirmed')
    expect(session.state.document?.review.decision).toEqual({ state: 'approved', reason: 'the customer confirmed' })
  })

  it('holds a decided document still until it is opened again', () => {
    const { session } = openTestSession()
    approve(session)
    expect(session.commit('value', [{ type: 'value', item: 'field:name', from: '张三', to: 'x' }])).toBeNull()
    reopen(session)
    expect(session.commit('value', [{ type: 'value', item: 'field:name', from: '张三', to: 'x' }])).not.toBeNull()
  })

  it("changes nothing of a document that is somebody else's", () => {
    const claim = { owner: 'other', ownerName: 'Li', until: '2030-01-01T00:00:00Z' }
    const base = detail()
    const { session } = openTestSession({ detail: { ...base, document: { ...base.document, claim } } })
    expect(session.state.hold).toEqual({ by: 'other', ownerName: 'Li', until: '2030-01-01T00:00:00Z' })
    session.type('field:name', 'x')
    approve(session)
    expect(session.state.draft).toBeNull()
    expect(session.state.document?.review.decision.state).toBe('open')
  })
})

describe('two people', () => {
  const theirs: ChangeSet = {
    id: '20000000-0000-4000-8000-000000000000',
    recognitionId: 'recognition-1',
    label: 'value',
    sequence: 1,
    author: 'Li',
    changes: [{ type: 'value', item: 'field:name', from: '张三', to: '王五' }],
  }

  async function conflicting() {
    const opened = openTestSession()
    opened.server.fail = new SendFailure('conflict', null, [theirs])
    opened.session.focus('field:name')
    opened.session.type('field:name', '李四')
    opened.session.commitDraft()
    await settle()
    opened.server.fail = null
    opened.server.stored.push(theirs)
    return opened
  }

  it('see both values and lose neither when mine stands', async () => {
    const { session, server } = await conflicting()
    expect(session.state.dialog).toBe('conflict')
    const [disagreement] = session.state.conflict!.disagreements
    expect(disagreement).toMatchObject({ mine: { value: '李四' }, theirs: { value: '王五' }, author: 'Li' })
    session.settleConflict(() => 'mine')
    await settle()
    expect(session.state.byId.get('field:name')?.value).toBe('李四')
    expect(session.state).toMatchObject({ dialog: null, conflict: null, saved: 'saved' })
    expect(server.stored.map(({ changes }) => changes[0])).toMatchObject([
      { from: '张三', to: '王五' },
      { from: '王五', to: '李四' },
    ])
  })

  it('also when the other value came by another way before the choice was made', async () => {
    const { session, server } = await conflicting()
    session.refresh(detail({ changeSets: [theirs], sequence: 1 }))
    session.settleConflict(() => 'theirs')
    await settle()
    expect(session.state.byId.get('field:name')?.value).toBe('王五')
    expect(server.stored).toHaveLength(3)
  })

  it('know who holds the document, as soon as it is taken over', () => {
    const { session } = openTestSession()
    session.set({ hold: { by: 'me' } })
    const base = detail()
    const other = { owner: 'other', ownerName: 'Li', until: '2030-01-01T00:00:00Z' }
    session.refresh({ ...base, document: { ...base.document, claim: null } })
    expect(session.state.hold).toEqual({ by: 'me' })
    session.refresh({ ...base, document: { ...base.document, claim: other } })
    expect(session.state.hold).toEqual({ by: 'other', ownerName: 'Li', until: '2030-01-01T00:00:00Z' })
    session.refresh(base)
    expect(session.state.hold).toEqual({ by: 'nobody' })
  })

  it('and when theirs stands', async () => {
    const { session, server } = await conflicting()
    session.settleConflict(() => 'theirs')
    await settle()
    expect(session.state.byId.get('field:name')?.value).toBe('王五')
    expect(server.stored.map(({ changes }) => changes[0])).toMatchObject([
      { to: '王五' },
      { from: '王五', to: '李四' },
      { from: '李四', to: '王五' },
    ])
  })
})

it('a new machine reading takes the place of an old one only where nobody is at work', () => {
  const newer = detail({ recognition: recognition({ id: 'recognition-2', fields: [field('name', '新')] }) })
  const touched = openTestSession().session
  touched.type('field:name', '李四')
  touched.refresh(newer)
  expect(touched.state.document?.recognition.id).toBe('recognition-1')
  const untouched = openTestSession().session
  untouched.refresh(newer)
  expect(untouched.state.byId.get('field:name')?.value).toBe('新')
})

it('a new machine reading leaves corrections, the way back and the focus where they are', async () => {
  const { session, server } = openTestSession()
  session.focus('field:name')
  session.type('field:name', '李四')
  session.commitDraft()
  await settle()
  const fields = cardFields().map((each) => (each.key === 'name' ? { ...each, value: '张五' } : each))
  const newer = detail({ recognition: recognition({ id: 'recognition-2', fields }), changeSets: server.stored })
  session.refresh({ ...newer, sequence: 1 })
  expect(session.state.document?.recognition.id).toBe('recognition-2')
  expect(session.state).toMatchObject({ focus: 'field:name', focusDecision: false })
  expect(session.state.byId.get('field:name')?.value).toBe('李四')
  session.undo()
  expect(session.state.byId.get('field:name')?.value).toBe('张三')
})

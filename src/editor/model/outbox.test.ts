import { describe, expect, it } from 'vitest'
import type { ChangeSet } from '#contract/review'
import { volatileJournal } from './journal.ts'
import { Outbox, SendFailure, type OutboxEvent } from './outbox.ts'
import { FakeServer, ManualClock, settle } from './testing.ts'

function entry(id: string, baseSequence = 0) {
  const changeSet: ChangeSet = {
    id,
    recognitionId: 'r',
    label: 'value',
    changes: [{ type: 'value', item: 'field:name', from: null, to: id }],
  }
  return { documentId: 'one', changeSet, baseSequence }
}

function setUp() {
  const journal = volatileJournal()
  const server = new FakeServer()
  const clock = new ManualClock()
  const outbox = new Outbox({ journal, send: server.send, later: clock.later })
  const events: OutboxEvent[] = []
  outbox.subscribe('one', (event) => events.push(event))
  return {
    journal,
    server,
    clock,
    outbox,
    events,
    states: () => events.flatMap((event) => (event.type === 'state' ? [event.state] : [])),
  }
}

describe('the outbox', () => {
  it('journals first, sends behind, and forgets only what the server stored', async () => {
    const { journal, server, outbox, states } = setUp()
    await outbox.append(entry('a'))
    expect(await journal.pending('one')).toHaveLength(1)
    await settle()
    expect(server.stored.map(({ id }) => id)).toEqual(['a'])
    expect(await journal.pending('one')).toHaveLength(0)
    expect(states()).toEqual(['saving', 'saved'])
  })

  it('keeps the order of many appends', async () => {
    const { server, outbox } = setUp()
    const ids = Array.from({ length: 40 }, (_, index) => `step ${index}`)
    await Promise.all(ids.map((id) => outbox.append(entry(id))))
    await outbox.settled('one')
    expect(server.stored.map(({ id }) => id)).toEqual(ids)
    expect(outbox.stateOf('one')).toBe('saved')
  })

  it('says that it is kept here while the server is away, tries again later and later, and gets through', async () => {
    const { server, outbox, clock, states } = setUp()
    server.fail = new SendFailure('unreachable')
    await outbox.append(entry('a'))
    await settle()
    expect(outbox.stateOf('one')).toBe('kept')
    expect(server.calls).toBe(1)
    clock.pass(500)
    await settle()
    expect(server.calls).toBe(2)
    clock.pass(500)
    await settle()
    expect(server.calls).toBe(2)
    clock.pass(500)
    await settle()
    expect(server.calls).toBe(3)
    server.fail = null
    clock.pass(2000)
    await settle()
    expect(server.stored.map(({ id }) => id)).toEqual(['a'])
    expect(states().at(-1)).toBe('saved')
  })

  it('tries at once when the network is back', async () => {
    const { server, outbox } = setUp()
    server.fail = new TypeError('network')
    await outbox.append(entry('a'))
    await settle()
    server.fail = null
    outbox.retryNow()
    await settle()
    expect(outbox.stateOf('one')).toBe('saved')
  })

  it('sends what an earlier session left', async () => {
    const { journal, server, clock } = setUp()
    await journal.append(entry('left'))
    const outbox = new Outbox({ journal, send: server.send, later: clock.later })
    await outbox.sendLeftovers()
    await settle()
    expect(server.stored.map(({ id }) => id)).toEqual(['left'])
  })

  it('hands a conflict on and loses nothing until it is settled', async () => {
    const { journal, server, outbox, events } = setUp()
    const theirs = [entry('theirs').changeSet]
    server.fail = new SendFailure('conflict', null, theirs)
    await outbox.append(entry('mine'))
    await settle()
    expect(events.at(-1)).toEqual({ type: 'conflict', theirs })
    expect(await journal.pending('one')).toHaveLength(1)
    server.fail = null
    await outbox.replace('one', [entry('mine again', 7)])
    await settle()
    expect(server.stored.map(({ id }) => id)).toEqual(['mine again'])
    expect(outbox.stateOf('one')).toBe('saved')
  })

  it('does not hammer a server that refuses, and keeps what it refused', async () => {
    const { journal, server, outbox, clock } = setUp()
    server.fail = new SendFailure('refused')
    await outbox.append(entry('a'))
    await settle()
    clock.pass(600_000)
    await settle()
    expect(server.calls).toBe(1)
    expect(outbox.stateOf('one')).toBe('refused')
    expect(await journal.pending('one')).toHaveLength(1)
  })

  it('is settled when it is saved or cannot be', async () => {
    const { server, outbox } = setUp()
    void outbox.append(entry('a'))
    await outbox.settled('one')
    expect(outbox.stateOf('one')).toBe('saved')
    server.fail = new SendFailure('unreachable')
    void outbox.append(entry('b'))
    await outbox.settled('one')
    expect(outbox.stateOf('one')).toBe('kept')
  })
})

import { describe, expect, it } from 'vitest'
import { decide } from './decisions.ts'
import { Desk } from './desk.ts'
import type { OpenSession } from './session-core.ts'
import type { Session } from './session.ts'
import { detail, ManualClock, openTestSession, recognition, settle } from './testing.ts'

/** A desk whose documents come from a server that may be out of reach. */
function openDesk() {
  const server = { loads: [] as string[], reachable: true }
  const clock = new ManualClock()
  const sessions: Session[] = []
  const desk = new Desk<OpenSession>({
    load: async (id) => {
      server.loads.push(id)
      if (!server.reachable) throw new Error('unreachable')
      const base = detail({ recognition: recognition({ documentId: id }) })
      return { detail: { ...base, document: { ...base.document, id } }, leftovers: [], draft: null, me: 'me' }
    },
    begin: (open) => {
      const { session } = openTestSession(open, { later: clock.later })
      sessions.push(session)
      return session
    },
    later: clock.later,
  })
  const shown = () => desk.session?.state.documentId ?? null
  return { desk, server, clock, sessions, shown }
}

const unprepared = async () => {}

describe('a desk', () => {
  it('takes what lies ready in hand within the same turn, without asking anybody', async () => {
    const { desk, server, shown } = openDesk()
    await desk.open('a')
    await desk.makeReady(['b', 'c'], unprepared)
    server.reachable = false
    void desk.open('b')
    expect(shown()).toBe('b')
    expect(server.loads).toEqual(['a', 'b', 'c'])
  })

  it('keeps the document before on the screen until the next one has come', async () => {
    const { desk, shown } = openDesk()
    await desk.open('a')
    const opening = desk.open('b')
    expect(shown()).toBe('a')
    await opening
    expect(shown()).toBe('b')
  })

  it('shows the last one of several that were asked for', async () => {
    const { desk, shown } = openDesk()
    await Promise.all([desk.open('a'), desk.open('b')])
    expect(shown()).toBe('b')
  })

  it('does not fetch twice what is on its way, and lets go of what is not wanted any more', async () => {
    const { desk, server } = openDesk()
    const ready = desk.makeReady(['b'], unprepared)
    await Promise.all([ready, desk.open('b')])
    expect(server.loads).toEqual(['b'])
    await desk.makeReady(['c', 'd'], unprepared)
    await desk.makeReady(['d', 'e'], unprepared)
    expect(desk.ready).toEqual(['d', 'e'])
  })

  it('fetches again what changed while it lay ready', async () => {
    const { desk, server } = openDesk()
    await desk.makeReady(['b'], unprepared)
    await desk.renew('b')
    await desk.renew('z')
    expect(server.loads).toEqual(['b', 'b'])
  })

  it('has a document that was just decided at hand for ten seconds, history and all, also without a connection', async () => {
    const { desk, server, clock, sessions, shown } = openDesk()
    await desk.open('a')
    await desk.makeReady(['b'], unprepared)
    sessions[0]!.type('field:name', '李四')
    decide(sessions[0]!, 'approved', null)
    void desk.open('b')
    server.reachable = false
    clock.pass(9_000)
    void desk.open('a')
    expect(shown()).toBe('a')
    sessions[0]!.undo()
    expect(sessions[0]!.state.document?.review.decision.state).toBe('open')
    sessions[0]!.undo()
    expect(sessions[0]!.state.byId.get('field:name')?.value).toBe('张三')
  })

  it('lets go of it after that', async () => {
    const { desk, server, clock, sessions } = openDesk()
    await desk.open('a')
    await desk.makeReady(['b'], unprepared)
    decide(sessions[0]!, 'approved', null)
    void desk.open('b')
    clock.pass(10_000)
    await desk.open('a')
    expect(server.loads).toEqual(['a', 'b', 'a'])
  })

  it('says which document could not be fetched, and tries again when asked to', async () => {
    const { desk, server, shown } = openDesk()
    server.reachable = false
    await desk.open('a')
    expect(desk.store.getState().failure?.documentId).toBe('a')
    server.reachable = true
    await desk.open('a', true)
    expect(shown()).toBe('a')
    expect(desk.store.getState().failure).toBeNull()
    await settle()
  })
})

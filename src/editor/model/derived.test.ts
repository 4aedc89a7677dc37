import { describe, expect, it } from 'vitest'
import { derived } from './derived.ts'
import type { Session } from './session.ts'
import { openTestSession } from './testing.ts'
import { valueChanges } from './value-changes.ts'

/** What comes out when everything is looked at anew. */
function anew({ state }: Session) {
  const { byId, checks, flags } = derived(state, { ...state, document: null })
  return { byId: new Map(byId), checks: new Map(checks), flags: new Map(flags) }
}

function held({ state }: Session) {
  return { byId: new Map(state.byId), checks: new Map(state.checks), flags: new Map(state.flags) }
}

describe('what follows from the items', () => {
  it('is after every edit what it would be if all were looked at anew', () => {
    const { session } = openTestSession()
    const steps: (() => unknown)[] = [
      () => session.commit('value', valueChanges('field:id_number', '110105194912310020', session.state)),
      () => session.commit('value', valueChanges('field:name', null, session.state)),
      () => session.commit('mark', [{ type: 'mark', item: 'field:name', from: null, to: 'missing' }]),
      () => session.type('field:id_number', '11010519491231002'),
      () => session.type('field:id_number', '11010519491231002X'),
      () => session.commitDraft(),
      () => session.undo(),
      () => session.redo(),
      () => session.setThreshold(0.995),
      () => session.setThreshold(0.5),
    ]
    for (const step of steps) {
      step()
      expect(held(session)).toEqual(anew(session))
    }
  })

  it('keeps what an edit does not concern', () => {
    const { session } = openTestSession()
    const before = session.state
    session.commit('value', valueChanges('field:ethnicity', '满', before))
    expect(session.state.byId.get('field:name')).toBe(before.byId.get('field:name'))
    expect(session.state.checks.get('field:id_number')).toBe(before.checks.get('field:id_number'))
    expect(session.state.flags).toBe(before.flags)
  })
})

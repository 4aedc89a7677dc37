import { describe, expect, it } from 'vitest'
import type { Capability, Parameter } from '#contract/provider'
import type { ProviderDescription } from '../api/providers.ts'
import { choicesOf, kindOf, recogniserKey, recogniserOfKey } from './recogniser.ts'

const label = (text: string) => ({ en: text, zh: text })
const side: Parameter = {
  name: 'Side',
  type: 'enum',
  required: true,
  values: ['face', 'back'],
  valueLabels: { face: label('portrait'), back: label('emblem') },
  label: label('Side'),
}
const free: Parameter = { name: 'Scene', type: 'string', required: true, label: label('Scene') }

function capability(patch: Partial<Capability>): Capability {
  return {
    id: 'ReadCard',
    label: label('Card'),
    kinds: ['id-card-front', 'id-card-back'],
    parameters: [],
    limits: { formats: ['jpeg'] },
    asynchronous: false,
    ...patch,
  }
}

function choices(patch: Partial<Capability>, provider: Partial<ProviderDescription> = {}) {
  const whole = { id: 'cloud', label: label('Cloud'), mode: 'sandbox' as const, ready: true, ...provider }
  return choicesOf([{ ...whole, capabilities: [capability(patch)] }])
}

describe('the choices of recognisers', () => {
  it('are one a capability where nothing more has to be said', () => {
    expect(choices({}).map(({ recogniser }) => recogniser)).toEqual([{ provider: 'cloud', capability: 'ReadCard' }])
  })

  it('are one a value where a parameter says what the document is', () => {
    const decided = { name: 'Side', value: 'back', kind: 'id-card-back' }
    const found = choices({ parameters: [side], kindsByParameter: [decided] })
    expect(found.map(({ recogniser, kind, label: { en } }) => [recogniser.parameters, kind, en])).toEqual([
      [{ Side: 'face' }, 'id-card-front', 'Card: portrait'],
      [{ Side: 'back' }, 'id-card-back', 'Card: emblem'],
    ])
    expect(found.map(({ unfit }) => unfit)).toEqual([undefined, undefined])
  })

  it('say why one cannot be chosen', () => {
    expect(choices({}, { ready: false })[0]?.unfit).toBe('not-ready')
    expect(choices({ parameters: [free] })[0]?.unfit).toBe('needs-parameters')
    expect(choices({ parameters: [side, free] })[0]?.unfit).toBe('needs-parameters')
    expect(choices({ delivery: 'browser' })[0]?.unfit).toBe('goes-to-store')
    expect(choices({ parameters: [{ ...free, default: 'x' }] })[0]?.unfit).toBeUndefined()
  })

  it('have keys that lead back to them', () => {
    for (const { recogniser } of [...choices({}), ...choices({ parameters: [{ ...side, values: ['a b', 'c=&d'] }] })]) {
      expect(recogniserOfKey(recogniserKey(recogniser))).toEqual(recogniser)
    }
    expect(recogniserOfKey('nonsense')).toBeNull()
  })
})

it('the kind follows from the parameter that decides on it', () => {
  const card = capability({ kindsByParameter: [{ name: 'Side', value: 'back', kind: 'id-card-back' }] })
  expect([kindOf(card, {}), kindOf(card, { Side: 'face' }), kindOf(card, { Side: 'back' })]).toEqual([
    'id-card-front',
    'id-card-front',
    'id-card-back',
  ])
})

import { describe, expect, it } from 'vitest'
import { fieldDefinition, kinds } from './index.ts'
import { isPersonal, masked, shownThoughMasked } from './personal.ts'

describe('what is personal', () => {
  it('every field that may be shown is one of the vocabulary', () => {
    for (const [kind, key] of shownThoughMasked)
      expect([kind, key, fieldDefinition(kind, key)?.key]).toEqual([kind, key, key])
  })
  it('names, numbers, addresses and dates of birth are, on every kind that has them', () => {
    const always =
      /^(name|name_.*|surname|given_name|.*holder|owner|payee|drawer|passenger_name|birth_.*|sex|ethnicity|nationality.*|id_number|person_id|licence_number|passport_number|card_number|mrz_.*|address|.*phone|email|plate_number|vin|content|stamp_text)$/u
    const named = kinds.flatMap(({ kind, fields }) => fields.map(({ key }) => [kind, key] as const))
    const shown = named.filter(([kind, key]) => always.test(key) && !isPersonal(kind, key))
    expect(shown).toEqual([])
    expect(named.filter(([, key]) => always.test(key)).length).toBeGreaterThan(40)
  })
  it('what nobody thought of is', () => {
    expect(isPersonal('a-new-kind', 'amount')).toBe(true)
    expect(isPersonal('quota-invoice', 'native:Whatever')).toBe(true)
    expect(isPersonal('constructor', 'name')).toBe(true)
    expect(isPersonal('quota-invoice', 'amount')).toBe(false)
  })
})

it('a masked value keeps its length and its punctuation and no letter or digit of any script', () => {
  expect(masked('1990-03-07')).toBe('••••-••-••')
  expect(masked('محمد بن علي ١٢')).toBe('•••• •• ••• ••')
  expect(masked('张三 Ab-9')).toBe('•• ••-•')
  expect(masked('𠮷₿')).toBe('••')
})

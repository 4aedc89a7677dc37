import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fieldDefinition, kindByName, kinds } from './index.ts'

interface CanonicalField {
  key: string
  labelEn: string
  labelZh: string
  type: string
  values?: string[]
  check?: string
  many?: boolean
}
interface CanonicalKind {
  kind: string
  labelEn: string
  labelZh: string
  output?: string[]
  cross?: string[]
  regions?: string[]
  fields: CanonicalField[]
}

const fixture = new URL('__fixtures__/canonical.json', import.meta.url)
const canonical = (JSON.parse(readFileSync(fixture, 'utf8')) as { kinds: CanonicalKind[] }).kinds

describe('the vocabulary', () => {
  it.each(kinds.map(({ kind }) => kind))('%s says what canonical/documents.json says', (name) => {
    const expected = canonical.find(({ kind }) => kind === name)!
    const actual = kindByName(name)!
    expect(actual.label).toEqual({ en: expected.labelEn, zh: expected.labelZh })
    expect([...actual.output]).toEqual(expected.output ?? [])
    expect([...actual.cross]).toEqual(expected.cross ?? [])
    expect([...actual.regions]).toEqual(expected.regions ?? [])
    expect(
      actual.fields.map(({ key, label, type, values, check, many }) => ({ key, label, type, values, check, many })),
    ).toEqual(
      expected.fields.map(({ key, labelEn, labelZh, type, values, check, many }) => ({
        key,
        label: { en: labelEn, zh: labelZh },
        type,
        values,
        check,
        many,
      })),
    )
  })

  it('finds definitions by name and nothing by an unknown one', () => {
    expect(fieldDefinition('id-card-front', 'id_number')?.check).toBe('cn-id-checksum')
    expect(fieldDefinition('id-card-front', 'colour')).toBeUndefined()
    expect(kindByName('constructor')).toBeUndefined()
  })
})

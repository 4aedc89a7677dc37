import { expect, test } from 'vitest'
import { kindByName } from '../../contract/documents/index.ts'
import facts from './__fixtures__/capabilities.json' with { type: 'json' }
import { capabilities, wayOf } from './catalogue.ts'

interface Fact {
  action: string
  nameEn: string
  nameZh: string
  async: boolean
  inputs: { name: string; type: string; required: boolean; allowedValues?: (boolean | string | { value: string })[] }[]
  limits: Record<string, number | string[] | undefined | null> & { formats: string[]; strictBounds?: string[] }
}

const recognisers = (facts as unknown as Fact[]).filter(({ action }) => action !== 'GetAsyncJobResult')
const isFile = (name: string) => name.endsWith('URL')
const found = (id: string) => capabilities.find((capability) => capability.id === id)!

test('has the 26 recognisers of the document', () => {
  expect(recognisers).toHaveLength(26)
  expect(capabilities.map(({ id }) => id)).toEqual(recognisers.map(({ action }) => action))
})

test.each(recognisers)('$action has the names, parameters and file of the document', (fact) => {
  const { label, parameters, asynchronous, kinds } = found(fact.action)
  expect(label).toEqual({ en: fact.nameEn, zh: fact.nameZh })
  expect(asynchronous).toBe(fact.async)
  expect(wayOf(fact.action)?.file).toBe(fact.inputs.find(({ name }) => isFile(name))?.name)
  const own = fact.inputs.filter(({ name }) => !isFile(name))
  expect(parameters.map(({ name, required }) => [name, required])).toEqual(
    own.map(({ name, required }) => [name, required]),
  )
  const typeOf: Record<string, string> = { Boolean: 'boolean', Integer: 'integer', String: 'enum' }
  expect(parameters.map(({ type }) => type)).toEqual(own.map(({ type }) => typeOf[type]))
  const choices = own.filter(({ type }) => type === 'String')
  const valuesOf = (allowed: Fact['inputs'][number]['allowedValues'] = []) =>
    allowed.map((item) => (typeof item === 'object' ? item.value : String(item))).toSorted()
  const parameterOf = (wanted: string) => parameters.find(({ name }) => name === wanted)!
  for (const { name, allowedValues } of choices) {
    const { values, valueLabels, default: usual } = parameterOf(name)
    expect(values?.toSorted()).toEqual(valuesOf(allowedValues))
    expect(Object.keys(valueLabels!).toSorted()).toEqual(valuesOf(allowedValues))
    // Nothing is assumed of which side is shown.
    expect(usual === undefined || values?.includes(usual)).toBe(true)
    expect(usual === undefined).toBe(name === 'Side')
  }
  for (const kind of kinds) expect(kindByName(kind)?.kind).toBe(kind)
})

const formatOf: Record<string, string | undefined> = { JPG: 'jpeg', H264: undefined }

test.each(recognisers)('$action has the limits of the document', ({ action, limits: fact }) => {
  const { limits } = found(action)
  const formats = fact.formats.map((name) => (name in formatOf ? formatOf[name] : name.toLowerCase()))
  expect(new Set(limits.formats)).toEqual(new Set(formats.filter((name) => name !== undefined)))
  const inward = (name: string, by: number) => {
    const bound = fact[name] as number | null | undefined
    return bound === null || bound === undefined ? undefined : bound + (fact.strictBounds?.includes(name) ? by : 0)
  }
  const afterBase64 = fact['maxBase64Bytes'] as number | undefined
  expect(limits.maxBytes).toBe(afterBase64 ? Math.floor(afterBase64 / 4) * 3 : inward('maxBytes', -1))
  expect([limits.minSidePixels, limits.minSidePixels]).toEqual([inward('minWidth', 1), inward('minHeight', 1)])
  expect([limits.maxSidePixels, limits.maxSidePixels]).toEqual([inward('maxWidth', -1), inward('maxHeight', -1)])
  expect(limits.maxPages).toBe(fact['maxPages'] ?? undefined)
  expect(limits.maxFramesPerSecond).toBe(fact['maxFps'] ?? undefined)
  const seconds = fact['maxDurationSeconds'] as number | undefined
  expect(limits.maxDurationMs).toBe(seconds ? seconds * 1000 - 1 : undefined)
})

test('a side decides the kind', () => {
  for (const id of ['RecognizeIdentityCard', 'RecognizeDriverLicense', 'RecognizeDrivingLicense']) {
    const { kinds, kindsByParameter } = found(id)
    expect(kindsByParameter).toEqual([
      { name: 'Side', value: 'face', kind: kinds[0] },
      { name: 'Side', value: 'back', kind: kinds[1] },
    ])
  }
})

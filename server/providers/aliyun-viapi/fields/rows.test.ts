import { describe, expect, it } from 'vitest'
import { isRecord } from '../../values.ts'
import { facts, fixture, found, type Row } from './__fixtures__/found.ts'
import { listsOf } from './lists.ts'

/** Rows that come out nowhere on purpose: action, path, why. */
const leftOut: readonly (readonly [action: string, path: RegExp, reason: string])[] = [
  ['RecognizeIdentityCard', /FaceRectangle\./, 'the same four corners as FaceRectVertices, in another form'],
  ['RecognizeQrCode', /ImageURL$/, "the caller's own address with its signature"],
  ['RecognizeVideoCharacter', /InputFile$/, "the caller's own address"],
  ['RecognizeTable', /TableColumns\[\]\.(?:Width|Height)$/, 'a size without a place draws no box'],
  [
    'RecognizePdf',
    /WordsInfo\[\]\.(?:X|Y|Width|Height|Angle)$/,
    'the corners in Positions are drawn; this is the same box, turned',
  ],
]

/** The value at a row's path changed, wherever it stands: numbers moved, texts lengthened at both ends, booleans turned. */
function changed(value: unknown, names: readonly string[], place = 0): unknown {
  if (Array.isArray(value)) return value.map((item, index) => changed(item, names, index))
  const [name, ...rest] = names
  if (name !== undefined) {
    if (!isRecord(value) || !(name in value)) return value
    return { ...value, [name]: changed(value[name], rest) }
  }
  if (typeof value === 'number') return value * 1.1 + 7 + place * 5
  if (typeof value === 'boolean') return !value
  return typeof value === 'string' ? `7${value}7` : value
}

/** Findings without the native values: a change must be seen in what is shown. */
const shown = ({ kind, findings }: ReturnType<typeof found>) =>
  JSON.stringify({ kind, findings }, (name, value: unknown) => (name === 'native' ? undefined : value))

const isLeaf = ({ type }: Row) => type !== 'Object' && type !== 'Array<Object>'

describe.each(facts)('$action', ({ action, response }) => {
  const leaves = response.filter((row) => row.inExample && isLeaf(row) && row.path.startsWith('Data.'))

  it.each(leaves)('$path comes out', ({ path }) => {
    const names = path.replaceAll('[]', '').split('.').slice(1)
    const before = shown(found(action, 'json'))
    const after = shown(found(action, 'json', (data) => changed(data, names)))
    const isLeftOut = leftOut.some(([of, pattern]) => of === action && pattern.test(path))
    expect(after === before).toBe(isLeftOut)
  })

  it('has lists where the table has them', () => {
    const lists = response.filter(({ type }) => type.startsWith('Array<')).map(({ path }) => path.replaceAll('[]', ''))
    expect((listsOf[action] ?? []).map((name) => `Data.${name}`).sort()).toEqual(lists.sort())
  })
})

it('leaves out nothing that the tables do not have', () => {
  for (const [action, pattern] of leftOut) {
    const rows = facts.find((fact) => fact.action === action)?.response.filter(({ path }) => pattern.test(path))
    expect(rows?.length).toBeGreaterThan(0)
  }
  expect(fixture('examples/RecognizeQrCode.json')).toContain('ImageURL')
  expect(JSON.stringify(found('RecognizeQrCode', 'json'))).not.toContain('http://viapi-test')
})

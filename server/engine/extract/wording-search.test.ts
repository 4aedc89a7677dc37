import { describe, expect, it } from 'vitest'
import { indexOf, matches, wordingOf, type Sign } from './wording-search.ts'

/** Chance that can be had again by its seed. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return state / 4_294_967_296
  }
}

const shapes: Readonly<Record<string, string>> = { '0': 'o', '1': 'l', i: 'l', '5': 's', '8': 'b', '2': 'z' }

const signsOfText = (text: string, others: (at: number) => readonly string[] = () => []): Sign[] =>
  Array.from(text, (sign, index) => ({ folded: sign, shape: shapes[sign] ?? sign, others: others(index), index }))

/** Ends of matches and what they cost, found by comparing everything with everything. */
function endsOf(signs: readonly Sign[], text: string): string[] {
  const { signs: wanted, shapes: wantedShapes, most } = wordingOf(text)
  let costs = Array.from({ length: wanted.length + 1 }, (_, index) => index)
  const ends: string[] = []
  for (const [at, { folded, shape, others }] of signs.entries()) {
    const next = [0]
    for (let index = 1; index <= wanted.length; index += 1) {
      const sign = wanted[index - 1]!
      const change = folded === sign ? 0 : others.includes(sign) ? 0.3 : shape === wantedShapes[index - 1] ? 0.4 : 1
      next.push(Math.min(costs[index - 1]! + change, costs[index]! + 1, next[index - 1]! + 1))
    }
    costs = next
    if (costs.at(-1)! <= most) ends.push(`${at + 1} at ${costs.at(-1)!.toFixed(2)}`)
  }
  return ends
}

const found = (signs: readonly Sign[], text: string) =>
  matches(indexOf(signs), wordingOf(text)).map(({ to, cost }) => `${to} at ${cost.toFixed(2)}`)

describe('wordings in a row', () => {
  it('are found with signs misread, lost and added', () => {
    expect(found(signsOfText('xxdateofbirthyy'), 'Date of birth')).toContain('13 at 0.00')
    expect(found(signsOfText('dat0ofb1rth'), 'Date of birth')).toContain('11 at 1.40')
    expect(found(signsOfText('dateobirth'), 'Date of birth')).toContain('10 at 1.00')
    expect(found(signsOfText('出生曰期'), '出生日期')).toContain('4 at 1.00')
    expect(found(signsOfText('性测'), '性别')).toEqual([])
    expect(
      found(
        signsOfText('性测', (at) => (at === 1 ? ['别'] : [])),
        '性别',
      ),
    ).toEqual(['2 at 0.30'])
  })

  it('are those that comparing everything with everything finds', () => {
    const next = chance(5)
    const wordings = [
      'Date of birth',
      'Name',
      'Sex',
      'Place of issue',
      'Passport No',
      '出生日期',
      '姓名',
      'Signature of bearer',
    ]
    for (let round = 0; round < 300; round += 1) {
      let text = ''
      for (let part = 0; part < 6; part += 1) {
        for (const sign of wordingOf(wordings[Math.floor(next() * wordings.length)]!).signs) {
          const luck = next()
          if (luck < 0.06) continue
          text += luck < 0.12 ? 'aeio01l5sn日出'[Math.floor(next() * 12)]! : sign
          if (luck > 0.95) text += 'x'
        }
      }
      const signs = signsOfText(text, () => (next() < 0.1 ? ['a', 'o'] : []))
      for (const wording of wordings)
        expect([text, wording, found(signs, wording)]).toEqual([text, wording, endsOf(signs, wording)])
    }
  })
})

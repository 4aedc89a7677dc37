import { expect, it } from 'vitest'
import { kinds } from '../documents/index.ts'
import { checkLanguages, checkMessage } from './messages/index.ts'
import { runChecks } from './index.ts'

const long = 20_000
/** Nothing, too much, both directions, halves of signs, signs that NFKC makes long, and what loops in patterns. */
const texts = [
  '\u0000',
  '\ud800',
  'a\u0301'.repeat(500),
  '\u202e\u2066\u200f',
  'ﷺ'.repeat(long),
  '1'.repeat(long),
  '1 '.repeat(long / 2),
  '1,'.repeat(long / 2),
  '2020-'.repeat(long / 5),
  '1990年1月'.repeat(long / 7),
  '<'.repeat(44),
  '<'.repeat(long),
  '0'.repeat(30),
  'X'.repeat(36),
  'a.'.repeat(long / 2) + '@',
  `${'a'.repeat(120)}@${'a-'.repeat(60)}`,
  '@'.repeat(long),
  '零'.repeat(50) + '元',
  '壹拾'.repeat(28) + '元',
  '9'.repeat(400),
  '-'.repeat(long),
]

it.each(kinds)(
  '$kind: no text of any field makes the checks fail or hang, and every outcome is said in every language',
  (kind) => {
    const rest = texts.slice(0, 6)
    for (const text of texts) {
      const values = kind.fields.map(({ key }, index) => ({ key, value: index % 3 === 2 ? rest[index % 6]! : text }))
      const before = performance.now()
      const results = runChecks(kind, values)
      // 100 ms on a machine that has other work to do.
      expect(performance.now() - before).toBeLessThan(400)
      for (const check of Object.values(results).flat()) {
        expect(check.message).not.toBe('')
        for (const language of checkLanguages) expect(checkMessage(check, language)).not.toMatch(/\{\w+\}/)
      }
    }
  },
)

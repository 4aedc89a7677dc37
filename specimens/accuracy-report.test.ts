import { expect, test } from 'vitest'
import type { SpecimenScore } from './accuracy.ts'
import { besides, markdownTable } from './accuracy-report.ts'

function score(kind: string, level: 'clean' | 'hard', items: Record<string, boolean>): SpecimenScore {
  return {
    order: { kind, seed: 1, level },
    items: Object.entries(items).map(([key, exact]) => ({ key, expected: 'x', got: 'x', exact, overlap: 1 })),
    characters: { total: 10, right: 9 },
    upright: true,
    engineMs: 100,
  }
}

const scores = [
  score('passport-mrz', 'clean', { mrz_line1: true, mrz_line2: true }),
  score('passport', 'clean', { mrz_line1: true, mrz_line2: false, surname: true }),
  score('licence-plate', 'clean', { plate_number: true, 'plate_number#2': true, 'plate_number#3': false }),
  score('qr-code', 'clean', { content: true }),
]

test('a zone is right when all its lines are, and what was not measured is left out', () => {
  expect(besides('clean', scores)).toEqual([
    { name: 'machine-readable zones with every check digit right', share: 0.5, of: 2, target: 0.97 },
    { name: 'plates', share: 2 / 3, of: 3, target: 0.9 },
    { name: 'QR codes', share: 1, of: 1, target: 1 },
  ])
  expect(besides('skewed', scores).every(({ target }) => target === null)).toBe(true)
})

test('the table has a row a kind and one for all', () => {
  const table = markdownTable(new Map([['clean', scores]]))
  expect(table.split('\n')).toHaveLength(2 + 4 + 1)
  expect(table).toContain('| Licence plate | 66.7 % | 90.0 % | 100.0 % |')
  expect(table).toContain('| **all with fields** | **77.8 %** |')
})

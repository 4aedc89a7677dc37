import { amountWords, formalAmount, parseAmountWords } from './amount-words.ts'
import { fenOf, moneyOf } from './money.ts'
import { failed, passed, type CrossRule, type FieldRule } from './rule.ts'

/** The words without the zeros between, the closing 整 and other marks that are optional in practice. */
const bare = (words: string) =>
  formalAmount(words)
    .replace(/[零整]/g, '')
    .replace(/^拾/, '壹拾')

/** `cn-amount-words`: an amount in formal Chinese numerals, its units in order (PBOC 正确填写票据和结算凭证的基本规定). */
export const cnAmountWords: FieldRule = (value) => {
  const fen = parseAmountWords(value)
  if (fen === null) return failed('cn-amount-words.shape')
  if (bare(value) !== bare(amountWords(fen))) return failed('cn-amount-words.form', {}, [amountWords(fen)])
  return passed('cn-amount-words.right')
}

/** Amounts in figures and in words that must say the same. */
const wordPairs: readonly (readonly [figures: string, words: string])[] = [
  ['total_amount', 'total_amount_words'],
  ['amount', 'amount_words'],
]

/** `amount-words-agree`: figures and words say the same amount. Reported at both: either may be the wrong one. */
export const amountWordsAgree: CrossRule = (values) =>
  wordPairs.flatMap(([figures, words]) => {
    const inFigures = fenOf(values.get(figures) ?? '')
    const inWords = parseAmountWords(values.get(words) ?? '')
    if (inFigures === null || inWords === null) return []
    if (inFigures === inWords) {
      return [figures, words].map((key) => ({ key, check: passed('amount-words-agree.right') }))
    }
    const said = { figures: moneyOf(inFigures), words: moneyOf(inWords) }
    return [
      { key: figures, check: failed('amount-words-agree.wrong', said, [moneyOf(inWords)]) },
      { key: words, check: failed('amount-words-agree.wrong', said, inFigures >= 0 ? [amountWords(inFigures)] : []) },
    ]
  })

/** A sum that a document states. A part that is not filled counts as nothing where it may be missing, else the sum is not looked at. */
interface Sum {
  total: string
  parts: readonly { key: string; mayBeMissing?: true; deducted?: true }[]
}

const sums: readonly Sum[] = [
  { total: 'total_amount', parts: [{ key: 'amount_without_tax' }, { key: 'tax_amount' }] },
  { total: 'other_total', parts: [{ key: 'packaging_fee' }, { key: 'delivery_fee' }] },
  {
    total: 'paid_online',
    parts: [
      { key: 'goods_total' },
      { key: 'other_total', mayBeMissing: true },
      // Printed with or without its minus: it lowers the price either way.
      { key: 'discount_total', mayBeMissing: true, deducted: true },
    ],
  },
]

/** What the parts come to in fen; null when one that is needed is not there or is no amount. */
function sumOf({ parts }: Sum, values: ReadonlyMap<string, string>): number | null {
  let total = 0
  for (const { key, mayBeMissing, deducted } of parts) {
    const value = values.get(key)
    if (value === undefined && mayBeMissing) continue
    const fen = value === undefined ? null : fenOf(value)
    if (fen === null) return null
    total += deducted ? -Math.abs(fen) : fen
  }
  return total
}

/** What a part would have to be for the total to be right; null when it would change its sign. */
function partFor(difference: number, part: number, deducted: boolean): string | null {
  const wanted = deducted ? Math.abs(part) - difference : part + difference
  return wanted < 0 ? null : moneyOf(deducted && part < 0 ? -wanted : wanted)
}

/**
 * `amounts-add-up`: totals are what their parts come to, to the fen. Reported at the total and at its parts, any of which may be the wrong one; each offers the
 * amount with which the sum would be right.
 */
export const amountsAddUp: CrossRule = (values, kind) =>
  sums.flatMap((sum) => {
    const known = new Set(kind.fields.map(({ key }) => key))
    if (!known.has(sum.total) || sum.parts.some(({ key }) => !known.has(key))) return []
    const total = fenOf(values.get(sum.total) ?? '')
    const expected = sumOf(sum, values)
    if (total === null || expected === null) return []
    const parts = sum.parts.filter(({ key }) => values.has(key))
    const said = { parts: moneyOf(expected), total: moneyOf(total) }
    const check = (repairs: readonly string[]) =>
      total === expected ? passed('amounts-add-up.right') : failed('amounts-add-up.wrong', said, repairs)
    return [
      { key: sum.total, check: check([moneyOf(expected)]) },
      ...parts.map(({ key, deducted }) => {
        const repair = partFor(total - expected, fenOf(values.get(key)!)!, deducted === true)
        return { key, check: check(repair === null ? [] : [repair]) }
      }),
    ]
  })

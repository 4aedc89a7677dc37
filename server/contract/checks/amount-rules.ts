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
  const id = 'cn-amount-words'
  const fen = parseAmountWords(value)
  if (fen === null) return failed(id, 'This is not an amount in Chinese words (…元…角…分 or …元整).')
  if (bare(value) !== bare(amountWords(fen))) {
    return failed(id, 'The amount in words is not written in the formal way.', [amountWords(fen)])
  }
  return passed(id, 'The amount in words is well formed.')
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
    const id = 'amount-words-agree'
    if (inFigures === inWords) {
      return [figures, words].map((key) => ({ key, check: passed(id, 'The amount agrees with its words.') }))
    }
    const message = `The figures say ${moneyOf(inFigures)}, the words ${moneyOf(inWords)}.`
    return [
      { key: figures, check: failed(id, message, [moneyOf(inWords)]) },
      { key: words, check: failed(id, message, inFigures >= 0 ? [amountWords(inFigures)] : []) },
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

/** `amounts-add-up`: totals are what their parts come to, to the fen. Reported at the total; its parts are proven or doubtful with it. */
export const amountsAddUp: CrossRule = (values, kind) =>
  sums.flatMap((sum) => {
    const known = new Set(kind.fields.map(({ key }) => key))
    if (!known.has(sum.total) || sum.parts.some(({ key }) => !known.has(key))) return []
    const total = fenOf(values.get(sum.total) ?? '')
    const expected = sumOf(sum, values)
    if (total === null || expected === null) return []
    const id = 'amounts-add-up'
    const involved = [sum.total, ...sum.parts.map(({ key }) => key).filter((key) => values.has(key))]
    if (total === expected) return involved.map((key) => ({ key, check: passed(id, 'The amounts add up.') }))
    const message = `The parts come to ${moneyOf(expected)}, the total says ${moneyOf(total)}.`
    return involved.map((key) => ({ key, check: failed(id, message, key === sum.total ? [moneyOf(expected)] : []) }))
  })

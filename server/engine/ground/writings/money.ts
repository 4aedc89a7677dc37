import { amountWords } from '../../../contract/checks/amount-words.ts'
import { fenOf } from '../../../contract/checks/money.ts'
import { optionalSign, patternOf, signOf, textPattern, type Pattern, type PatternSign } from './pattern.ts'

const ignored: ReadonlySet<string> = new Set([',', '¥', ' '])
const currency = () => optionalSign('¥', ['¥', 'y', '$'], 0.01)

/** What a figure without its unit may be printed with: 7人, 1500kg, 3件. */
export const unitSigns = (): PatternSign[] => [
  optionalSign('人', ['人', '件', '份', '个', '张', '枚', '户', '座', '米', '吨', '克', '%'], 0.01),
  optionalSign('k', ['k', 'm', 'c'], 0.01),
  optionalSign('g', ['g', 'm', 't', 'l'], 0.01),
]

/** Digits of a number with its fraction, zeros at whose end may be missing. */
function figures(number: string): PatternSign[] {
  const [integer = '', fraction = ''] = number.split('.')
  const kept = fraction.replace(/0+$/, '').length
  return [
    ...Array.from(integer, (sign) => signOf(sign)),
    ...(fraction === ''
      ? []
      : [signOf('.', { accepts: ['.', ','], counts: false, wrong: 0.3, absent: kept > 0 ? 0.5 : 0.9 })]),
    ...Array.from(fraction, (sign, index) => (index < kept ? signOf(sign) : signOf(sign, { absent: 0.02, wrong: 1 }))),
  ]
}

/** The writings of a decimal number: separators of thousands or none, a fraction's zeros or none. */
export function numberPatterns(value: string): Pattern[] {
  const match = /^(-?)(\d{1,20}(?:\.\d{1,20})?)$/.exec(value)
  if (!match) return []
  const minus = match[1] ? [signOf('-', { absent: 0.3, wrong: 0.6 })] : []
  const whole = /^\d+(?=\.0+$)/.exec(match[2]!)?.[0]
  return [match[2]!, ...(whole === undefined ? [] : [whole])].map((number, index) =>
    patternOf([...minus, ...figures(number)], { among: 'numeric', ignores: ignored, handicap: 0.03 * index }),
  )
}

/** The writings of an amount: ￥1,234.50, 1234.5元, -￥3.00; in Chinese words as the last resort. */
export function moneyPatterns(value: string): Pattern[] {
  const match = /^(-?)(\d{1,15}(?:\.\d{1,2})?)$/.exec(value)
  if (!match) return []
  const minus = () => (match[1] ? [signOf('-', { absent: 0.3, wrong: 0.6, counts: false })] : [])
  const number = figures(match[2]!)
  const unit = optionalSign('元', ['元'], 0.01)
  const patterns = [patternOf([currency(), ...minus(), ...number, unit], { among: 'numeric', ignores: ignored })]
  // 20元 for 20.00; noughts behind no point are other figures, so that the last ones of 5.00 are not 0.00.
  const whole = /^\d+(?=\.0+$)/.exec(match[2]!)?.[0]
  if (whole !== undefined)
    patterns.push(
      patternOf([currency(), ...minus(), ...figures(whole), unit], {
        among: 'numeric',
        ignores: ignored,
        handicap: 0.03,
      }),
    )
  if (match[1])
    patterns.push(patternOf([...minus(), currency(), ...number, unit], { among: 'numeric', ignores: ignored }))
  const fen = fenOf(Number(match[2]!).toFixed(2))
  const words = fen === null || match[1] ? null : textPattern(amountWords(fen), { handicap: 0.3 })
  return words ? [...patterns, words] : patterns
}

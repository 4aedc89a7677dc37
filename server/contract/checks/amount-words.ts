/** Amounts in words as bills, cheques and invoices print them (正确填写票据和结算凭证的基本规定, annex 1 of the PBOC's 支付结算办法). */

const digits = '零壹贰叁肆伍陆柒捌玖'
const smallUnits = ['', '拾', '佰', '仟'] as const
const largeUnits = ['', '万', '亿', '万亿'] as const

/** Everyday and misread signs in place of the formal ones. */
const formal: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from(
    '一壹二贰两贰三叁四肆五伍六陆七柒八捌九玖〇零○零O零0零十拾百佰千仟圆元園元圓元正整億亿萬万貳贰弐贰參叁叄叁陸陆弍贰壱壹',
  ).reduce<[string, string][]>(
    (pairs, sign, index, all) => (index % 2 === 0 ? [...pairs, [sign, all[index + 1]!]] : pairs),
    [],
  ),
)

/** The formal signs of an amount alone: without its currency, marks (⊗, 大写) and blanks. */
export function formalAmount(text: string): string {
  const plain = text.normalize('NFKC').replace(/人民币|大写|[\s⊗⊙◎×xX:()¥*]/g, '')
  return Array.from(plain, (sign) => formal[sign] ?? sign).join('')
}

/** Four digits with their units; zeros inside are said once, zeros at the end not. */
function group(value: number): string {
  let words = ''
  let zero = false
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(value / 10 ** place) % 10
    if (digit === 0) {
      zero = words !== ''
      continue
    }
    words += (zero ? '零' : '') + digits[digit]! + smallUnits[place]!
    zero = false
  }
  return words
}

/** The words of whole fen, e.g. 12345 is 壹佰贰拾叁元肆角伍分; 整 follows whole yuan and whole jiao. */
export function amountWords(fen: number): string {
  const yuan = Math.floor(fen / 100)
  const jiao = Math.floor(fen / 10) % 10
  const last = fen % 10
  let words = ''
  for (let level = 3; level >= 0; level -= 1) {
    const value = Math.floor(yuan / 10_000 ** level) % 10_000
    if (value === 0) continue
    // A group that does not fill its thousands is parted from the one before by a zero.
    const zero = words !== '' && value < 1000 ? '零' : ''
    words += zero + group(value) + largeUnits[level]!
  }
  if (words !== '') words += '元'
  else if (fen === 0) return '零元整'
  if (jiao > 0) words += `${digits[jiao]!}角`
  else if (last > 0 && words !== '') words += '零'
  return last > 0 ? `${words}${digits[last]!}分` : `${words}整`
}

/** At most four digits with their units in order, 0 for an empty text; null when the units are out of order. */
function groupOf(text: string): number | null {
  let total = 0
  let digit: number | null = null
  let least = Infinity
  for (const sign of text) {
    const value = digits.indexOf(sign)
    if (value >= 0) {
      if (digit !== null) return null
      digit = value === 0 ? null : value
      continue
    }
    const unit = smallUnits.indexOf(sign as (typeof smallUnits)[number])
    // 拾元 is said for 壹拾元 too, at the beginning.
    const implied = unit === 1 && total === 0 && digit === null ? 1 : null
    if (unit < 1 || unit >= least || (digit ?? implied) === null) return null
    total += (digit ?? implied)! * 10 ** unit
    digit = null
    least = unit
  }
  return total + (digit ?? 0)
}

/** The number before 元: groups parted by 万 and 亿, each once and in order. */
function wholeOf(text: string): number | null {
  let rest = text
  let total = 0
  for (const [unit, worth] of [
    ['亿', 100_000_000],
    ['万', 10_000],
  ] as const) {
    const parts = rest.split(unit)
    if (parts.length > 2) return null
    if (parts.length < 2) continue
    const before = unit === '亿' ? wholeOf(parts[0]!) : groupOf(parts[0]!)
    if (before === null || before === 0) return null
    total += before * worth
    rest = parts[1]!
  }
  const last = groupOf(rest)
  return last === null ? null : total + last
}

/**
 * Whole fen of an amount in words: 壹佰贰拾叁元肆角伍分, ⊗叁仟圆整, 拾元正. Misread and everyday signs (圆, 正, 一) count as the formal ones, zeros between
 * are optional. Null when the text is no amount.
 */
export function parseAmountWords(text: string): number | null {
  if (text.length > 60) return null
  const match =
    /^(?:([零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+)元)?零?(?:([零壹贰叁肆伍陆柒捌玖])角)?零?(?:([零壹贰叁肆伍陆柒捌玖])分)?整?$/.exec(
      formalAmount(text),
    )
  if (!match || !(match[1] ?? match[2] ?? match[3])) return null
  const yuan = match[1] === undefined ? 0 : wholeOf(match[1])
  if (yuan === null || yuan >= 1e12) return null
  return yuan * 100 + digits.indexOf(match[2] ?? '零') * 10 + digits.indexOf(match[3] ?? '零')
}

import { optionalSign, patternOf, signOf, type Pattern, type PatternSign } from './pattern.ts'

/** Names of the months by their first three letters, the languages of identity documents (ICAO 9303-3 leaves the language to the state). */
const months: readonly (readonly string[])[] = [
  ['JANUARY', 'ENE', 'GEN'],
  ['FEBRUARY', 'FEV'],
  ['MARCH', 'MAERZ', 'MRT', 'MRZ'],
  ['APRIL', 'AVR', 'ABR'],
  ['MAY', 'MAI', 'MEI', 'MAG'],
  ['JUNE', 'GIU'],
  ['JULY', 'LUG', 'JUIL'],
  ['AUGUST', 'AOUT', 'AGO'],
  ['SEPTEMBER', 'SET'],
  ['OCTOBER', 'OKT', 'OUT', 'OTT'],
  ['NOVEMBER'],
  ['DECEMBER', 'DEZ', 'DIC'],
]

const separators = ['年', '月', '日', '号', '/', '.', '-', ',', ':']
/** A zero that need not be printed; where another sign stands in its place, the value is wrong there. */
const leadingZero = () => signOf('0', { absent: 0.04 })
const between = () => optionalSign('-', separators, 0.05)
const after = () => optionalSign('日', ['日', '号'], 0.02)

const ignored: ReadonlySet<string> = new Set(separators)
const options = { among: 'numeric', ignores: ignored } as const
/** A month's name may be printed in a second language too. */
const spoken = {
  among: 'numeric',
  ignores: new Set([...separators, ...Array.from('abcdefghijklmnopqrstuvwxyz')]),
} as const

/** A number of one or two digits whose leading zero may be missing. */
function short(digits: string): PatternSign[] {
  const [first, second] = Array.from(digits)
  if (second === undefined) return [leadingZero(), signOf(first!)]
  return first === '0' && second !== '0' ? [leadingZero(), signOf(second)] : [signOf(first!), signOf(second)]
}

const whole = (digits: string) => Array.from(digits, (sign) => signOf(sign))

/** A year of which two digits may do. */
const year = (digits: string) => [
  ...Array.from(digits.slice(0, 2), (sign) => signOf(sign, { absent: 0.3 })),
  ...whole(digits.slice(2)),
]

/** A month's name: three letters tell it, and all of them together weigh no more than one number. */
function named(name: string): PatternSign[] {
  return Array.from(name, (sign, index) =>
    index < 3 ? signOf(sign, { wrong: 0.45, absent: 0.45 }) : optionalSign(sign, [sign], 0.01),
  )
}

const numerals = ['〇零oO0', '一壹', '二贰', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖']

/** Digits one by one as Chinese numerals (二〇二一). */
const spelled = (digits: string) =>
  Array.from(digits, (sign) =>
    signOf(sign, {
      accepts: [...Array.from(numerals[Number(sign)] ?? ''), sign]
        .map((s) => s.toLowerCase())
        .map((s) => (s === '〇' ? '零' : s)),
    }),
  )

/** A number up to 31 as Chinese say it (二十一), 零 before a single one allowed. */
function said(digits: string): PatternSign[] {
  const value = Number(digits)
  const [tens, ones] = [Math.floor(value / 10), value % 10]
  const one = (digit: number) => {
    const forms = Array.from(numerals[digit] ?? '')
    return signOf(forms[0]!, { accepts: forms.map((form) => (form === '〇' ? '零' : form)) })
  }
  if (tens === 0) return [optionalSign('零', ['零'], 0.02), one(ones)]
  const ten = signOf('十', { accepts: ['十', '拾'] })
  return [...(tens > 1 ? [one(tens)] : [optionalSign('一', ['一', '壹'], 0.02)]), ten, ...(ones > 0 ? [one(ones)] : [])]
}

/** Two digits do not say the century, but the documents of the living have only two: digits of another one are wrong. */
function wrongCentury(y: string): PatternSign[] {
  if (y.startsWith('19') || y.startsWith('20')) return []
  const likely = y[1] === '9' || y[0] === '1' ? '19' : '20'
  return Array.from(y.slice(0, 2)).flatMap((sign, index) =>
    sign === likely[index] ? [] : [signOf(sign, { absent: 0.5 })],
  )
}

/**
 * The writings of a day given as year, month and day digits; nothing is asked of the calendar, so that a misread or altered date has its writings too.
 * @param vocabulary tells whether the page has such signs at all
 */
export function dayPatterns(
  [y, m, d]: readonly [string, string, string],
  { has, tail = [] }: { has: (folded: string) => boolean; tail?: readonly PatternSign[] },
): Pattern[] {
  const [month, day] = [short(m), short(d)]
  const patterns = [
    patternOf([...whole(y), between(), ...month, between(), ...day, after(), ...tail], options),
    patternOf([...day, between(), ...month, between(), ...year(y), ...tail], options),
    patternOf([...month, between(), ...day, between(), ...year(y), ...tail], { ...options, handicap: 0.02 }),
  ]
  if (tail.length === 0) {
    const short = { ...options, handicap: 0.08 }
    const century = wrongCentury(y)
    patterns.push(patternOf([...century, ...whole(y.slice(2)), ...whole(m), ...whole(d)], { ...short, mrzOnly: true }))
    patterns.push(
      patternOf([...century, ...whole(y.slice(2)), between(), ...month, between(), ...day], {
        ...short,
        handicap: 0.15,
      }),
    )
  }
  if (Number(m) < 1 || Number(m) > 12) {
    const none = signOf(m, { accepts: [], wrong: 0.45, absent: 0.45 })
    patterns.push(patternOf([...day, between(), none, between(), ...year(y), ...tail], { ...spoken, handicap: 0.05 }))
  }
  // Where the month is printed as number and name, a wrong one is marked at its number.
  if (has('月')) {
    const inBoth = [...day, between(), ...month, between(), ...year(y), ...tail]
    patterns.push(patternOf(inBoth, { ...spoken, handicap: 0.01 }))
  }
  for (const [index, name] of (months[Number(m) - 1] ?? []).entries()) {
    const handicap = index === 0 ? 0 : 0.02
    if (!Array.from(name.slice(0, 3)).some((letter) => has(letter.toLowerCase()))) continue
    const digits = Array.from(m.replace(/^0/, ''), (sign) => optionalSign(sign, [sign], 0.02))
    const both = [...digits, optionalSign('月', ['月'], 0.02), optionalSign('/', ['/'], 0.02), ...named(name)]
    patterns.push(patternOf([...day, between(), ...both, between(), ...year(y), ...tail], { ...spoken, handicap }))
    patterns.push(
      patternOf([...named(name), between(), ...day, between(), ...year(y), ...tail], {
        ...spoken,
        handicap: handicap + 0.03,
      }),
    )
  }
  if (has('年') && (has('二') || has('一') || has('贰'))) {
    const inWords = [...spelled(y), between(), ...said(m), between(), ...said(d), after(), ...tail]
    patterns.push(patternOf(inWords, options))
  }
  return patterns
}

/** YYYY-MM-DD, also of a day that does not exist; null for everything else. */
export function dayParts(value: string): [string, string, string] | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)
  return match ? [match[1]!, match[2]!, match[3]!] : null
}

const clockMarks = [':', '.', ';', '时', '点', 'h', '分']

/** HH:MM; seconds may follow. */
export function clockSigns(hours: string, minutes: string): PatternSign[] {
  return [...short(hours), optionalSign(':', clockMarks, 0.05), ...whole(minutes), optionalSign('分', ['分'], 0.01)]
}

export const clockPattern = (hours: string, minutes: string): Pattern =>
  patternOf(clockSigns(hours, minutes), { ...options, ignores: new Set(clockMarks) })

/** MM/YY of a card, also with the year in full. */
export function monthPattern(month: string, twoDigits: string): Pattern {
  const century = Array.from('20', (sign) => optionalSign(sign, [sign], 0.04))
  return patternOf([...short(month), between(), ...century, ...whole(twoDigits)], options)
}

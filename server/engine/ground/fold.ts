import traditionalToSimplified from 'opencc-js/dict/TSCharacters'

/** Signs that stand for one another in print and in answers; the first of each group stands for all. */
const groups = [
  '-‐‑‒–—―−ー_~∼〜',
  '.·•・‧∙⋅。．｡●',
  ':：∶︰',
  ',，、،',
  ';；',
  '(（[【〔{',
  ')）]】〕}',
  '"“”„«»『』「」',
  "'‘’`´′",
  '<《〈«‹＜',
  '>》〉»›＞',
  '*＊✱∗×✕',
  '/／∕',
  '¥￥',
  '元圆圓園',
  '零〇○◯',
  '号號',
  '曆历歷',
]

const together = new Map<string, string>()
for (const pair of traditionalToSimplified.split('|')) {
  const [traditional, simplified] = pair.split(' ')
  if (traditional && simplified) together.set(traditional, simplified)
}
for (const group of groups) {
  const [first, ...others] = Array.from(group)
  for (const other of others) together.set(other, first!)
}

const marks = /\p{M}/gu
const known = new Map<string, string>()
/** Unicode has more signs than any page: what somebody sends to fill the memory is forgotten again. */
const mostKnown = 20_000

/**
 * One sign in the form in which signs are compared: NFKC, lower case, without accents, simplified, look-alikes of punctuation made one. Empty for
 * blanks and marks by themselves; several signs where NFKC writes several (㎏).
 */
export function foldSign(sign: string): string {
  const before = known.get(sign)
  if (before !== undefined) return before
  let folded = ''
  for (const part of sign.normalize('NFKD').replace(marks, '').normalize('NFKC').toLowerCase().replace(marks, '')) {
    if (part.trim() !== '') folded += together.get(part) ?? part
  }
  if (known.size >= mostKnown) known.clear()
  known.set(sign, folded)
  return folded
}

export function foldText(text: string): string {
  return Array.from(text, foldSign).join('')
}

export type SignClass = 'digit' | 'letter' | 'han' | 'mark'

/** What sort of sign a folded one is; `mark` is punctuation and symbols, which no reading depends on. */
export function classOf(folded: string): SignClass {
  if (/^\p{Nd}/u.test(folded)) return 'digit'
  if (/^\p{Script=Han}/u.test(folded)) return 'han'
  return /^[\p{L}\p{N}]/u.test(folded) ? 'letter' : 'mark'
}

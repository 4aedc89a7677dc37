/**
 * Signs that recognisers and people take for one another in print, likeliest first. Drawn from the confusions that PP-OCR makes on
 * rendered numbers; both directions are listed because likelihood differs by direction.
 */
const twins: Readonly<Record<string, string>> = {
  '0': 'OQD869',
  '1': 'IL7T4',
  '2': 'Z7',
  '3': '895',
  '4': '91A',
  '5': 'S683',
  '6': '8G50B',
  '7': '1T2Z',
  '8': 'B3609',
  '9': '8430G',
  A: '4',
  B: '8R',
  C: 'G',
  D: '0O',
  E: 'F',
  F: 'EP',
  G: '6C',
  H: 'N',
  I: '1L',
  K: 'X',
  L: '1I',
  M: 'N',
  N: 'MH',
  O: '0QD',
  P: 'F',
  Q: '0O',
  R: 'B',
  S: '5',
  T: '71',
  U: 'V',
  V: 'UY',
  W: 'VM',
  X: 'K',
  Y: 'V',
  Z: '27',
}

/** The signs that `sign` may have been taken for, likeliest first, restricted to `alphabet`. */
export function lookAlikes(sign: string, alphabet: string): string[] {
  return Array.from(twins[sign] ?? '').filter((twin) => alphabet.includes(twin))
}

/** No number that has a check sign is nearly as long. */
const longest = 100

/**
 * Every text that differs from `text` in one sign by a look-alike and satisfies `accept`, likeliest first.
 * Work is bounded by six candidates a sign; a text longer than any line of an MRZ has none.
 */
export function swapRepairs(
  text: string,
  alphabetAt: (index: number) => string,
  accept: (candidate: string) => boolean,
): string[] {
  const found: { candidate: string; rank: number }[] = []
  if (text.length > longest) return []
  for (let index = 0; index < text.length; index += 1) {
    for (const [rank, twin] of lookAlikes(text[index]!, alphabetAt(index)).entries()) {
      const candidate = text.slice(0, index) + twin + text.slice(index + 1)
      if (accept(candidate)) found.push({ candidate, rank })
    }
  }
  return found.sort((first, second) => first.rank - second.rank).map(({ candidate }) => candidate)
}

const digitTwins: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  '|': '1',
  Z: '2',
  A: '4',
  S: '5',
  G: '6',
  T: '7',
  B: '8',
}

const letterTwins: Readonly<Record<string, string>> = {
  '0': 'O',
  '1': 'I',
  '2': 'Z',
  '4': 'A',
  '5': 'S',
  '6': 'G',
  '7': 'T',
  '8': 'B',
}

/** A digit where a digit must stand: the sign itself, or the digit that looks like it; undefined when none does. */
export function asDigit(sign: string): string | undefined {
  return sign >= '0' && sign <= '9' ? sign : digitTwins[sign.toUpperCase()]
}

/** A capital letter where a letter must stand: the sign itself, or the letter that looks like it; undefined when none does. */
export function asLetter(sign: string): string | undefined {
  const upper = sign.toUpperCase()
  return upper >= 'A' && upper <= 'Z' && upper.length === 1 ? upper : letterTwins[sign]
}

/** What one recogniser says of a field: a value, or null where it looked and found nothing. Who did not return the field at all casts no vote. */
export interface Vote {
  by: string
  value: string | null
}

/**
 * `agree`: all who were asked say the same. `majority`: more than half say the same, others something else. `tie`: nobody has more than half.
 * `alone`: one recogniser only returned the field. `nobody`: none did.
 */
export type Agreement = 'agree' | 'majority' | 'tie' | 'alone' | 'nobody'

export interface Consensus {
  agreement: Agreement
  /** What stands where they agree: as most of them write it. Null is "nothing there"; without a consensus it is null too. */
  value: string | null
  /** Who says so. */
  by: string[]
  /** Who says the same, the largest group first. */
  groups: { value: string | null; by: string[] }[]
}

/** Marks that are not seen: directions of writing, joiners, byte order. */
const invisible = /[\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu
const aroundHan = /(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu

/**
 * A value as it is compared with another: full-width signs, kinds of dashes, middle dots and spaces, and invisible marks are no difference
 * (they are how a source writes, not what it read); letters, their case, digits and punctuation are.
 */
export function comparable(value: string): string {
  return value
    .normalize('NFKC')
    .replaceAll(invisible, '')
    .replaceAll(/[\u2010-\u2015\u2212]/gu, '-')
    .replaceAll(/[\u2022\u2027\u30FB]/gu, '\u00B7')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replaceAll(aroundHan, '')
}

/** True when two values say the same; an empty text is no value. */
export function sameReading(first: string | null, second: string | null): boolean {
  return comparable(first ?? '') === comparable(second ?? '')
}

/** The way in which most of a group write their value; of several as many, the one that was named first. */
function commonest(values: readonly (string | null)[]): string | null {
  const counts = new Map<string | null, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].toSorted(([, first], [, second]) => second - first)[0]?.[0] ?? null
}

/**
 * What recognisers agree on, by majority of those that returned the field. "Nothing there" is an answer and counts as any other.
 * @param votes in the order in which the recognisers stand; of two ways to write the same the earlier one wins
 */
export function consensusOf(votes: readonly Vote[]): Consensus {
  const found = new Map<string, Vote[]>()
  for (const vote of votes) {
    const key = comparable(vote.value ?? '')
    found.set(key, [...(found.get(key) ?? []), vote])
  }
  const groups = [...found]
    .map(([key, group]) => ({
      value: key === '' ? null : commonest(group.map(({ value }) => value)),
      by: group.map(({ by }) => by),
    }))
    .toSorted((first, second) => second.by.length - first.by.length)
  const [largest] = groups
  if (!largest) return { agreement: 'nobody', value: null, by: [], groups }
  const of = { value: largest.value, by: largest.by, groups }
  if (votes.length === 1) return { agreement: 'alone', ...of }
  if (groups.length === 1) return { agreement: 'agree', ...of }
  if (largest.by.length * 2 > votes.length) return { agreement: 'majority', ...of }
  return { agreement: 'tie', value: null, by: [], groups }
}

/** True where a person has to look: some recogniser says something else than another. */
export const isDisagreement = ({ agreement }: Pick<Consensus, 'agreement'>): boolean =>
  agreement === 'majority' || agreement === 'tie'

import type { PriceBookEntry } from '../../api/packages.ts'

/** What is typed into the form of prices: text, until it is understood. */
export interface TypedPrices {
  tiers: readonly { upTo: string; yuan: string }[]
  sizes: readonly { calls: string; yuan: string }[]
  validityYears: string
}

/** Yuan with so many digits behind the point as a whole number of the smallest unit; null for what is none. */
function parseYuan(typed: string, digits: number): number | null {
  const match = /^(\d{1,7})(?:\.(\d+))?$/u.exec(typed.trim())
  if (!match || (match[2] ?? '').length > digits) return null
  return Number(match[1]! + (match[2] ?? '').padEnd(digits, '0'))
}

/** A price a call in hundredths of a fen as yuan: 825 is 0.0825. */
export const yuanOfHundredths = (hundredths: number): string => (hundredths / 10_000).toFixed(4).replace(/0{1,2}$/u, '')

function parseCount(typed: string): number | null {
  const value = Number(typed.trim())
  return typed.trim() !== '' && Number.isInteger(value) && value >= 1 && value <= 1_000_000_000 ? value : null
}

/** The entry as the server takes it; null while something is missing or not understood. Empty rows are no rows. */
export function parsePrices(typed: TypedPrices): Omit<PriceBookEntry, 'provider' | 'capability'> | null {
  const tiers: PriceBookEntry['tiers'] = []
  const rows = typed.tiers.filter(({ upTo, yuan }) => upTo.trim() !== '' || yuan.trim() !== '')
  for (const [index, { upTo, yuan }] of rows.entries()) {
    const isLast = index === rows.length - 1
    const price = parseYuan(yuan, 4)
    const bound = isLast ? null : parseCount(upTo)
    // The last tier has no end, every other ends behind the one before.
    if (price === null || (isLast ? upTo.trim() !== '' : bound === null || bound <= (tiers.at(-1)?.upTo ?? 0)))
      return null
    tiers.push({ upTo: bound, price })
  }
  const sizes: PriceBookEntry['sizes'] = []
  for (const { calls, yuan } of typed.sizes.filter((row) => row.calls.trim() !== '' || row.yuan.trim() !== '')) {
    const [count, price] = [parseCount(calls), parseYuan(yuan, 2)]
    if (count === null || price === null || sizes.some((size) => size.calls === count)) return null
    sizes.push({ calls: count, price })
  }
  const validityYears = parseCount(typed.validityYears)
  return validityYears === null || validityYears > 10 ? null : { tiers, sizes, validityYears }
}

/** An entry as it is typed; without one, an empty row of each sort. */
export function typedOf(entry?: Omit<PriceBookEntry, 'provider' | 'capability'>): TypedPrices {
  return {
    tiers: entry?.tiers.map(({ upTo, price }) => ({
      upTo: upTo === null ? '' : String(upTo),
      yuan: yuanOfHundredths(price),
    })) ?? [{ upTo: '', yuan: '' }],
    sizes: entry?.sizes.map(({ calls, price }) => ({ calls: String(calls), yuan: (price / 100).toFixed(2) })) ?? [],
    validityYears: String(entry?.validityYears ?? 1),
  }
}

import type { PackageSize } from './price-list.ts'

/** So many packages of each size. */
export interface PackageMix {
  fen: number
  units: number
  packages: ReadonlyMap<string, number>
}

const nothing: PackageMix = { fen: 0, units: 0, packages: new Map() }

function plus(mix: PackageMix, { id, units, price }: PackageSize, count: number): PackageMix {
  if (count === 0) return mix
  const packages = new Map(mix.packages)
  packages.set(id, (packages.get(id) ?? 0) + count)
  return { fen: mix.fen + count * price, units: mix.units + count * units, packages }
}

/**
 * Mixes of packages that hold at least so many units, or as many as fit before a remainder is left to be paid call by call. Among them is the
 * cheapest that holds all: of each size either as many as fit are taken, or one more and nothing smaller, which is enough where larger packages
 * are no dearer a unit, as in every list.
 */
export function packageMixes(
  units: number,
  sizes: readonly PackageSize[],
): { covering: PackageMix[]; below: PackageMix[] } {
  const covering: PackageMix[] = []
  const below: PackageMix[] = [nothing]
  let mix = nothing
  for (const size of sizes.toSorted((one, other) => other.units - one.units)) {
    const fitting = Math.floor((units - mix.units) / size.units)
    const exact = mix.units + fitting * size.units >= units
    covering.push(plus(mix, size, exact ? fitting : fitting + 1))
    mix = plus(mix, size, fitting)
    below.push(mix)
    if (exact) break
  }
  return { covering, below }
}

/** The cheapest packages that hold at least so many units; null where there are none to buy. */
export function cheapestCover(units: number, sizes: readonly PackageSize[]): PackageMix | null {
  if (units === 0) return nothing
  const [cheapest] = packageMixes(units, sizes).covering.toSorted((one, other) => one.fen - other.fen)
  return cheapest ?? null
}

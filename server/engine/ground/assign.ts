import { PlaceIndex, type Place } from './places.ts'

/** A place that a field may have, with what speaks for it. */
export interface Candidate {
  place: Place
  /** The higher the better; at most about 2. */
  score: number
}

/** From this share in common two places are the same for two fields. */
const same = 0.5
/** Beyond this many the fields are served one after the other. */
const mostTogether = 160

/**
 * Gives every field one of its candidates so that the sum of scores is largest and no place is given twice (the Hungarian method). Undefined for a field
 * that is left without.
 */
export function assign(fields: readonly (readonly Candidate[])[]): (Candidate | undefined)[] {
  const index = new PlaceIndex()
  let spots = 0
  const at: number[][] = fields.map((candidates) =>
    candidates.map(({ place }) => {
      const known = index.like(place, same, 'larger')
      if (known !== undefined) return known
      spots += 1
      return index.add(place)
    }),
  )
  if (fields.length > mostTogether || spots > 1_200) return greedy(fields, at)
  // One column a spot, and one of each field's own for going without.
  const width = spots + fields.length
  const costs = fields.map((candidates, row) => {
    const line = new Float64Array(width).fill(9)
    for (const [index, { score }] of candidates.entries()) {
      const spot = at[row]![index]!
      line[spot] = Math.min(line[spot]!, -score)
    }
    line[spots + row] = 0
    return line
  })
  return hungarian(costs, width).map((spot, row) => {
    const candidates = fields[row]!.filter((_, index) => at[row]![index] === spot)
    return candidates.toSorted((first, second) => second.score - first.score)[0]
  })
}

function greedy(
  fields: readonly (readonly Candidate[])[],
  at: readonly (readonly number[])[],
): (Candidate | undefined)[] {
  const taken = new Set<number>()
  const chosen: (Candidate | undefined)[] = fields.map(() => undefined)
  const offers = fields.flatMap((candidates, row) =>
    candidates.map((candidate, index) => ({ row, candidate, spot: at[row]![index]! })),
  )
  for (const { row, candidate, spot } of offers.sort(
    (first, second) => second.candidate.score - first.candidate.score,
  )) {
    if (chosen[row] || taken.has(spot)) continue
    chosen[row] = candidate
    taken.add(spot)
  }
  return chosen
}

/** The column of each row with the least sum of costs; rows at most as many as columns (Kuhn 1955 with potentials). */
function hungarian(costs: readonly Float64Array[], width: number): number[] {
  const rows = costs.length
  const rowPotential = new Float64Array(rows + 1)
  const columnPotential = new Float64Array(width + 1)
  const owner = new Int32Array(width + 1)
  const way = new Int32Array(width + 1)
  for (let row = 1; row <= rows; row += 1) {
    owner[0] = row
    let column = 0
    const least = new Float64Array(width + 1).fill(Infinity)
    const used = new Uint8Array(width + 1)
    do {
      used[column] = 1
      const current = owner[column]!
      const line = costs[current - 1]!
      let delta = Infinity
      let next = 0
      for (let other = 1; other <= width; other += 1) {
        if (used[other]) continue
        const reduced = line[other - 1]! - rowPotential[current]! - columnPotential[other]!
        if (reduced < least[other]!) {
          least[other] = reduced
          way[other] = column
        }
        if (least[other]! < delta) {
          delta = least[other]!
          next = other
        }
      }
      for (let other = 0; other <= width; other += 1) {
        if (used[other]) {
          rowPotential[owner[other]!]! += delta
          columnPotential[other]! -= delta
        } else least[other]! -= delta
      }
      column = next
    } while (owner[column] !== 0)
    do {
      const previous = way[column]!
      owner[column] = owner[previous]!
      column = previous
    } while (column !== 0)
  }
  const found = Array.from({ length: rows }, () => -1)
  for (let column = 1; column <= width; column += 1) if (owner[column]! > 0) found[owner[column]! - 1] = column - 1
  return found
}

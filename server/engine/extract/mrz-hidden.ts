import { openBallot, vote, type Ballot } from './mrz-ballot.ts'
import type { MrzLine } from './mrz-grid.ts'
import type { Row } from './text-stream.ts'

/** Most signs at the begin of a line that may be hidden: a thumb's width. */
const mostHidden = 3
/** By how much a line must be worth more when its begin is taken for hidden. Check digits that only repairs satisfy, which `repairsCount` weighs, are worth less. */
const leastGain = 0.4
const repairsCount = 0.2
/** No line of a zone begins with a filler: one that was read so is worth less. */
const fillerFirst = 0.5

/** A line whose first `count` signs are hidden: what was read moves that far to the right. */
export function movedOn({ grid, ...course }: MrzLine, count: number): MrzLine {
  const { origin, pitch, bend, length } = grid
  return {
    ...course,
    grid: { origin: origin - pitch * count + bend * count * count, pitch: pitch - 2 * bend * count, bend, length },
  }
}

/**
 * Finds lines whose first signs cannot be seen, because a thumb lies on the page's corner or the picture ends there: their signs take their right
 * positions, where the check digits and the states' codes say that they stand further right. A line that has all of its positions is not moved.
 */
export function withHiddenBegins(
  lines: readonly MrzLine[],
  rows: readonly Row[],
  ballots: readonly Ballot[],
  decode: (ballot: Ballot, index: number) => { text: string; cost: number; worth: number },
): { ballots: Ballot[]; hidden: number[] } {
  const found = { ballots: [...ballots], hidden: ballots.map(() => 0) }
  for (const [index, line] of lines.entries()) {
    const worthOf = (ballot: Ballot) => {
      const { cost, worth } = decode(ballot, index)
      return worth + repairsCount * cost
    }
    const asSeen = openBallot(line)
    vote(asSeen, rows[index]!.glyphs)
    const room = asSeen.seen.toReversed().findIndex((count) => count > 0)
    const own = ballots[index]!
    let most = worthOf(own) + leastGain - (decode(own, index).text.startsWith('<') ? fillerFirst : 0)
    for (let count = 1; count <= Math.min(room, mostHidden); count += 1) {
      const moved = openBallot(movedOn(line, count))
      vote(moved, rows[index]!.glyphs)
      const worth = worthOf(moved)
      if (worth < most) continue
      most = worth
      found.ballots[index] = moved
      found.hidden[index] = count
    }
  }
  return found
}

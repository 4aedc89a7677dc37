/** Levenshtein distance in UTF-16 code units; for words and single lines, since the work grows with the product of the lengths. */
export function editDistance(first: string, second: string): number {
  let row = Array.from({ length: second.length + 1 }, (_, index) => index)
  for (let i = 1; i <= first.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= second.length; j += 1)
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (first[i - 1] === second[j - 1] ? 0 : 1)))
    row = next
  }
  return row.at(-1)!
}

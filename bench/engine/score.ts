const plain = (text: string) => text.normalize('NFKC').replaceAll(/\s/g, '')

function count(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  return counts
}

export interface Score {
  characters: number
  charactersFound: number
  lines: number
  linesExact: number
}

/**
 * How much of a page's text was read, whatever the order: characters found as often as they stand there (NFKC, blanks left out), and true
 * lines that occur whole in some line that was read.
 */
export function score(truth: readonly string[], read: readonly string[]): Score {
  const wanted = count(plain(truth.join('')))
  const found = count(plain(read.join('')))
  const whole = read.map(plain)
  let characters = 0
  let charactersFound = 0
  for (const [sign, times] of wanted) {
    characters += times
    charactersFound += Math.min(times, found.get(sign) ?? 0)
  }
  const linesExact = truth.filter((line) => whole.some((other) => other.includes(plain(line)))).length
  return { characters, charactersFound, lines: truth.length, linesExact }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length)
}

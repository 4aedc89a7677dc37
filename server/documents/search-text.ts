/** What of a document's text is searched; the rest of a book of 300 pages is found by opening it. */
const maxLength = 50_000

/** Brings text into the form in which it is compared: compatibility forms (full-width digits), case and runs of spaces do not matter. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()
}

/** The text that finds a document: its name, then each piece of text once. */
export function searchTextOf(name: string, pieces: Iterable<string>): string {
  const distinct = new Set<string>([foldText(name)])
  for (const piece of pieces) distinct.add(foldText(piece))
  return [...distinct].join('\n').slice(0, maxLength)
}

function hash(piece: string): number {
  // FNV-1a, 32 bits; a clash only costs a comparison with the text itself.
  let value = 0x811c9dc5
  for (let index = 0; index < piece.length; index += 1) {
    value = Math.imul(value ^ piece.charCodeAt(index), 0x01000193)
  }
  return value | 0
}

/** Hashes of every character and every two neighbours of folded text, each once, in ascending order. */
export function gramsOf(folded: string): number[] {
  const grams = new Set<number>()
  for (const line of folded.split('\n')) {
    const characters = Array.from(line)
    for (const [index, character] of characters.entries()) {
      grams.add(hash(character))
      const next = characters[index + 1]
      if (next !== undefined) grams.add(hash(character + next))
    }
  }
  return [...grams].sort((first, second) => first - second)
}

/** The pieces that a text must have to hold the folded `needle`: its pairs, or its only character. */
export function gramsOfNeedle(needle: string): number[] {
  const characters = Array.from(needle)
  if (characters.length < 2) return characters.map(hash)
  return [...new Set(characters.slice(1).map((character, index) => hash(characters[index]! + character)))]
}

/** For LIKE with `\` as its escape character: the needle anywhere, its own wildcards taken literally. */
export function likePattern(needle: string): string {
  return `%${needle.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
}

/** A word as a POSIX shell takes it: nothing in single quotes means anything but the quote itself. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/u.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

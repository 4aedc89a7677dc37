/**
 * A file's name as it is shown: the last part of a path, without control and direction-changing characters, which could make `fdp.exe` look
 * like `exe.pdf`. Nothing but the screen and exports sees it.
 */
export function displayName(given: string): string {
  const last = given.split(/[/\\]/).findLast((part) => part.trim() !== '') ?? ''
  const name = last
    .replaceAll(/[\p{Cc}\p{Surrogate}\u200B\u200E\u200F\u2028-\u202E\u2060\u2066-\u2069\uFEFF]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const shown = name === '' || /^\.+$/.test(name) ? 'document' : name
  return Array.from(shown).slice(0, 255).join('')
}

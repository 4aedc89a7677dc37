import type { MrzLayout } from '../../contract/checks/mrz.ts'

/** Behind four fillers nothing follows, behind three (between names there are one or two) at most a stray sign or two at a time. */
function withoutStraysBehind(names: string): string {
  const end = names.indexOf('<<<')
  const behind = end < 0 ? '' : names.slice(end)
  const most = behind.startsWith('<<<<') ? 0.5 : /[^<]{3}/.test(behind) ? 0 : 0.4
  if (end <= 0 || behind.replaceAll('<', '').length > most * behind.length) return names
  return names.slice(0, end) + '<'.repeat(behind.length)
}

/** Names without two fillers between surname and given names, where a K beside the only one may be the other: the engine reads worn fillers as K. */
function parted(names: string, mayBeFiller: (index: number) => boolean): string {
  const printed = names.replace(/<+$/, '')
  if (printed.includes('<<')) return names
  const places = Array.from(printed.matchAll(/(?<=[A-Z])(?:K<|<K)(?=[A-Z])/g), ({ 0: pair, index }) =>
    pair === 'K<' ? index : index + 1,
  ).filter(mayBeFiller)
  const [at] = places
  return at === undefined || places.length > 1 ? names : names.slice(0, at) + '<' + names.slice(at + 1)
}

/**
 * The zone with its names put right, which no check digit guards: fillers behind them that were read as letters, the pair of fillers between surname and
 * given names, and a filler behind the P (no state issues a sort K). `mayBeFiller` says of a position of the line of names whether any reading saw a
 * filler there.
 */
export function withNamesRight(
  texts: readonly string[],
  { parts: { names } }: MrzLayout,
  mayBeFiller: (position: number) => boolean,
): string[] {
  const printed = names && texts[names.line]
  // A card's third line, which has the names, may not have been found.
  if (!names || printed === undefined) return [...texts]
  const line = printed.replace(/^PK/, 'P<')
  const own = line.slice(names.from, names.to)
  const right = parted(withoutStraysBehind(own), (index) => mayBeFiller(names.from + index))
  return texts.with(names.line, line.slice(0, names.from) + right + line.slice(names.to))
}

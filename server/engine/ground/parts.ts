import { around, heightOf } from '../extract/geometry.ts'
import { placesOf, type Place, type Search } from './places.ts'
import { textPattern } from './writings/pattern.ts'

/** What parts a value whose parts may be printed in another order, or apart. */
const joints = /[\s,，;；、/|()（）]+/u

const longestChunk = 9
const mostParts = 40

/** A value's parts; of one without joints stretches of its signs, since lines break anywhere. */
function partsOf(value: string): string[] {
  const parts = value
    .slice(0, 2_000)
    .split(joints)
    .filter((part) => Array.from(part).length > 1)
  if (parts.length > 1) return parts.slice(0, mostParts)
  const signs = Array.from(value.slice(0, 2_000).replace(/\s/g, ''))
  if (signs.length < 12) return []
  const count = Math.ceil(signs.length / longestChunk)
  const size = Math.ceil(signs.length / count)
  return Array.from({ length: Math.min(count, mostParts) }, (_, index) =>
    signs.slice(index * size, (index + 1) * size).join(''),
  )
}

/** How far apart two places stand, in heights of their print. */
function distance(first: Place, second: Place): number {
  const [a, b] = [around(first.glyphs), around(second.glyphs)]
  if (first.glyphs[0]!.page !== second.glyphs[0]!.page) return Infinity
  const height = Math.max(1, heightOf(first.glyphs[0]!), heightOf(second.glyphs[0]!))
  const across = Math.max(0, a.left - b.right, b.left - a.right)
  const down = Math.max(0, a.top - b.bottom, b.top - a.bottom)
  return (0.4 * across + down) / height
}

const farthest = 5

/** The place of a value whose parts are printed near each other in any order; null unless nearly all of it is found. */
export async function placeOfParts(value: string, search: Search): Promise<Place | null> {
  const parts = partsOf(value)
  if (parts.length < 2) return null
  const found: { length: number; places: Place[] }[] = []
  for (const part of parts) {
    const pattern = textPattern(part)
    if (!pattern) return null
    const places = await placesOf([pattern], search)
    const good = places.filter(({ likeness, cut }) => likeness >= (pattern.signs.length < 4 ? 0.99 : 0.74) && cut < 0.8)
    found.push({ length: pattern.signs.length, places: good.slice(0, 12) })
  }
  const all = found.reduce((sum, { length }) => sum + length, 0)
  const rarest = found
    .filter(({ places }) => places.length > 0)
    .toSorted((first, second) => first.places.length - second.places.length || second.length - first.length)[0]
  let best: { chosen: Place[]; length: number; far: number } | null = null
  for (const start of rarest?.places ?? []) {
    const chosen: Place[] = [start]
    let { length } = rarest!
    let far = 0
    for (const part of found) {
      if (part === rarest) continue
      const free = part.places.filter(({ glyphs }) => !chosen.some((other) => other.glyphs.includes(glyphs[0]!)))
      const near = free
        .map((place) => ({ place, off: Math.min(...chosen.map((other) => distance(other, place))) }))
        .toSorted((first, second) => first.off - second.off)[0]
      if (!near || near.off > farthest) continue
      chosen.push(near.place)
      length += part.length
      far += near.off
    }
    if (!best || length > best.length || (length === best.length && far < best.far)) best = { chosen, length, far }
  }
  if (!best || best.length < 0.8 * all) return null
  const inOrder = best.chosen.toSorted((first, second) => first.glyphs[0]!.index - second.glyphs[0]!.index)
  const share = best.length / all
  const mean = inOrder.reduce((sum, { agreement, glyphs }) => sum + agreement * glyphs.length, 0)
  const glyphs = inOrder.flatMap((place) => place.glyphs)
  return {
    pairs: inOrder.flatMap(({ pairs }) => pairs.filter(({ sign, glyph }) => glyph !== null || (sign?.counts ?? false))),
    glyphs,
    likeness: 0.95 * share,
    agreement: (share * mean) / glyphs.length,
    cut: 0,
    isolated: true,
    mrz: inOrder.every(({ mrz }) => mrz),
  }
}

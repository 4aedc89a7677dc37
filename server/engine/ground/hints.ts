import { areaOf, contains, type Point, type Quad } from '../../contract/geometry.ts'
import type { Field, Findings } from '../../contract/result.ts'
import { foldText } from './fold.ts'
import type { Place } from './places.ts'

interface Hint {
  page: number
  quad: Quad
  path: string | undefined
  folded: string
}

const centreOf = ([a, b, c, d]: Quad): Point => [(a[0] + b[0] + c[0] + d[0]) / 4, (a[1] + b[1] + c[1] + d[1]) / 4]

/** True when what stands at one path of the raw answer is part of what stands at the other, or of the same entry of a list. */
function belongsTo(path: string, of: string): boolean {
  if (path === of || path.startsWith(`${of}.`) || path.startsWith(`${of}[`)) return true
  const entry = /^(.*\[\d+\])[^\]]*$/.exec(of)?.[1]
  return entry !== undefined && path.startsWith(entry)
}

const mostHints = 2_000

/** What a provider's own lines and regions say about where a field stands: 1 where its path is theirs, less where a line reads like it. */
export function hintsOf({ lines, regions, fields }: Findings): (field: Field, place: Place) => number {
  const hints: Hint[] = [...lines, ...regions].slice(0, mostHints).map(({ page, quad, path, text }) => ({
    page,
    quad,
    path,
    folded: foldText((text ?? '').slice(0, 500)),
  }))
  for (const { quads, page, native } of fields) {
    if (native.path.includes('[')) for (const quad of quads) hints.push({ page, quad, path: native.path, folded: '' })
  }
  const usable = hints.filter(({ quad }) => areaOf(quad) > 0)
  if (usable.length === 0) return () => 0
  const known = new Map<Field, { path: Hint[]; text: Hint[] }>()
  const of = (field: Field) => {
    const before = known.get(field)
    if (before) return before
    const value = foldText((field.value ?? '').slice(0, 500))
    const found = {
      path: usable.filter(({ path }) => path !== undefined && belongsTo(field.native.path, path)),
      text: value.length < 2 ? [] : usable.filter(({ folded }) => folded.includes(value)),
    }
    known.set(field, found)
    return found
  }
  return (field, { glyphs }) => {
    const { path, text } = of(field)
    const middle = glyphs[Math.floor(glyphs.length / 2)]!
    const centre = centreOf(middle.character.quad)
    const inside = ({ page, quad }: Hint) => page === middle.page && contains(quad, centre)
    if (path.some(inside)) return 1
    return text.some(inside) ? 0.4 : 0
  }
}

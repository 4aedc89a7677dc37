import { fieldDefinition } from '#contract/documents/index'
import { areaOf, type Quad } from '#contract/geometry'
import type { Label } from '#contract/provider'
import type { BoxSource, Recognition } from '#contract/result'
import { loosePath } from './raw/row.ts'

export type MarkKind = 'field' | 'line' | 'region' | 'cell' | 'frame'

/** Something that a recogniser found: a value in the list, a place on the page, and a place in the raw answer, as far as it has them. */
export interface Mark {
  /** `field:0`, `line:12`, `cell:0:3`, `frame:2:0`. */
  id: string
  kind: MarkKind
  page: number
  quads: readonly Quad[]
  source: BoxSource
  /** What it says. */
  text: string
  path: string | null
}

const marked = (
  id: string,
  kind: MarkKind,
  found: { page: number; quad: Quad | null; text?: string | undefined; path?: string | undefined },
): Mark => ({
  id,
  kind,
  page: found.page,
  quads: found.quad ? [found.quad] : [],
  source: 'provider',
  text: found.text ?? '',
  path: found.path ?? null,
})

/** Everything that a recognition found, in the order of its lists. */
export function marksOf({ fields, lines, regions, tables, frames }: Recognition): Mark[] {
  return [
    ...fields.map(({ page, quads, boxSource, value, native }, index): Mark => ({
      id: `field:${index}`,
      kind: 'field',
      page,
      quads,
      source: boxSource,
      text: value ?? '',
      path: native.path === '' ? null : native.path,
    })),
    ...lines.map((line, index) => marked(`line:${index}`, 'line', line)),
    ...regions.map((region, index) => marked(`region:${index}`, 'region', region)),
    ...tables.flatMap(({ page, cells }, table) =>
      cells.map((cell, index) => marked(`cell:${table}:${index}`, 'cell', { ...cell, page })),
    ),
    ...frames.flatMap(({ lines: inFrame }, frame) =>
      inFrame.map((line, index) => marked(`frame:${frame}:${index}`, 'frame', line)),
    ),
  ]
}

/** Which marks stand at a place of the raw answer; places are compared loosely, so that JSON and XML are the same. */
export function marksByPath(marks: readonly Mark[]): Map<string, Mark[]> {
  const found = new Map<string, Mark[]>()
  for (const mark of marks) {
    if (mark.path === null) continue
    const path = loosePath(mark.path)
    const there = found.get(path)
    if (there) there.push(mark)
    else found.set(path, [mark])
  }
  return found
}

/** The marks with a place on a page, large ones first: what is drawn last lies on top and is hit first. */
export function marksOnPage(marks: readonly Mark[], page: number): Mark[] {
  const size = ({ quads }: Mark) => Math.max(...quads.map(areaOf))
  return marks.filter((mark) => mark.page === page && mark.quads.length > 0).sort((a, b) => size(b) - size(a))
}

/** What a field is called: by its kind, else by the name that the provider gave it. */
export function fieldLabel(kind: string, key: string): Label {
  const native = key.slice(key.indexOf(':') + 1)
  return fieldDefinition(kind, key)?.label ?? { en: native, zh: native }
}

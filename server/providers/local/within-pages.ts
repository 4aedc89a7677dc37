import type { Quad } from '../../contract/geometry.ts'
import type { Character, Findings } from '../../contract/result.ts'
import type { UprightPage } from '../provider.ts'

type Sizes = ReadonlyMap<number, Pick<UprightPage, 'width' | 'height'>>

/** Moves the corners that detection set a few pixels outside of the page, as it widens its boxes around print at an edge, onto the edge. */
function inside(quad: Quad, size: { width: number; height: number } | undefined): Quad {
  if (!size || quad.every(([x, y]) => x >= 0 && y >= 0 && x <= size.width && y <= size.height)) return quad
  const clamp = (value: number, most: number) => Math.min(Math.max(value, 0), most)
  return quad.map(([x, y]) => [clamp(x, size.width), clamp(y, size.height)]) as Quad
}

/** The same findings with every coordinate on its page. */
export function withinPages(findings: Findings, pages: readonly UprightPage[]): Findings {
  const sizes: Sizes = new Map(pages.map(({ index, width, height }) => [index, { width, height }]))
  const onPage = <Item extends { page: number; quad: Quad }>(item: Item): Item => ({
    ...item,
    quad: inside(item.quad, sizes.get(item.page)),
  })
  const chars = (page: number, characters: readonly Character[]) =>
    characters.map((character) => ({ ...character, quad: inside(character.quad, sizes.get(page)) }))
  return {
    ...findings,
    fields: findings.fields.map((field) => ({
      ...field,
      quads: field.quads.map((quad) => inside(quad, sizes.get(field.page))),
      ...(field.chars && { chars: chars(field.page, field.chars) }),
    })),
    lines: findings.lines.map((line) => ({ ...onPage(line), chars: chars(line.page, line.chars) })),
    tables: findings.tables.map((table) => ({
      ...onPage(table),
      cells: table.cells.map((cell) => ({ ...cell, quad: cell.quad && inside(cell.quad, sizes.get(table.page)) })),
    })),
    regions: findings.regions.map(onPage),
  }
}

import type { Findings } from '../../contract/result.ts'
import type { UprightPage } from '../provider.ts'

/** Applies one change to every path into the raw answer. */
export function withPaths(findings: Findings, change: (path: string) => string): Findings {
  const optional = ({ path }: { path?: string | undefined }) => (path === undefined ? {} : { path: change(path) })
  return {
    ...findings,
    fields: findings.fields.map((field) => ({
      ...field,
      native: { ...field.native, path: change(field.native.path) },
    })),
    lines: findings.lines.map((line) => ({ ...line, ...optional(line) })),
    tables: findings.tables.map((table) => ({
      ...table,
      cells: table.cells.map((cell) => ({ ...cell, ...optional(cell) })),
    })),
    regions: findings.regions.map((region) => ({ ...region, ...optional(region) })),
    frames: findings.frames.map((frame) => ({
      ...frame,
      lines: frame.lines.map((line) => ({ ...line, ...optional(line) })),
    })),
  }
}

/** Findings of a call about one page belong to that page, whatever its place in the document. */
export function onPage(findings: Findings, { index: page }: UprightPage): Findings {
  return {
    ...findings,
    fields: findings.fields.map((field) => ({ ...field, page })),
    lines: findings.lines.map((line) => ({ ...line, page })),
    tables: findings.tables.map((table) => ({ ...table, page })),
    regions: findings.regions.map((region) => ({ ...region, page })),
    frames: findings.frames.map((frame) => ({ ...frame, lines: frame.lines.map((line) => ({ ...line, page })) })),
  }
}

/** Findings of several calls in one, in the order of the calls. */
export function together(all: readonly Findings[]): Findings {
  const html = all.flatMap((findings) => findings.html ?? [])
  return {
    fields: all.flatMap(({ fields }) => fields),
    lines: all.flatMap(({ lines }) => lines),
    tables: all.flatMap(({ tables }) => tables),
    regions: all.flatMap(({ regions }) => regions),
    frames: all.flatMap(({ frames }) => frames),
    ...(html.length > 0 && { html: html.join('\n') }),
  }
}

const isJson = (text: string) => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** The answers of several calls as one JSON array; what is no JSON (XML, a gateway's page) stands in it as text. */
export function rawOfSeveral(bodies: readonly string[]): { contentType: string; body: string } {
  const items = bodies.map((body) => (isJson(body) ? body.trim() : JSON.stringify(body)))
  return { contentType: 'application/json', body: `[${items.join(',')}]` }
}

import { kindByName } from '../../server/contract/documents/index.ts'
import type { Point, Quad } from '../../server/contract/geometry.ts'
import type { Character, Field, Findings, Line, Region } from '../../server/contract/result.ts'
import { tableHtml } from '../../server/engine/extract/document-structure.ts'
import { noFindings } from '../../server/providers/field.ts'
import { fullValues, type FullValues } from './full-values.ts'

type Table = Findings['tables'][number]

/** Pixels of the page on which the findings stand. */
export const fullPage = { width: 1200, height: 1600 }

/** A rectangle turned clockwise about its top-left corner, in degrees. */
function turned(left: number, top: number, width: number, height: number, degrees: number): Quad {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  const corner = (x: number, y: number): Point => [left + x * cos - y * sin, top + x * sin + y * cos]
  return [corner(0, 0), corner(width, 0), corner(width, height), corner(0, height)]
}

function characters(text: string, [a, b, c, d]: Quad): Character[] {
  const signs = Array.from(text)
  const between = (from: Point, to: Point, share: number): Point => [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
  ]
  return signs.map((sign, index) => {
    const [from, to] = [index / signs.length, (index + 1) / signs.length]
    const quad: Quad = [between(a, b, from), between(a, b, to), between(d, c, to), between(d, c, from)]
    return { text: sign, quad, confidence: 0.9, alternatives: [] }
  })
}

/** Long values stand on two lines, some lines fall a little, and every one is as sure as no other. */
function placesOf(value: string, row: number): Quad[] {
  const [left, top] = [60.25 + 17 * (row % 5), 40.5 + 46 * row]
  const degrees = row % 3 === 1 ? 2.5 : 0
  const width = Math.min(900, 24.75 * Array.from(value).length)
  return Array.from(value).length > 18
    ? [turned(left, top, width / 2, 17.5, degrees), turned(left, top + 21, width / 3, 17.5, degrees)]
    : [turned(left, top, width, 25.5, degrees)]
}

/** What the engine judges of the picture as a whole has no place and no confidence. */
const isJudged = (kind: string, key: string) => kind === 'card-screenshot' || key === 'plate_type'

function fieldsOf(kind: string, all: FullValues): Field[] {
  let row = 0
  return Object.entries(all).flatMap(([key, values]) =>
    [values].flat().map((value): Field => {
      const quads = isJudged(kind, key) ? [] : placesOf(value, row++)
      const confidence = isJudged(kind, key) ? null : 0.9 - 0.0123 * row
      return {
        key,
        value,
        native: { path: `fields.${key}`, value },
        page: 0,
        quads,
        boxSource: quads.length > 0 ? 'provider' : null,
        confidence,
        confidenceSource: confidence === null ? null : 'engine',
        agreement: null,
        ...(quads.length === 1 && { chars: characters(value, quads[0]!) }),
        checks: [],
      }
    }),
  )
}

/** Print of every slope that a page that was put down askew has, and upside down. */
function linesOf(): Line[] {
  const texts: [text: string, degrees: number][] = [
    ['样例文字，第一行：１', 0],
    ['A second line, 12.50', 3],
    ['第三行<&>"引号"', -4],
    ['短', 0],
    ['落款 2024年3月9日', 90],
  ]
  return texts.map(([text, degrees], index) => {
    const quad = turned(degrees === 90 ? 1100 : 100.5, 200.5 + 70 * index, 30 * Array.from(text).length, 28.5, degrees)
    return { text, page: 0, quad, confidence: 0.8 + 0.03 * index, chars: characters(text, quad) }
  })
}

/** Merged both ways, empty, of several lines, and with signs that HTML must escape. */
function tableOf(top: number): Table {
  const texts: [row: number, column: number, rowSpan: number, columnSpan: number, text: string][] = [
    [0, 0, 2, 1, '名称'],
    [0, 1, 1, 2, '数量\n<件>'],
    [1, 1, 1, 1, '甲 & 乙'],
    [1, 2, 1, 1, ''],
    [2, 0, 1, 1, '发电机'],
    [2, 1, 1, 1, '0012'],
    [2, 2, 1, 1, '1,299.50'],
    [3, 0, 1, 2, '合计（元），'],
    [3, 2, 1, 1, '¥1,299.50'],
    [4, 0, 1, 1, '备注'],
    [4, 1, 1, 2, ''],
  ]
  const [width, height] = [300, 40]
  return {
    page: 0,
    quad: turned(100, top, 3 * width, 5 * height, 0),
    rows: 5,
    columns: 3,
    cells: texts.map(([row, column, rowSpan, columnSpan, text]) => ({
      row,
      column,
      rowSpan,
      columnSpan,
      text,
      quad: turned(100 + column * width, top + row * height, columnSpan * width, rowSpan * height, 0),
      confidence: text === '' ? null : 0.9,
    })),
  }
}

const regionOf = (kind: string, quad: Quad, text?: string, confidence: number | null = 0.9): Region => ({
  kind,
  page: 0,
  quad,
  confidence,
  ...(text !== undefined && { text }),
})

/** The vocabulary's regions; those whose fields stand in them are around those fields. */
function regionsOf(kind: string, fields: readonly Field[]): Region[] {
  const around: Readonly<Record<string, readonly [region: string, key: string]>> = {
    'licence-plate': ['plate', 'plate_number'],
    stamp: ['stamp', 'stamp_text'],
    'qr-code': ['qr', 'content'],
  }
  const [region, key] = around[kind] ?? []
  return kindByName(kind)!.regions.flatMap((name, index) => {
    if (name !== region) return [regionOf(name, turned(700.5, 100.5 + 150 * index, 120, 90, 0))]
    return fields
      .filter((field) => field.key === key)
      .map(({ quads, value, confidence }) => {
        const [a, b, c, d] = quads[0]!
        const margin = kind === 'licence-plate' ? 8 : 0
        const quad: Quad = [
          [a[0] - margin, a[1] - margin],
          [b[0] + margin, b[1] - margin],
          [c[0] + margin, c[1] + margin],
          [d[0] - margin, d[1] + margin],
        ]
        return regionOf(name, quad, value!, confidence)
      })
  })
}

/**
 * Findings of a kind with every field, region, table, line and frame that the vocabulary has for it, as the local engine could have found them
 * on a page of `fullPage`. Made by hand, so that no engine has to run for what is asked of adapters and stand-ins.
 *
 * @param other values in place of the document's own
 */
export function fullFindings(kind: string, other: FullValues = {}): Findings {
  const { output } = kindByName(kind)!
  const fields = fieldsOf(kind, { ...fullValues[kind], ...other })
  const ownLines = fields.flatMap(({ value, quads, confidence, chars = [] }): Line[] =>
    quads.length === 0 ? [] : [{ text: value!, page: 0, quad: quads[0]!, confidence, chars }],
  )
  const lines = [...ownLines, ...(fields.length === 0 ? linesOf() : [])]
  const tables = output.includes('tables') ? [tableOf(600), tableOf(900)] : []
  return {
    ...noFindings(),
    fields,
    lines,
    regions: regionsOf(kind, fields),
    tables,
    ...(output.includes('html') && {
      html: `<h1>标题 &amp; 样例</h1>\n<p>段落&lt;一&gt;</p>\n${tables.map(tableHtml).join('\n')}`,
    }),
  }
}

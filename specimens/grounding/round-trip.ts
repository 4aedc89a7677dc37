import { kindByName } from '../../server/contract/documents/index.ts'
import { angleOf, boundsOf, intersectionOverUnion, quadOfBounds, type Quad } from '../../server/contract/geometry.ts'
import type { Field, Findings, Line, Region } from '../../server/contract/result.ts'
import { nameOf, type Operation } from './clouds.ts'
import { shapeOf, type PlaceForm, type Shape } from './shapes.ts'

/** Whole pixels: half of one is lost on each side, and a rectangle's width is rounded by itself. */
const pixels = 1.01
/** Confidences travel with two to seven places. */
const rounding = 0.0051
/** Whole degrees move the ends of a long line by a part of its height. */
const turnedOverlap = 0.75

/** Radians from the vertical. */
const steep = 0.4

/** Print that has several places comes back as one rectangle where the shape has room for one. */
const united = (quads: readonly Quad[]): Quad => (quads.length === 1 ? quads[0]! : quadOfBounds(boundsOf(...quads)))

function isSamePlace(sent: readonly Quad[], got: readonly Quad[], form: PlaceForm): boolean {
  if (sent.length === 0 || got.length === 0) return sent.length === got.length
  const [from, to] = [united(sent), united(got)]
  if (form === 'turned') return intersectionOverUnion(from, to) >= turnedOverlap
  const wanted = form === 'bounds' ? quadOfBounds(boundsOf(from)) : from
  // Corners alone do not say whether print that stands on end reads upwards or down: it may begin at another one.
  const isSteep = Math.abs(Math.abs(angleOf(from)) - Math.PI / 2) < steep
  return (isSteep ? [0, 1, 2, 3] : [0]).some((first) =>
    wanted.every(([x, y], corner) => {
      const [gotX, gotY] = to[(first + corner) % 4]!
      return Math.abs(gotX - x) <= pixels && Math.abs(gotY - y) <= pixels
    }),
  )
}

const isSameConfidence = (sent: number | null, got: number | null, reported: boolean) =>
  reported && sent !== null ? got !== null && Math.abs(sent - got) <= rounding : got === null

/** What one member says of several fields: the place of them all, and the least of what is known of how sure they are. */
function withOthers(field: Field, { together }: Shape, all: readonly Field[]): Pick<Field, 'quads' | 'confidence'> {
  const keys = together.find((group) => group.includes(field.key))
  const fields = keys ? all.filter(({ key, value }) => keys.includes(key) && value !== null) : [field]
  const sure = fields.flatMap(({ confidence }) => confidence ?? [])
  return { quads: fields.flatMap(({ quads }) => quads), confidence: sure.length > 0 ? Math.min(...sure) : null }
}

type Report = (what: string) => void

function compareFields(shape: Shape, kind: string, sent: readonly Field[], got: readonly Field[], report: Report) {
  for (const { key } of kindByName(kind)!.fields) {
    const rewrite = shape.rewritten[key]?.as ?? ((value: string) => value)
    const before = sent.filter((field) => field.key === key && field.value !== null && rewrite(field.value) !== null)
    const after = got.filter((field) => field.key === key && field.value !== null)
    const assumed = shape.assumed[key]
    if (shape.judged[key] !== undefined || (shape.lost[key] !== undefined && after.length === 0)) continue
    const wanted = before.length === 0 && assumed ? [assumed.value] : before.map(({ value }) => rewrite(value!))
    const values = after.map(({ value }) => value)
    if (JSON.stringify(values) !== JSON.stringify(wanted)) {
      report(`${key}: ${JSON.stringify(wanted)} came back as ${JSON.stringify(values)}`)
      continue
    }
    if (before.length === 0 || after.length === 0) continue
    const form = typeof shape.places === 'string' ? shape.places : shape.places?.[key]
    const reported = Array.isArray(shape.confidences) ? shape.confidences.includes(key) : shape.confidences === true
    for (const [index, field] of after.entries()) {
      const from = withOthers(before[index]!, shape, sent)
      if (form ? !isSamePlace(from.quads, field.quads, form) : field.quads.length > 0)
        report(`${key}: the place ${JSON.stringify(from.quads)} came back as ${JSON.stringify(field.quads)}`)
      if (!isSameConfidence(from.confidence, field.confidence, reported))
        report(`${key}: the confidence ${from.confidence} came back as ${field.confidence}`)
    }
  }
}

function compareLines(
  carried: Shape['lines'],
  sent: readonly Line[],
  got: readonly Line[],
  report: Report,
  name = 'line',
): void {
  const wanted = carried ? sent : []
  if (wanted.length !== got.length) return report(`${wanted.length} ${name}s came back as ${got.length}`)
  for (const [index, line] of wanted.entries()) {
    const back = got[index]!
    if (line.text !== back.text) report(`${name} ${index}: ${line.text} came back as ${back.text}`)
    if (!isSamePlace([line.quad], [back.quad], carried!.place))
      report(`${name} ${index}: the place ${JSON.stringify(line.quad)} came back as ${JSON.stringify(back.quad)}`)
    if (!isSameConfidence(line.confidence, back.confidence, carried!.confidence))
      report(`${name} ${index}: the confidence ${line.confidence} came back as ${back.confidence}`)
  }
}

function compareRegions({ regions }: Shape, sent: readonly Region[], got: readonly Region[], report: Report): void {
  for (const [kind, form] of Object.entries(regions)) {
    const [before, after] = [sent, got].map((all) => all.filter((region) => region.kind === kind))
    if (before!.length !== after!.length) report(`${before!.length} ${kind}s came back as ${after!.length}`)
    else
      for (const [index, region] of before!.entries()) {
        if (!isSamePlace([region.quad], [after![index]!.quad], form)) report(`the place of ${kind} ${index} moved`)
      }
  }
}

function compareTables(shape: Shape, sent: Findings['tables'], got: Findings['tables'], report: Report): void {
  const write = shape.cellText?.as ?? ((text: string) => text)
  const plain = (tables: Findings['tables'], text: (text: string) => string | null) =>
    tables.map(({ rows, columns, cells }) => ({
      rows,
      columns,
      cells: cells.map((cell) => [cell.row, cell.column, cell.rowSpan, cell.columnSpan, text(cell.text)]),
    }))
  const [before, after] = [shape.tables ? plain(sent, write) : [], plain(got, (text) => text)]
  if (JSON.stringify(before) !== JSON.stringify(after))
    report(`tables: ${JSON.stringify(before)} came back as ${JSON.stringify(after)}`)
}

/**
 * What an answer of a cloud's stand-in lost, changed or made up of the local findings that it was made from, beyond what the wire shape cannot
 * hold (`shapes.ts`); empty when nothing was.
 */
export function lostOnTheWay(operation: Operation, sent: Findings, got: Findings): string[] {
  const shape = shapeOf(operation)
  const lost: string[] = []
  const report: Report = (what) => void lost.push(`${nameOf(operation)}: ${what}`)
  compareFields(shape, operation.kind, sent.fields, got.fields, report)
  compareLines(shape.lines, sent.lines, got.lines, report)
  compareRegions(shape, sent.regions, got.regions, report)
  compareTables(shape, sent.tables, got.tables, report)
  if (shape.html === 'same' && sent.html !== got.html) report(`html: ${sent.html} came back as ${got.html}`)
  if (shape.html === null && got.html !== undefined) report('html came back though the shape has none')
  if (shape.frames) {
    for (const [index, frame] of sent.frames.entries())
      compareLines(shape.frames, frame.lines, got.frames[index]?.lines ?? [], report, `frame ${frame.timeMs} line`)
    if (sent.frames.some(({ timeMs }, index) => Math.abs((got.frames[index]?.timeMs ?? -1) - timeMs) > 500))
      report('times of frames came back otherwise')
  }
  return lost
}

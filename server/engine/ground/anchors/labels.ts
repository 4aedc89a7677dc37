import type { KindDefinition } from '../../../contract/documents/index.ts'
import { around, heightOf, middleOf, type Box } from '../../extract/geometry.ts'
import { findLabels } from '../../extract/labels.ts'
import { breathe, type Breath } from '../breathe.ts'
import type { DocumentText, PageGlyph, PageRow } from '../stream.ts'
import { wordingsOf } from './wordings.ts'

/** A printed label: what it may stand for, and its glyphs `from` to `to` (exclusive) of a row. */
export interface Label extends Box {
  keys: ReadonlySet<string>
  page: number
  row: PageRow
  from: number
  to: number
}

/** The labels of a document. */
export interface Labels {
  all: readonly Label[]
  /** Glyphs that are part of a label, by their index. */
  covered: Uint8Array
}

/** Whether one label follows at once upon another of the same meaning, or of none that is known (Surname / Name). */
function isTranslation(before: Label, label: Label): boolean {
  const between = label.row.glyphs.slice(before.to, label.from)
  if (!between.every((glyph) => glyph.class === 'mark') || label.left - before.right > 1.2 * heightOf(label))
    return false
  if (before.keys.size === 0 || label.keys.size === 0) return between.some(({ text }) => text === '/')
  return [...label.keys].some((key) => before.keys.has(key))
}

function joined(before: Label, label: Label): Label {
  const keys = new Set([...before.keys, ...label.keys])
  return { ...label, ...around([before, label]), keys, from: before.from }
}

/** Finds the labels of a kind on all pages, row by row, so that others may run in between. */
export async function labelsOf(kind: KindDefinition, text: DocumentText, breath: Breath): Promise<Labels> {
  const wordings = wordingsOf(kind)
  const covered = new Uint8Array(text.glyphs.length)
  const all: Label[] = []
  if (wordings.size === 0) return { all, covered }
  const asked = Object.fromEntries(Array.from(wordings.keys(), (wording) => [wording, [wording]]))
  for (const { index: page, rows } of text.pages) {
    for (const row of rows) {
      await breathe(breath)
      if (row.glyphs[0]!.mrz || row.glyphs.length > 400) continue
      const hits = findLabels([row], asked).toSorted((first, second) => first.from - second.from)
      const found: Label[] = []
      for (const { key, from, to, left, right, top, bottom } of hits) {
        for (const glyph of row.glyphs.slice(from, to)) covered[glyph.index] = 1
        const label: Label = { keys: wordings.get(key)!, page, row, from, to, left, right, top, bottom }
        const before = found.at(-1)
        if (before && isTranslation(before, label)) found[found.length - 1] = joined(before, label)
        else found.push(label)
      }
      all.push(...found)
    }
  }
  return { all, covered }
}

const solidBetween = (row: PageRow, from: number, to: number, { covered }: Labels) => {
  let strange = 0
  let labelled = 0
  for (let index = from; index < to; index += 1) {
    const glyph = row.glyphs[index]!
    if (covered[glyph.index]) labelled += 1
    else if (glyph.class !== 'mark') strange += 1
  }
  return { strange, labelled }
}

/** How well print in the label's row stands as its value: at once right of it best, behind other labels or print hardly. */
function beside(label: Label, first: PageGlyph, labels: Labels): number {
  const height = Math.max(heightOf(label), heightOf(first))
  const gap = (first.left - label.right) / height
  if (gap < -0.5) return 0
  let near = gap < 5 ? 1 : gap < 14 ? 0.85 : 0.6
  if (label.row.glyphs[first.column] === first) {
    const { strange, labelled } = solidBetween(label.row, label.to, first.column, labels)
    if (labelled > 1) near *= 0.3
    else if (strange > 0) near *= strange > 3 ? 0.45 : 0.75
  } else if (
    labels.all.some(
      (other) =>
        other !== label &&
        Math.abs(middleOf(other) - middleOf(label)) < 0.6 * height &&
        other.left > label.right &&
        other.right < first.left + 0.3 * height,
    )
  )
    near *= 0.3
  return near
}

/** How well print under a label stands as its value. */
function below(label: Label, box: Box, labels: Labels): number {
  const height = heightOf(label)
  const drop = (box.top - label.bottom) / Math.max(height, 1)
  if (drop < -0.4 || drop > 3.5) return 0
  const common = Math.min(label.right, box.right) - Math.max(label.left, box.left)
  if (common <= 0 && Math.abs(box.left - label.left) > 1.5 * height) return 0
  const next = label.row.glyphs[label.to]
  const hasOwn =
    next !== undefined && !labels.covered[next.index] && next.class !== 'mark' && next.left - label.right < 4 * height
  return (hasOwn ? 0.45 : 0.8) - 0.12 * Math.max(0, drop) - (common > 0 ? 0 : 0.1)
}

/** How well a place stands as the value of one label, 0..1. */
function affinity(label: Label, first: PageGlyph, box: Box, labels: Labels): number {
  if (label.page !== first.page) return 0
  const sameLine =
    label.row.glyphs[first.column] === first ||
    Math.abs(middleOf(label) - middleOf(first)) < 0.55 * Math.max(heightOf(label), heightOf(first))
  return sameLine ? beside(label, first, labels) : below(label, box, labels)
}

/** How well a place stands at a label of a key, and at another's, each 0..1. */
export function standing(key: string, glyphs: readonly PageGlyph[], labels: Labels): { own: number; rival: number } {
  const first = glyphs[0]!
  const box = around(glyphs.filter(({ row }) => row === first.row))
  let own = 0
  let rival = 0
  for (const label of labels.all) {
    const near = affinity(label, first, box, labels)
    if (label.keys.has(key)) own = Math.max(own, near)
    else rival = Math.max(rival, near)
  }
  return { own, rival }
}

const longestRun = 8

/** The short runs of print right of and below the labels of a key: where its value must stand though it reads otherwise. */
export function runsAt(key: string, labels: Labels, text: DocumentText): PageGlyph[][] {
  const runs: PageGlyph[][] = []
  for (const label of labels.all) {
    if (!label.keys.has(key)) continue
    const right = runFrom(label.row, label.to, labels)
    if (right.length > 0 && right[0]!.left - label.right < 14 * heightOf(label)) {
      runs.push(right)
      continue
    }
    const height = heightOf(label)
    const page = text.pages.find(({ index }) => index === label.page)
    for (const row of page?.rows ?? []) {
      const drop = middleOf(row) - middleOf(label)
      if (drop < 0.7 * height || drop > 3 * height) continue
      const start = row.glyphs.findIndex((glyph) => glyph.right > label.left - 0.5 * height)
      const run = start < 0 ? [] : runFrom(row, start, labels)
      if (run.length === 0 || run[0]!.left > label.right + height) continue
      runs.push(run)
      break
    }
  }
  return runs
}

function runFrom(row: PageRow, start: number, { covered }: Labels): PageGlyph[] {
  const run: PageGlyph[] = []
  for (const glyph of row.glyphs.slice(start)) {
    const before = run.at(-1)
    if (!before && glyph.class === 'mark') continue
    if (covered[glyph.index]) break
    if (before && glyph.left - before.right > 1.6 * heightOf(glyph)) break
    run.push(glyph)
    if (run.length > longestRun) return []
  }
  return run
}

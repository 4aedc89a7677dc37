import type { Field } from '../../contract/result.ts'
import { inAnyRow } from './cards.ts'
import { defineForm, onBestPage, openForm, readForm, valueRuns, type FormField, type OpenForm } from './form.ts'
import { fieldOf } from './field.ts'
import { heightOf, middleOf } from './geometry.ts'
import type { LabelHit } from './labels.ts'
import { readDate, readPattern, readText, type Found } from './readers.ts'
import { findAll } from './spelling.ts'
import { splitAtGaps, textOf, type Glyph, type Row } from './text-stream.ts'

type Label = 'organizer' | 'type' | 'number' | 'domain' | 'approved' | 'site' | 'index' | 'restricted' | 'title'

const readIcp = readPattern(/[\p{Script=Han}]ICP(?:备|证)\d{6,12}号(?:-\d{1,3})?/u)
const domainPattern = /(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?\.)+[a-zA-Z]{2,24}/dg

const domain: FormField<Label> = { key: 'domain', label: 'domain', stands: 'right', gap: 8, lines: 4 }

/** Who has the rights to a site, as its foot says. */
function ownerInFooter({ page }: OpenForm<Label>): Found | null {
  const pattern =
    /(?:©|\([cC]\)|[Cc]opyright|\d{4})[\d\-,.]*([\p{Script=Han}()·]{2,40}?)(?:版权所有|保留所有|[Aa]ll[Rr]ights|$)/dgu
  for (const { glyphs } of page.rows) {
    const owner = findAll(glyphs, pattern)[0]?.groups[1]
    if (owner && /版权所有|©|[Cc]opyright|[Rr]ights/.test(textOf(glyphs)))
      return { value: textOf(owner.glyphs), runs: [owner.glyphs], raw: owner.text }
  }
  return null
}

/** The ministry's page of one filing, or the row of its list: labels at the left or values by their form. */
const form = defineForm<Label>({
  labels: {
    organizer: ['主办单位名称', '主办单位', '主办者名称', '开办者名称'],
    type: ['主办单位性质', '主办者性质', '单位性质'],
    index: ['序号', '操作'],
    number: ['ICP备案/许可证号', '备案/许可证号', '网站备案/许可证号', '备案号', '许可证号'],
    domain: ['网站域名', '域名', '网站首页网址', '网站首页地址'],
    approved: ['审核通过日期', '审核通过时间', '审核日期', '审核时间'],
    site: ['网站名称'],
    restricted: ['是否限制接入', '网站前置审批项', '前置审批项'],
    title: ['ICP/IP地址/域名信息备案管理系统', 'ICP备案查询'],
  },
  fields: [
    { key: 'icp_number', label: 'number', read: readIcp, gap: 8, otherwise: inAnyRow(readIcp) },
    { key: 'organizer', label: 'organizer', stands: 'right', gap: 4, lines: 2, otherwise: ownerInFooter },
    { key: 'organizer_type', label: 'type', stands: 'right', gap: 4 },
    { key: 'approved_date', label: 'approved', read: readDate, gap: 4 },
  ],
})

/** Headings that stand in one row over their values are a list, not a form. */
function headingsOf({ hits }: OpenForm<Label>): LabelHit<Label>[] {
  const wanted = hits.filter(({ key }) => key !== 'title')
  for (const { row } of wanted) {
    const inRow = wanted.filter((hit) => Math.abs(middleOf(hit) - middleOf(row)) < 0.6 * heightOf(row))
    if (new Set(inRow.map(({ key }) => key)).size >= 4)
      return inRow.toSorted((first, second) => first.left - second.left)
  }
  return []
}

/** Parts of a row: cells may stand closer to each other than words, but then each begins where the detector, or its heading, does. */
function cellsOf({ glyphs }: Row, headings: readonly LabelHit<Label>[]): Glyph[][] {
  const cells: Glyph[][] = []
  for (const run of splitAtGaps(glyphs, 1.4)) {
    let cell: Glyph[] = []
    for (const glyph of run) {
      const before = cell.at(-1)
      const height = heightOf(glyph)
      const gap = before ? glyph.left - before.right : 0
      const begins = headings.some(({ left }) => Math.abs(left - glyph.left) < 0.6 * height)
      if (before && ((before.line !== glyph.line && gap > 0.3 * height) || (begins && gap > 0.5 * height))) {
        cells.push(cell)
        cell = []
      }
      cell.push(glyph)
    }
    cells.push(cell)
  }
  return cells
}

/** The first entry of a list: under each heading the lines of its cell. */
function firstEntry({ page }: OpenForm<Label>, headings: readonly LabelHit<Label>[]): Map<Label, Glyph[][]> {
  const entry = new Map<Label, Glyph[][]>()
  let bottom = Math.max(...headings.map((hit) => hit.bottom))
  let seen = false
  for (const row of page.rows) {
    if (middleOf(row) <= bottom) continue
    // Lines of one entry stand close together; the space before the first may be wide.
    if (row.top - bottom > (seen ? 1.1 : 4) * heightOf(row)) break
    for (const cell of cellsOf(row, headings)) {
      const [left, right] = [cell[0]!.left, cell.at(-1)!.right]
      const distance = ({ left: from, right: to }: LabelHit) =>
        Math.max(0, Math.max(from, left) - Math.min(to, right)) + 0.001 * Math.abs(from - left)
      const heading = headings.toSorted((first, second) => distance(first) - distance(second))[0]!
      entry.set(heading.key, [...(entry.get(heading.key) ?? []), cell])
    }
    seen = true
    bottom = row.bottom
  }
  return entry
}

/** Kind `icp-filing`. */
export const extractIcpFiling = onBestPage(async (page) => {
  const open = openForm(page, form)
  const headings = headingsOf(open)
  const fields: Field[] = []
  let beside: Glyph[][] = []
  if (headings.length > 0) {
    const entry = firstEntry(open, headings)
    for (const { key, label, read = readText() } of form.fields) {
      const runs = entry.get(label!) ?? []
      // A number may go on in the next line of its cell.
      const found = read(runs) ?? (key === 'icp_number' ? read([runs.flat()]) : null)
      if (found) fields.push(fieldOf(key, { ...found, page: page.index }))
    }
    beside = entry.get('domain') ?? []
  } else {
    fields.push(...(await readForm(open, form)))
    beside = valueRuns(open, domain)
  }
  const runs = beside.length > 0 ? beside : page.rows.map(({ glyphs }) => glyphs)
  for (const run of runs) {
    for (const { text, glyphs } of findAll(run, domainPattern))
      fields.push(fieldOf('domain', { value: text.toLowerCase(), runs: [glyphs], page: page.index, raw: text }))
  }
  return { fields }
})

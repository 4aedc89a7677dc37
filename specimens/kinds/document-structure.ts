import { chineseSentences, chineseTitles, englishSentences, englishTitles, listItems } from '../corpus.ts'
import { ink, rule, startPaper, wrapText } from '../form.ts'
import { hsl } from '../paper.ts'
import { drawTable, inventLook } from '../ruled-table.ts'
import type { Random } from '../random.ts'
import type { Sheet, TextStyle } from '../sheet.ts'
import { inventTable } from '../table-contents.ts'
import type { TrueBlock } from '../truth.ts'
import type { SpecimenKind } from './kind.ts'

/** A column of a page in the making: where the next line goes. */
interface Flow {
  sheet: Sheet
  random: Random
  chinese: boolean
  left: number
  right: number
  y: number
  bottom: number
  style: TextStyle
}

const add = ({ sheet }: Flow, block: TrueBlock) => (sheet.truth.blocks ??= []).push(block)

/** English words in lines; a long word may be parted by a hyphen, as type-setters do. */
function wrapWords({ sheet, random }: Flow, text: string, style: TextStyle, room: number, hyphens: boolean): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (sheet.measure(longer, style) <= room) line = longer
    else {
      const at = 3 + random.integer(0, 2)
      const head = `${line} ${word.slice(0, at)}-`
      if (hyphens && /^[a-z]{8,}[.,]?$/.test(word) && sheet.measure(head, style) <= room) {
        lines.push(head)
        line = word.slice(at)
      } else {
        lines.push(line)
        line = word
      }
    }
  }
  return [...lines, line]
}

/** Prints a paragraph if the column has room for it. */
function paragraph(flow: Flow): void {
  const { sheet, random, chinese, style, left, right } = flow
  const text = random
    .sample(chinese ? chineseSentences : englishSentences, random.integer(2, 3))
    .join(chinese ? '' : ' ')
  const indent = chinese ? 2 * style.size : 0
  // An invisible prefix takes the room of the indent.
  const lines = chinese
    ? wrapText(sheet, `　　${text}`, style, right - left)
    : wrapWords(flow, text, style, right - left, random.chance(0.5))
  const leading = 1.7 * style.size
  if (flow.y + lines.length * leading > flow.bottom) return
  for (const [index, line] of lines.entries()) {
    sheet.print(line.replace(/^　+/, ''), index === 0 ? left + indent : left, flow.y, style)
    flow.y += leading
  }
  flow.y += 0.7 * style.size
  add(flow, { kind: 'paragraph', text })
}

function heading(flow: Flow, level: number, number: number): void {
  const { sheet, random, chinese, style } = flow
  if (flow.y + 5 * style.size > flow.bottom) return
  const size = style.size * (level === 2 ? 1.3 : 1.1)
  const name = chinese
    ? random.pick(['基本情况', '工作安排', '主要问题', '下一步计划', '数据来源', '结果与讨论'])
    : random.pick(['Background', 'Methods', 'Results and discussion', 'Next steps', 'Data sources'])
  const numeral = '一二三四五六'[number - 1]!
  const text = chinese
    ? level === 2
      ? `${numeral}、${name}`
      : `（${numeral}）${name}`
    : `${number}${level === 3 ? '.1' : ''} ${name}`
  flow.y += 0.6 * style.size
  sheet.print(text, flow.left, flow.y, { ...style, size, weight: 700 })
  flow.y += 2 * size
  add(flow, { kind: 'heading', level, text })
}

function list(flow: Flow): void {
  const { sheet, random, chinese, style, left } = flow
  const bullet = random.pick(['1. ', '（1）', '• ', '- '])
  for (const [index, names] of random.sample(listItems, 3).entries()) {
    if (flow.y > flow.bottom) return
    const mark = bullet.replace('1', String(index + 1))
    const text = `${mark}${chinese ? names[0] : names[1]}`
    sheet.print(text, left + 2 * style.size, flow.y, style)
    flow.y += 1.7 * style.size
    add(flow, { kind: 'item', text })
  }
  flow.y += 0.7 * style.size
}

function captionedTable(flow: Flow): void {
  const { sheet, random, chinese, style, left, right } = flow
  const { plan } = inventTable(random)
  if (flow.y + plan.rows * 9.5 + 14 > flow.bottom) return
  if (random.chance(0.7)) {
    const text = chinese
      ? `表${random.integer(1, 9)} ${random.pick(['费用明细', '各部门完成情况', '物资统计'])}`
      : `Table ${random.integer(1, 9)} Figures at a glance`
    flow.y += 0.5 * style.size
    sheet.print(text, (left + right) / 2, flow.y, { ...style, size: style.size * 0.92, align: 'centre' })
    flow.y += 1 * style.size
    add(flow, { kind: 'caption', text })
  }
  const { bottom } = drawTable(sheet, { left, top: flow.y, right }, plan, inventLook(random, 'grid'), {
    ...style,
    size: 3.9,
  })
  add(flow, { kind: 'table' })
  flow.y = bottom + 2.6 * style.size
}

/** What word processors print at the edge of each page: a running title above, a page number below. */
function edges(
  sheet: Sheet,
  random: Random,
  style: TextStyle,
  [left, right]: readonly [number, number],
): { footer: string | null } {
  const small = { ...style, size: style.size * 0.8 }
  const middle = (left + right) / 2
  if (random.chance(0.5)) {
    const text = random.pick(['内部资料', '工作简报', '第三期通讯', 'Quarterly Bulletin'])
    sheet.print(text, middle, 13, { ...small, align: 'centre' })
    if (random.chance(0.6)) rule(sheet, hsl(0, 0, 50), 0.2, [left, 15.5], [right, 15.5])
    ;(sheet.truth.blocks ??= []).push({ kind: 'header', text })
  }
  if (random.chance(0.3)) return { footer: null }
  const page = random.integer(1, 40)
  const text = random.pick([`- ${page} -`, `第${page}页`, `Page ${page} of 48`, `第 ${page} 页 共 48 页`])
  sheet.print(text, middle, sheet.height - 11, { ...small, align: 'centre' })
  return { footer: text }
}

/** A page with headings, paragraphs, lists and tables, in one column or two, with what is printed at its edges. */
export const documentStructure: SpecimenKind = {
  kind: 'document-structure',
  surroundings: 'page',
  draw(random) {
    const size = { width: 210, height: random.pick([297, 280]) }
    const sheet = startPaper('document-structure', random, size, { pixels: random.integer(1100, 1300) })
    const chinese = random.chance(0.65)
    const face = chinese ? random.pick(['sans', 'serif'] as const) : random.pick(['sans', 'roman'] as const)
    const style: TextStyle = { face, size: random.between(4.1, 4.7), colour: ink(random) }
    const [left, right] = [22, 188]
    const { footer } = edges(sheet, random, style, [left, right])
    const flow: Flow = { sheet, random, chinese, left, right, y: 32, bottom: size.height - 26, style }
    const title = random.pick(chinese ? chineseTitles : englishTitles)
    sheet.print(title, 105, flow.y, { ...style, weight: 700, size: style.size * 1.7, align: 'centre', spacing: 0.4 })
    add(flow, { kind: 'heading', level: 1, text: title })
    flow.y += 3.4 * style.size
    const form = random.pick(['plain', 'sections', 'columns'] as const)
    if (form === 'columns') {
      const gap = 10
      const columns = [
        { ...flow, right: 105 - gap / 2 },
        { ...flow, left: 105 + gap / 2 },
      ]
      for (const [index, column] of columns.entries()) {
        heading(column, 2, index + 1)
        for (let count = random.integer(2, 3); count > 0; count -= 1) paragraph(column)
        if (random.chance(0.4)) list(column)
      }
      flow.y = Math.max(...columns.map(({ y }) => y)) + 2 * style.size
      if (random.chance(0.5)) captionedTable(flow)
    } else {
      for (let section = 1; section <= (form === 'plain' ? 1 : 2); section += 1) {
        if (form === 'sections') heading(flow, 2, section)
        paragraph(flow)
        if (form === 'sections' && random.chance(0.4)) heading(flow, 3, 1)
        if (random.chance(0.4)) list(flow)
        else paragraph(flow)
        if (section === 1) captionedTable(flow)
      }
      paragraph(flow)
    }
    if (footer !== null) add(flow, { kind: 'footer', text: footer })

    return sheet
  },
}

import { chineseSentences, chineseTitles, englishSentences, englishTitles, listItems } from '../corpus.ts'
import { randomDay } from '../dates.ts'
import { hsl } from '../paper.ts'
import type { Random } from '../random.ts'
import { Sheet, type TextStyle } from '../sheet.ts'
import type { SpecimenKind } from './kind.ts'

type Language = 'zh' | 'en'

/** A page in the making: where the next line goes. */
interface Flow {
  sheet: Sheet
  random: Random
  left: number
  right: number
  y: number
  bottom: number
  style: TextStyle
  leading: number
}

/** Breaks a paragraph into lines: Chinese between any two signs except before closing punctuation, other text between words. */
function breakLines(sheet: Sheet, text: string, style: TextStyle, room: number, indent: number): string[] {
  const words = text.match(/[\p{Script=Han}，。、；：“”（）]|[^\s\p{Script=Han}，。、；：“”（）]+\s?/gu) ?? []
  const lines: string[] = []
  let line = ''
  for (const word of words) {
    const space = room - (lines.length === 0 ? indent : 0)
    const closing = /^[，。、；：”）]$/.test(word)
    if (line !== '' && !closing && sheet.measure((line + word).trimEnd(), style) > space) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += word
  }
  return [...lines, line.trimEnd()]
}

/** Prints as much of a paragraph as the column holds; answers whether anything fitted. */
function paragraph(flow: Flow, text: string, indent: number): boolean {
  const { sheet, style } = flow
  for (const [index, line] of breakLines(sheet, text, style, flow.right - flow.left, indent).entries()) {
    if (flow.y > flow.bottom) return index > 0
    sheet.print(line, flow.left + (index === 0 ? indent : 0), flow.y, style)
    flow.y += flow.leading
  }
  return true
}

function prose(random: Random, language: Language, sentences: number): string {
  const taken = random.sample(language === 'zh' ? chineseSentences : englishSentences, sentences)
  return taken.join(language === 'zh' ? '' : ' ')
}

function fillColumn(flow: Flow, language: Language, paragraphs: number): void {
  const indent = language === 'zh' ? flow.style.size * 2 : 0
  for (let count = 0; count < paragraphs; count++) {
    if (!paragraph(flow, prose(flow.random, language, flow.random.integer(2, 4)), indent)) return
    flow.y += flow.leading * flow.random.between(0.15, 0.5)
  }
}

function title(flow: Flow, text: string, centred: boolean): void {
  const { sheet, random, style } = flow
  const size = style.size * random.between(1.5, 1.9)
  const head: TextStyle = {
    ...style,
    weight: 700,
    size,
    colour: random.chance(0.3) ? hsl(random.integer(0, 359), 60, 30) : style.colour,
  }
  const x = centred ? (flow.left + flow.right) / 2 : flow.left
  sheet.print(text, x, flow.y, { ...head, align: centred ? 'centre' : 'left' })
  flow.y += size * 1.9
}

function signOff(flow: Flow, language: Language): void {
  const { sheet, random, style } = flow
  const day = randomDay(random, 2018, 2025)
  const end: TextStyle = { ...style, align: 'right' }
  flow.y += flow.leading * 0.8
  sheet.print(
    language === 'zh' ? random.pick(['物业服务中心', '社区居民委员会', '办公室']) : 'The Office',
    flow.right,
    flow.y,
    end,
  )
  flow.y += flow.leading
  const months = 'January February March April May June July August September October November December'.split(' ')
  sheet.print(
    language === 'zh' ? `${day.year}年${day.month}月${day.day}日` : `${day.day} ${months[day.month - 1]} ${day.year}`,
    flow.right,
    flow.y,
    end,
  )
}

/** A list of things with prices, name at the left edge and figure at the right one. */
function priceList(flow: Flow, language: Language): void {
  const { sheet, random, style } = flow
  for (const [index, names] of random.sample(listItems, random.integer(5, 9)).entries()) {
    if (flow.y > flow.bottom) return
    const name = language === 'zh' ? names[0] : names[1]
    sheet.print(`${index + 1}. ${name}`, flow.left, flow.y, style)
    sheet.print(`${random.integer(1, 480)}.${random.pick(['00', '50', '80'])}`, flow.right, flow.y, {
      ...style,
      align: 'right',
    })
    flow.y += flow.leading * 1.15
  }
}

export const generalText: SpecimenKind = {
  kind: 'general-text',
  surroundings: 'page',
  draw(random) {
    const landscape = random.chance(0.2)
    const size = landscape ? { width: 210, height: 140 } : { width: 210, height: random.pick([297, 297, 230]) }
    const sheet = new Sheet('general-text', size, random.integer(1000, 1400))
    sheet.context.fillStyle = random.chance(0.7)
      ? hsl(45, random.between(0, 18), random.between(95, 100))
      : hsl(random.integer(0, 359), 30, 93)
    sheet.context.fillRect(0, 0, size.width, size.height)

    const language: Language = random.chance(0.6) ? 'zh' : 'en'
    const text = random.between(4.1, landscape ? 5.4 : 5)
    const style: TextStyle = {
      face:
        language === 'zh'
          ? random.pick(['sans', 'sans', 'serif', 'serif', 'serif', 'xiaowei'] as const)
          : random.pick(['sans', 'roman', 'roman', 'mono'] as const),
      size: text,
      colour: hsl(random.pick([0, 220]), random.pick([0, 20]), random.between(4, 24)),
    }
    const margin = random.between(16, 26)
    const flow: Flow = {
      sheet,
      random,
      left: margin,
      right: size.width - margin,
      y: margin + random.between(4, 10),
      bottom: size.height - margin,
      style,
      leading: text * random.between(1.45, 1.8),
    }
    title(flow, random.pick(language === 'zh' ? chineseTitles : englishTitles), random.chance(0.7))
    const form = random.pick(['notice', 'columns', 'bilingual', 'list'] as const)
    if (form === 'columns') {
      const gap = random.between(9, 14)
      const middle = (flow.left + flow.right) / 2
      const top = flow.y
      for (const [left, right] of [
        [flow.left, middle - gap / 2],
        [middle + gap / 2, flow.right],
      ] as const) {
        fillColumn({ ...flow, left, right, y: top }, language, random.integer(2, landscape ? 2 : 4))
      }
    } else if (form === 'bilingual') {
      fillColumn(flow, 'zh', landscape ? 1 : 2)
      fillColumn(
        { ...flow, style: { ...style, face: random.pick(['roman', 'sans'] as const) } },
        'en',
        landscape ? 1 : 2,
      )
    } else {
      fillColumn(flow, language, landscape ? 1 : random.integer(1, 3))
      if (form === 'list') priceList(flow, language)
      if (flow.y + flow.leading * 2.5 < flow.bottom) signOff(flow, language)
    }
    return sheet
  },
}

import { parseWrittenDateTime } from '../../contract/checks/written-values.ts'
import { defineForm, formExtractor, type OpenForm } from './form.ts'
import { heightOf, middleOf } from './geometry.ts'
import { readMoney, type Found } from './readers.ts'
import { findAll, findFirst, type SpelledMatch } from './spelling.ts'
import { splitAtGaps, textOf, type Glyph, type Row, type TextPage } from './text-stream.ts'
import { isHan } from './values.ts'

/** A train's number; a thin 1 is read as a letter now and then, but not all of its digits are. */
const trainPattern = /(?<![A-Za-z\d])[GDCZTKYLSP](?=[Iil|oO]*\d)[\dIil|oO]{1,4}(?![\dA-Za-z])/dg

const numberOf = (text: string) =>
  text.charAt(0) +
  text
    .slice(1)
    .replace(/[Iil|]/g, '1')
    .replace(/[oO]/g, '0')

/** The train number stands between both stations; numbers of that form elsewhere (the ticket's own) are longer. */
function train({ page }: OpenForm): { found: SpelledMatch; row: Row } | null {
  for (const row of page.rows) {
    for (const run of splitAtGaps(row.glyphs, 1.6)) {
      const found = findFirst(run, trainPattern)
      if (found) return { found, row }
    }
  }
  // Ordinary trains have four digits and no letter: told by the names on both sides.
  for (const row of page.rows) {
    for (const run of splitAtGaps(row.glyphs, 0.8)) {
      const [found] = run.length === 4 ? findAll(run, /^[1-8]\d{3}$/dg) : []
      if (found && [run[0]!.left, -run[3]!.right].every((edge, side) => isNamed(page, row, edge, side)))
        return { found, row }
    }
  }
  return null
}

/** Whether a name of two Chinese signs or more stands left (side 0) of an edge, or right of it (side 1, the edge negative). */
function isNamed(page: TextPage, row: Row, edge: number, side: number): boolean {
  const beside = page.rows
    .filter((other) => Math.abs(middleOf(other) - middleOf(row)) < 0.8 * heightOf(row))
    .flatMap(({ glyphs }) => glyphs)
    .filter((glyph) => isHan(glyph) && (side === 0 ? glyph.right <= edge + 2 : glyph.left >= -edge - 2))
  return beside.length >= 2
}

/** Chinese names left and right of the train number, at its height; 站 is part of the name. */
function station(form: OpenForm, side: 'from' | 'to'): Found | null {
  const number = train(form)
  if (!number) return null
  const [first, last] = [number.found.glyphs[0]!, number.found.glyphs.at(-1)!]
  const height = 1.3 * heightOf(first)
  const near = form.page.rows
    .filter((row) => Math.abs(middleOf(row) - middleOf(first)) < height)
    .flatMap(({ glyphs }) => glyphs)
    .filter((glyph) => isHan(glyph) && (side === 'from' ? glyph.right <= first.left + 2 : glyph.left >= last.right - 2))
    .toSorted((a, b) => a.left - b.left)
  const stop = near.findIndex(({ text }) => text === '站')
  const glyphs = stop >= 0 ? near.slice(0, stop + 1) : near
  const name = textOf(glyphs).replace(/站$/, '')
  if (name.length < 2) return null
  // The printed 站 belongs to the name but stands apart from it, in smaller print.
  const own = glyphs.filter(({ text }) => text !== '站')
  return { value: `${name}站`, runs: [own.length > 0 ? own : glyphs], raw: textOf(glyphs) }
}

function anywhere(pattern: RegExp, write: (match: SpelledMatch) => Found | null): (form: OpenForm) => Found | null {
  return ({ page }) => {
    for (const row of page.rows) {
      for (const match of findAll(row.glyphs, pattern)) {
        const found = write(match)
        if (found) return found
      }
    }
    return null
  }
}

const plain = ({ text, glyphs }: SpelledMatch): Found => ({ value: text, runs: [glyphs] })

/** The holder's name stands behind the masked ID number. */
function passenger({ page }: OpenForm): Found | null {
  for (const row of page.rows) {
    const id = findFirst(row.glyphs, /\d{6,14}[*＊x×]{2,8}\d{2,4}[\dXx]|(?<!\d)\d{17}[\dXx](?![\dA-Z])/dg)
    if (!id) continue
    const end = id.glyphs.at(-1)!.right
    const beside: Glyph[] = page.rows
      .filter((other) => Math.abs(middleOf(other) - middleOf(row)) < 0.8 * heightOf(row))
      .flatMap(({ glyphs }) => glyphs)
      .filter((glyph) => glyph.left > end - 2 && (isHan(glyph) || /[·•.]/.test(glyph.text)))
    const run = splitAtGaps(beside, 2)[0]
    const value = run ? textOf(run).replace(/[•.]/g, '·') : ''
    if (run && value.length >= 2) return { value, runs: [run] }
  }
  return null
}

const seatClasses =
  /(?:新空调)?(?:商务座|特等座|优选一等座|一等软座|二等软座|一等座|二等座|高级软卧|高级动卧|软卧|硬卧|动卧|一等卧|二等卧|软座|硬座|棚车)|(?<!车)无座/dg

/** The railway's blue and red tickets: no labels, every value has a form of its own. */
const form = defineForm({
  labels: {},
  fields: [
    { key: 'departure_station', otherwise: (form) => station(form, 'from') },
    { key: 'arrival_station', otherwise: (form) => station(form, 'to') },
    {
      key: 'train_number',
      otherwise: (form) => {
        const number = train(form)
        return number ? { ...plain(number.found), value: numberOf(number.found.text), raw: number.found.text } : null
      },
    },
    {
      key: 'departure_time',
      otherwise: anywhere(/\d{4}年\d{1,2}月\d{1,2}日\d{1,2}[:.;]?\d{2}开?/dg, ({ text, glyphs }) => {
        const value = parseWrittenDateTime(text) ?? parseWrittenDateTime(text.replace(/日(\d{2})(\d{2})/, '日$1:$2'))
        return value === null ? null : { value, runs: [glyphs], raw: text }
      }),
    },
    { key: 'seat', otherwise: anywhere(/(?<!\d)(?:加)?\d{1,2}车(?:\d{1,3}[A-F]?号?(?:[上中下]铺)?|无座)/dg, plain) },
    { key: 'seat_class', otherwise: anywhere(seatClasses, plain) },
    {
      key: 'price',
      // What was paid for a return or a change of the ticket is not its price.
      otherwise: anywhere(
        /(?<!费:?)[¥￥YV]\d+(?:\.\d{1,2})?元?|(?<![\d¥￥YV费.:]|费:?[¥￥YV]?[\d.]{0,8})\d+\.\d{1,2}元/dg,
        ({ text, glyphs }) => {
          const found = readMoney([/^[YV]/.test(text) ? glyphs.slice(1) : glyphs])
          return found && { ...found, runs: [glyphs], raw: text }
        },
      ),
    },
    { key: 'passenger_name', otherwise: passenger },
  ],
})

/** Kind `train-ticket`. */
export const extractTrainTicket = formExtractor(form)

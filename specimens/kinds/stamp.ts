import { digitsOf, inventCompany } from '../business.ts'
import { chineseSentences } from '../corpus.ts'
import { frame, ink, markSpecimen, startPaper } from '../form.ts'
import { drawOfficialSeal, type OfficialSeal } from '../official-seals.ts'
import { hsl } from '../paper.ts'
import { inventChinesePerson } from '../people.ts'
import { inventAddress } from '../places.ts'
import type { Random } from '../random.ts'
import type { Sheet, TextStyle } from '../sheet.ts'
import type { SpecimenKind } from './kind.ts'

const offices = [
  '人民政府',
  '市场监督管理局',
  '公安局',
  '卫生健康委员会',
  '教育局',
  '人力资源和社会保障局',
  '自然资源局',
]

/** The name of an office, or of a firm, as its seal has it. */
function sealName(random: Random): string {
  if (random.chance(0.3)) {
    const [place] = /^.+?(?:市|自治州|区|县)/.exec(inventAddress(random).text)!
    return place + random.pick(offices)
  }
  return inventCompany(random).name.slice(0, 20)
}

const uses = ['合同专用章', '财务专用章', '业务专用章', '人事专用章', '公章', '投标专用章', '合同专用章(1)']

/** A round or oval seal with all that may stand on one. */
function inventSeal(random: Random, x: number, y: number, radius: number, colour: string): OfficialSeal {
  const turn = random.chance(0.5) ? 0 : random.between(-0.35, 0.35)
  const face = random.pick(['serif', 'serif', 'xiaowei', 'sans'] as const)
  const rims = random.chance(0.25) ? 'double' : 'single'
  const base = { x, y, radius, turn, face, rims, colour, name: sealName(random) } as const
  if (random.chance(0.2)) {
    return {
      ...base,
      turn: turn / 2,
      aspect: 0.75,
      name: inventCompany(random).name,
      middle: inventCompany(random).creditCode,
      lines: ['发票专用章'],
    }
  }
  const use = random.chance(0.65) ? [random.pick(uses)] : []
  return { ...base, lines: use, ...(random.chance(0.4) && { code: digitsOf(random, 13) }) }
}

/** A framed seal of straight lines: a person's in two columns from the right, or a clerk's in lines. */
function drawFramedSeal(sheet: Sheet, random: Random, left: number, top: number, colour: string): void {
  const style: TextStyle = { face: random.pick(['serif', 'xiaowei', 'sans'] as const), weight: 700, size: 7, colour }
  if (random.chance(0.5)) {
    const person = Array.from(inventChinesePerson(random).name.replace('·', '')).slice(0, 3)
    const signs = person.length === 3 ? [...person, '印'] : [...person, '之', '印'].slice(0, 4)
    const side = 18
    frame(sheet, colour, 0.7, left, top, left + side, top + side)
    const at = [
      [left + 10, top + 8],
      [left + 10, top + 16],
      [left + 1.6, top + 8],
      [left + 1.6, top + 16],
    ] as const
    const printed = signs.map((sign, index) => sheet.print(sign, at[index]![0], at[index]![1], style))
    const whole = { ...printed[0]!, quad: sheetQuad(sheet, left, top, side, side) }
    sheet.addField('stamp_text', signs.join(''), [whole])
    return
  }
  const [text, second] = random.pick([
    ['现金收讫', '2024.05.06'],
    ['银行付讫', undefined],
    ['作废', undefined],
    ['与原件一致', undefined],
    ['已核对', undefined],
  ] as const)
  const height = second === undefined ? 11 : 19
  const width = Math.max(22, Array.from(text).length * 7.1 + 4)
  frame(sheet, colour, 0.7, left, top, left + width, top + height)
  const centre = { ...style, align: 'centre' as const }
  sheet.print(text, left + width / 2, top + 8.2, centre)
  if (second !== undefined) sheet.print(second, left + width / 2, top + 16, { ...centre, size: 5.4 })
  const printed = { ...sheet.truth.lines[0]!, quad: sheetQuad(sheet, left, top, width, height) }
  sheet.addField('stamp_text', text + (second ?? ''), [printed])
}

function sheetQuad({ scale }: Sheet, left: number, top: number, width: number, height: number) {
  const [l, t, r, b] = [left * scale, top * scale, (left + width) * scale, (top + height) * scale]
  return [
    [l, t],
    [r, t],
    [r, b],
    [l, b],
  ] as [[number, number], [number, number], [number, number], [number, number]]
}

/** Takes all colour out of what has been drawn: a copy in black and white. */
function copyInGrey({ canvas, context }: Sheet): void {
  context.save()
  context.setTransform(1, 0, 0, 1, 0, 0)
  const picture = context.getImageData(0, 0, canvas.width, canvas.height)
  for (let at = 0; at < picture.data.length; at += 4) {
    const grey = 0.3 * picture.data[at]! + 0.59 * picture.data[at + 1]! + 0.11 * picture.data[at + 2]!
    picture.data.fill(grey, at, at + 3)
  }
  context.putImageData(picture, 0, 0)
  context.restore()
}

/** The foot of a letter with one seal or several, beside or over its print. */
export const stamp: SpecimenKind = {
  kind: 'stamp',
  surroundings: 'page',
  draw(random) {
    const sheet = startPaper('stamp', random, { width: 120, height: 100 }, { pixels: random.integer(1000, 1300) })
    const text: TextStyle = { face: 'serif', size: 4, colour: ink(random) }
    sheet.print(random.pick(chineseSentences).slice(0, 24), 10, 14, text)
    sheet.print('特此证明。', 10, 22, text)
    const hue = random.chance(0.12) ? random.between(215, 240) : random.between(-4, 8)
    const colour = hsl(hue, random.between(65, 90), random.between(40, 50), random.between(0.75, 1))
    const two = random.chance(0.25)
    const radius = two ? random.between(18, 21) : random.between(20, 30)
    const places = two
      ? [[33, random.between(50, 66)] as const, [84, random.between(50, 66)] as const]
      : [[random.between(70, 84), random.between(54, 62)] as const]
    for (const [x, y] of places) {
      if (random.chance(0.5)) {
        sheet.print(random.pick(chineseSentences).slice(0, 8), x - 14, y + random.between(-8, 10), text)
        sheet.print(
          `${random.integer(2015, 2025)}年${random.integer(1, 12)}月${random.integer(1, 28)}日`,
          x - 12,
          y + 15,
          text,
        )
      }
      const seal = inventSeal(random, x, y, radius, colour)
      const printed = drawOfficialSeal(sheet, seal)
      sheet.addField('stamp_text', seal.name, [{ ...sheet.truth.lines[0]!, quad: printed.quad }])
      for (const line of printed.lines) sheet.addField('other_text', line.text, [line])
      if (printed.code) sheet.addField('other_text', printed.code.text, [printed.code])
      sheet.truth.regions.stamp ??= printed.quad
    }
    // Beside the round seal, never over it.
    if (!two && random.chance(0.2)) drawFramedSeal(sheet, random, 4, 30, colour)
    if (random.chance(0.1)) copyInGrey(sheet)
    markSpecimen(sheet, 40, 97, 3)
    return sheet
  },
}

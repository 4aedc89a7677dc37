import bwipjs from 'bwip-js/node'
import type { Quad } from '../../server/contract/geometry.ts'
import { inventCompany } from '../business.ts'
import { markSpecimen, startPaper } from '../form.ts'
import { hsl } from '../paper.ts'
import type { Random } from '../random.ts'
import type { Sheet, TextStyle } from '../sheet.ts'
import type { SpecimenKind } from './kind.ts'

/** Levels of error correction (ISO/IEC 18004): more of them lets more of the code be covered. */
type Correction = 'L' | 'M' | 'Q' | 'H'

/** The modules of a QR code, true where they are dark. */
export function qrModules(text: string, correction: Correction = 'M'): boolean[][] {
  const options = `eclevel=${correction}`
  const [drawn] = bwipjs.raw('qrcode', text, options) as unknown as {
    pixs: ArrayLike<number>
    pixx: number
    pixy: number
  }[]
  const { pixs, pixx, pixy } = drawn!
  return Array.from({ length: pixy }, (_, y) => Array.from({ length: pixx }, (_, x) => pixs[y * pixx + x] === 1))
}

/** Draws a code of a side in units of the sheet. Modules are a little wider than their pitch, so that no hair of white parts them. */
export function drawQr(
  sheet: Sheet,
  text: string,
  left: number,
  top: number,
  side: number,
  { colour = hsl(0, 0, 6), correction = 'M' }: { colour?: string; correction?: Correction } = {},
): void {
  const modules = qrModules(text, correction)
  const step = side / modules.length
  sheet.context.fillStyle = colour
  for (const [row, line] of modules.entries()) {
    for (const [column, dark] of line.entries()) {
      if (dark) sheet.context.fillRect(left + column * step, top + row * step, step * 1.03, step * 1.03)
    }
  }
}

function content(random: Random): string {
  const { brand, creditCode } = inventCompany(random)
  return random.pick([
    `https://${creditCode.slice(-6).toLowerCase()}.example.com/live/${random.integer(1000, 99_999)}`,
    `${brand}会员卡 ${random.integer(10_000, 99_999)}`,
    `WIFI:T:WPA;S:guest-${random.integer(10, 99)};P:${creditCode.slice(-8)};;`,
    `01,04,${creditCode.slice(2, 14)},${random.integer(10_000_000, 99_999_999)},${random.integer(10, 9999)}.50,20200512,,`,
    `MECARD:N:${brand};ORG:${brand}科技;TEL:1380000${random.integer(1000, 9999)};;`,
  ])
}

interface Drawn {
  text: string
  left: number
  top: number
  side: number
}

/** Writes down a code at its place, turned about its middle by an angle. */
function addCode(sheet: Sheet, { text, left, top, side }: Drawn, angle = 0): void {
  const { scale } = sheet
  const [x, y] = [left + side / 2, top + side / 2]
  const corner = (dx: number, dy: number) =>
    [
      (x + (dx * Math.cos(angle) - dy * Math.sin(angle)) * (side / 2)) * scale,
      (y + (dx * Math.sin(angle) + dy * Math.cos(angle)) * (side / 2)) * scale,
    ] as [number, number]
  const quad: Quad = [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)]
  sheet.addField('content', text, [{ text, chars: [], quad }])
}

const captions = ['扫码关注', '扫码领券', '微信扫一扫', '扫码点餐', '长按识别二维码', '官方小程序']

/** A poster with one code or two. */
function drawPoster(random: Random): Sheet {
  const two = random.chance(0.4)
  const sheet = startPaper('qr-code', random, { width: two ? 150 : 90, height: 100 }, { pixels: two ? 1200 : 760 })
  const colour = hsl(random.between(0, 360), 50, 30)
  const style: TextStyle = { face: 'sans', weight: 500, size: 5, colour, align: 'centre' }
  const printed = random.chance(0.3) ? hsl(random.between(0, 360), 70, 26) : hsl(0, 0, 6)
  for (const [index, centre] of (two ? [42, 108] : [45]).entries()) {
    const text = content(random.fork(`code ${index}`))
    const side = random.between(46, 54)
    const place = { text, left: centre - side / 2, top: 14, side }
    const logo = random.chance(0.35)
    drawQr(sheet, text, place.left, place.top, side, { colour: printed, correction: logo ? 'H' : 'M' })
    if (logo) {
      const { context } = sheet
      const half = side * 0.09
      context.fillStyle = hsl(0, 0, 100)
      context.beginPath()
      context.roundRect(centre - half * 1.2, 14 + side / 2 - half * 1.2, half * 2.4, half * 2.4, half * 0.4)
      context.fill()
      context.fillStyle = colour
      context.beginPath()
      context.arc(centre, 14 + side / 2, half, 0, 2 * Math.PI)
      context.fill()
    }
    sheet.print(random.pick(captions), centre, 80, style)
    addCode(sheet, place)
  }
  markSpecimen(sheet, 6, 95, 3.2)
  return sheet
}

/** Light modules on a dark sign, as shop windows have them. */
function drawSign(random: Random): Sheet {
  const sheet = startPaper('qr-code', random, { width: 100, height: 120 }, { pixels: random.integer(700, 1000) })
  const { context } = sheet
  context.fillStyle = hsl(random.between(0, 360), random.between(20, 60), random.between(8, 18))
  context.fillRect(0, 0, sheet.width, sheet.height)
  const light = hsl(50, random.between(0, 40), 94)
  const text = content(random)
  const side = random.between(50, 62)
  drawQr(sheet, text, 50 - side / 2, 20, side, { colour: light })
  addCode(sheet, { text, left: 50 - side / 2, top: 20, side })
  sheet.print(random.pick(captions), 50, 100, { face: 'sans', weight: 500, size: 5.5, colour: light, align: 'centre' })
  markSpecimen(sheet, 6, 114, 3.2, light)
  return sheet
}

/** A page of print with a small code in a corner or two of them at the foot. */
function drawPage(random: Random): Sheet {
  const sheet = startPaper('qr-code', random, { width: 210, height: 280 }, { pixels: random.integer(1200, 1500) })
  const style: TextStyle = { face: random.pick(['sans', 'serif']), weight: 400, size: 4.4, colour: hsl(0, 0, 16) }
  sheet.print('办事指南', 105, 26, { ...style, weight: 700, size: 8, align: 'centre' })
  const company = inventCompany(random)
  const sentences = [
    `${company.name}温馨提示：请在办理前备齐下列材料。`,
    `办理地点：${company.address}`,
    '工作日上午九时至下午五时可办理。',
  ]
  for (let line = 0; line < 14; line += 1) sheet.print(sentences[line % 3]!.slice(0, 36), 22, 46 + line * 10, style)
  const places = random.pick([
    [[158, 10]],
    [[24, 212]],
    [
      [30, 214],
      [140, 214],
    ],
    [
      [24, 214],
      [88, 220],
      [150, 210],
    ],
  ])
  for (const [index, [left, top]] of places.entries()) {
    const text = content(random.fork(`page ${index}`))
    const side = random.between(28, 44)
    drawQr(sheet, text, left!, top!, side)
    addCode(sheet, { text, left: left!, top: top!, side })
  }
  markSpecimen(sheet, 20, 274, 4)
  return sheet
}

/** Labels lying askew, each with its own code. */
function drawLabels(random: Random): Sheet {
  const sheet = startPaper(
    'qr-code',
    random,
    { width: 160, height: 120 },
    { pixels: random.integer(1100, 1500), hue: 40, lightness: 80 },
  )
  const { context } = sheet
  for (const [index, [x, y]] of random
    .sample(
      [
        [42, 38],
        [118, 40],
        [44, 88],
        [116, 86],
      ],
      random.integer(1, 4),
    )
    .entries()) {
    const angle = random.between(-0.7, 0.7)
    const side = random.between(26, 34)
    const text = content(random.fork(`label ${index}`))
    context.save()
    context.translate(x!, y!)
    context.rotate(angle)
    context.fillStyle = hsl(0, 0, 98)
    context.fillRect(-side * 0.62, -side * 0.62, side * 1.24, side * 1.24)
    drawQr(sheet, text, -side / 2, -side / 2, side)
    context.restore()
    addCode(sheet, { text, left: x! - side / 2, top: y! - side / 2, side }, angle)
  }
  markSpecimen(sheet, 6, 116, 3)
  return sheet
}

/** Codes as they are met: on posters, as light print on a dark sign, small on a page of text, on labels that lie askew. */
export const qrCode: SpecimenKind = {
  kind: 'qr-code',
  surroundings: 'card',
  draw: (random) => random.pick([drawPoster, drawPoster, drawSign, drawPage, drawLabels])(random),
}

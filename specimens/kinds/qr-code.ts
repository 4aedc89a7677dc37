import bwipjs from 'bwip-js/node'
import { inventCompany } from '../business.ts'
import { markSpecimen, startPaper } from '../form.ts'
import { hsl } from '../paper.ts'
import type { Random } from '../random.ts'
import type { Sheet, TextStyle } from '../sheet.ts'
import type { SpecimenKind } from './kind.ts'

/** The modules of a QR code of error correction level M (ISO/IEC 18004), true where they are dark. */
export function qrModules(text: string): boolean[][] {
  const [drawn] = bwipjs.raw('qrcode', text) as unknown as {
    pixs: ArrayLike<number>
    pixx: number
    pixy: number
  }[]
  const { pixs, pixx, pixy } = drawn!
  return Array.from({ length: pixy }, (_, y) => Array.from({ length: pixx }, (_, x) => pixs[y * pixx + x] === 1))
}

/** Draws a code of a side in units of the sheet. Modules are a little wider than their pitch, so that no hair of white parts them. */
export function drawQr(sheet: Sheet, text: string, left: number, top: number, side: number): void {
  const modules = qrModules(text)
  const step = side / modules.length
  sheet.context.fillStyle = hsl(0, 0, 6)
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
  ])
}

/** A poster with one code or two. */
export const qrCode: SpecimenKind = {
  kind: 'qr-code',
  surroundings: 'card',
  draw(random) {
    const two = random.chance(0.4)
    const sheet = startPaper('qr-code', random, { width: two ? 150 : 90, height: 100 }, { pixels: two ? 1200 : 760 })
    const style: TextStyle = {
      face: 'sans',
      weight: 500,
      size: 5,
      colour: hsl(random.between(0, 360), 50, 30),
      align: 'centre',
    }
    for (const [index, centre] of (two ? [42, 108] : [45]).entries()) {
      const text = content(random.fork(`code ${index}`))
      const side = random.between(46, 54)
      drawQr(sheet, text, centre - side / 2, 14, side)
      const caption = sheet.print(random.pick(['扫码关注', '扫码领券', '微信扫一扫', '扫码点餐']), centre, 80, style)
      const corner = sheet.scale
      const place = {
        ...caption,
        quad: [
          [(centre - side / 2) * corner, 14 * corner],
          [(centre + side / 2) * corner, 14 * corner],
          [(centre + side / 2) * corner, (14 + side) * corner],
          [(centre - side / 2) * corner, (14 + side) * corner],
        ] as typeof caption.quad,
      }
      sheet.addField('content', text, [place])
    }
    markSpecimen(sheet, 6, 95, 3.2)
    return sheet
  },
}

import { inventLandline, inventMobile } from '../business.ts'
import { inventAddress } from '../places.ts'
import { hsl } from '../paper.ts'
import type { Random } from '../random.ts'
import { part, Sheet, type TextStyle } from '../sheet.ts'
import { markSpecimen } from '../form.ts'
import type { SpecimenKind } from './kind.ts'

const brands = '松间 半亩 禾木 蓝鲸 银杏里 朗月 云栖 微澜 老槐树 阿婆家 好邻居 一品轩'.split(' ')
const trades =
  '书店 面馆 咖啡 药房 水果店 五金店 理发店 烘焙 烤鱼 便利店 火锅 眼镜 大药房 超市 奶茶 房产 足浴 文具'.split(' ')
const english = 'NOODLE HOUSE|COFFEE|BOOK STORE|BAKERY|Since 1998|FRESH FRUIT|HAIR SALON|OPTICAL'.split('|')
const slogans =
  '欢迎光临|新店开业|全场八折|营业中|现磨咖啡|会员充值有礼|外卖送餐|招聘服务员|营业时间:9:00-22:00|24小时营业|支持扫码支付|本店转让'.split(
    '|',
  )

interface Board {
  left: number
  top: number
  width: number
  height: number
}

/** One shop's sign: its name, now and then with its name in Latin letters under it and a small line beside. */
function drawBoard(sheet: Sheet, random: Random, board: Board, name: string, main: boolean): void {
  const { context } = sheet
  const dark = random.chance(0.75)
  context.fillStyle = dark
    ? hsl(random.between(0, 360), 55, random.between(18, 34))
    : hsl(random.between(30, 60), 60, random.between(86, 94))
  context.fillRect(board.left, board.top, board.width, board.height)
  const colour = dark ? hsl(50, random.pick([10, 80]), 92) : hsl(random.pick([0, 0, 220]), 75, 32)
  const withLatin = random.chance(0.4)
  const count = Array.from(name).length
  const size = Math.min(board.height * (withLatin ? 0.5 : 0.6), (board.width * 0.86) / (count * 1.12))
  const big: TextStyle = {
    face: random.pick(['sans', 'serif', 'xiaowei'] as const),
    weight: 700,
    size,
    colour,
    spacing: size * 0.1,
    align: 'centre',
  }
  const x = board.left + board.width / 2
  const printed = sheet.print(name, x, board.top + board.height * (withLatin ? 0.56 : 0.68), big)
  sheet.addField('sign_name', name, [printed])
  if (main) sheet.field('brand', name, [printed])
  if (!withLatin) return
  const latin = random.pick(english)
  const line = sheet.print(latin, x, board.top + board.height * 0.86, {
    ...big,
    face: 'sans',
    weight: 500,
    size: size * 0.3,
    spacing: size * 0.03,
  })
  sheet.addField('other_text', latin, [line])
}

/** A row of shops: the sign above the window, small print beside the door, perhaps a smaller sign next door. */
export const signboard: SpecimenKind = {
  kind: 'signboard',
  surroundings: 'page',
  draw(random) {
    const size = { width: 400, height: 260 }
    const sheet = new Sheet('signboard', size, random.integer(1000, 1400))
    const { context } = sheet
    context.fillStyle = hsl(random.between(15, 40), 20, random.between(55, 75))
    context.fillRect(0, 0, size.width, size.height)
    for (let y = 0; y < size.height; y += 9) {
      context.fillStyle = hsl(25, 15, 45, 0.25)
      context.fillRect(0, y, size.width, 0.8)
    }
    const next = random.chance(0.25)
    const board = { left: 30, top: random.between(22, 34), width: next ? 235 : 340, height: 70 }
    drawBoard(sheet, random, board, random.pick(brands) + random.pick(trades), true)
    context.fillStyle = hsl(205, 25, 26)
    context.fillRect(46, 120, 190, 110)
    context.fillRect(262, 116, 92, 136)
    const white = hsl(50, 40, 95)
    const small: TextStyle = { face: 'sans', weight: 500, size: random.between(8, 9.5), colour: white }
    // Next door, in print nearly as large: a name of its own.
    if (next) {
      const name = random.pick(trades.slice(0, 8))
      const style: TextStyle = { face: 'sans', weight: 700, size: 34, colour: white, align: 'centre' }
      context.fillStyle = hsl(random.between(0, 360), 60, 28)
      context.fillRect(272, board.top, 110, 66)
      sheet.addField('sign_name', name, [sheet.print(name, 327, board.top + 45, style)])
    }
    const address = /^(?:.+?(?:省|自治区))?(.+)$/.exec(inventAddress(random).text)![1]!.slice(0, 18)
    if (random.chance(0.7)) {
      const phone = random.chance(0.6) ? inventLandline(random) : inventMobile(random)
      const label = random.pick(['电话:', '电话：', '订餐热线:', 'TEL:', ''])
      const line = sheet.print(label + phone, 54, 144, small)
      sheet.addField('phone', phone, [part(line, Array.from(label).length)])
    }
    if (random.chance(0.6)) {
      const label = random.pick(['', '地址:', '地址：'])
      const line = sheet.print(label + address, 54, 164, small)
      sheet.addField('address', address, [part(line, Array.from(label).length)])
    }
    for (const [index, slogan] of random.sample(slogans, random.integer(1, 3)).entries()) {
      const [x, y] = index === 0 ? [286, 150] : [54, 188 + (index - 1) * 20]
      const fits = index === 0 ? Math.min(11, 78 / Array.from(slogan).length) : 11
      sheet.addField('other_text', slogan, [sheet.print(slogan, index === 0 ? 268 : x, y, { ...small, size: fits })])
    }
    markSpecimen(sheet, 300, 250, 6, hsl(0, 0, 80))
    return sheet
  },
}

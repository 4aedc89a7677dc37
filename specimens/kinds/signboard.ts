import { inventLandline } from '../business.ts'
import { inventAddress } from '../places.ts'
import { hsl } from '../paper.ts'
import { part, Sheet, type TextStyle } from '../sheet.ts'
import { markSpecimen } from '../form.ts'
import type { SpecimenKind } from './kind.ts'

const brands = '松间 半亩 禾木 蓝鲸 银杏里 朗月 云栖 微澜'.split(' ')
const trades = '书店 面馆 咖啡 药房 水果店 五金店 理发店 烘焙 烤鱼 便利店'.split(' ')

/** A shop's front: the sign above the window, small print beside the door. */
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
    const hue = random.between(0, 360)
    const board = hsl(hue, 55, random.between(20, 34))
    context.fillStyle = board
    context.fillRect(30, 28, 340, 72)
    const brand = random.pick(brands)
    const trade = random.pick(trades)
    const white = hsl(50, 40, 95)
    const big: TextStyle = {
      face: random.pick(['sans', 'serif', 'xiaowei'] as const),
      weight: 700,
      size: 44,
      colour: white,
      spacing: 5,
      align: 'centre',
    }
    const printed = sheet.print(brand + trade, 200, 78, big)
    sheet.addField('sign_name', brand + trade, [printed])
    sheet.field('brand', brand + trade, [printed])
    // Window and door.
    context.fillStyle = hsl(205, 25, 26)
    context.fillRect(46, 120, 190, 96)
    context.fillRect(262, 116, 92, 136)
    const small: TextStyle = { face: 'sans', weight: 500, size: 9, colour: white }
    const address = /^(?:.+?(?:省|自治区))?(.+)$/.exec(inventAddress(random).text)![1]!.slice(0, 18)
    const phone = inventLandline(random)
    const phoneLine = sheet.print(`电话:${phone}`, 54, 148, small)
    sheet.addField('phone', phone, [part(phoneLine, 3)])
    sheet.addField('address', address, [sheet.print(address, 54, 170, small)])
    const slogan = random.pick(['欢迎光临', '新店开业', '全场八折', '营业中'])
    sheet.addField('other_text', slogan, [sheet.print(slogan, 286, 150, { ...small, size: 11 })])
    markSpecimen(sheet, 300, 250, 6, hsl(0, 0, 80))
    return sheet
  },
}

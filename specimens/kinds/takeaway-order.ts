import { digitsOf, inventMobile, yuan } from '../business.ts'
import { isoDate, randomDay } from '../dates.ts'
import { markSpecimen, rule, startPaper } from '../form.ts'
import { hsl } from '../paper.ts'
import type { TextStyle } from '../sheet.ts'
import type { SpecimenKind } from './kind.ts'

const shops = '松间面馆 半亩茶餐厅 禾木便利店 蓝鲸烤鱼 银杏里小炒 朗月粥铺'.split(' ')
const streets = '示范路店 星海街店 学院路店 金桥店'.split(' ')
const dishes: readonly (readonly [string, number])[] = [
  ['番茄鸡蛋面', 1600],
  ['红烧牛肉饭', 2800],
  ['柠檬茶', 900],
  ['凉拌黄瓜', 800],
  ['小笼包', 1200],
  ['皮蛋瘦肉粥', 1000],
  ['宫保鸡丁', 2600],
]

/** The slip that a shop's printer puts on a bag. */
export const takeawayOrder: SpecimenKind = {
  kind: 'takeaway-order',
  surroundings: 'card',
  draw(random) {
    const sheet = startPaper('takeaway-order', random, { width: 58, height: 120 }, { pixels: random.integer(600, 780) })
    const text: TextStyle = {
      face: random.pick(['sans', 'mono'] as const),
      weight: 400,
      size: 2.9,
      colour: hsl(0, 0, random.between(10, 26)),
    }
    const shop = `${random.pick(shops)}(${random.pick(streets)})`
    sheet.print(`#${random.integer(1, 99)} 外卖订单`, 29, 8, { ...text, weight: 700, size: 4.2, align: 'centre' })
    sheet.field('shop_name', shop, [sheet.print(shop, 29, 14.5, { ...text, weight: 500, size: 3.4, align: 'centre' })])
    const day = randomDay(random, 2020, 2025)
    const two = (count: number) => String(count).padStart(2, '0')
    const time = `${two(random.integer(9, 21))}:${two(random.integer(0, 59))}`
    let y = 21
    const dash = () => {
      rule(sheet, hsl(0, 0, 45), 0.15, [3, y], [55, y])
      y += 5
    }
    const labelled = (label: string, key: string, printed: string, canonical = printed) => {
      sheet.print(`${label}:`, 3, y, text)
      sheet.field(key, canonical, [sheet.print(printed, 4 + sheet.measure(`${label}:`, text), y, text)])
      y += 4.8
    }
    const amount = (label: string, key: string | undefined, fen: number) => {
      sheet.print(label, 3, y, text)
      const line = sheet.print(yuan(fen), 55, y, { ...text, align: 'right' })
      if (key !== undefined) sheet.field(key, yuan(fen), [line])
      y += 4.8
    }
    labelled('下单时间', 'order_time', `${isoDate(day)} ${time}`, `${isoDate(day)}T${time}`)
    labelled('订单编号', 'order_number', digitsOf(random, 16))
    if (random.chance(0.7)) labelled('电话', 'phone', inventMobile(random))
    dash()
    let goods = 0
    let count = 0
    for (const [name, price] of random.sample(dishes, random.integer(1, 4))) {
      const pieces = random.integer(1, 3)
      sheet.print(name, 3, y, text)
      sheet.print(`×${pieces}`, 36, y, text)
      sheet.print(yuan(price * pieces), 55, y, { ...text, align: 'right' })
      goods += price * pieces
      count += pieces
      y += 4.8
    }
    dash()
    const packaging = random.pick([0, 100, 200])
    const delivery = random.pick([300, 400, 500])
    const discount = random.pick([0, 200, 500, 600])
    labelled('总件数', 'item_count', String(count))
    amount('商品合计', 'goods_total', goods)
    amount('包装费', 'packaging_fee', packaging)
    amount('配送费', 'delivery_fee', delivery)
    amount('其他费用合计', 'other_total', packaging + delivery)
    if (discount > 0) amount('顾客优惠合计', 'discount_total', -discount)
    dash()
    sheet.print('在线支付', 3, y, { ...text, weight: 700, size: 3.3 })
    const paid = goods + packaging + delivery - discount
    sheet.field('paid_online', yuan(paid), [
      sheet.print(yuan(paid), 55, y, { ...text, weight: 700, size: 3.5, align: 'right' }),
    ])
    markSpecimen(sheet, 18, 116, 2.6)
    return sheet
  },
}

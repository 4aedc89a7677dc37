import { digitsOf, inventMobile, yuan } from '../business.ts'
import { isoDate, randomDay } from '../dates.ts'
import { markSpecimen, rule, startPaper, wrapText } from '../form.ts'
import { hsl } from '../paper.ts'
import { inventAddress } from '../places.ts'
import type { Random } from '../random.ts'
import { part, type TextStyle } from '../sheet.ts'
import type { SpecimenKind } from './kind.ts'

const shops =
  '松间面馆 安屿汉堡 若水寿司 百川麻辣烫 嘉木轻食 样例便利店 半亩茶餐厅 禾木便利店 蓝鲸烤鱼 银杏里小炒 朗月粥铺'.split(
    ' ',
  )
const streets = '示范路店 星海街店 学院路店 金桥店'.split(' ')
const surnames = Array.from('王李张刘陈杨黄赵')
const dishes: readonly (readonly [string, number])[] = [
  ['番茄鸡蛋面', 1600],
  ['红烧牛肉饭', 2800],
  ['柠檬茶', 900],
  ['凉拌黄瓜', 800],
  ['小笼包', 1200],
  ['皮蛋瘦肉粥', 1000],
  ['宫保鸡丁', 2600],
]

/** How a platform words its slip. */
interface Platform {
  head: (random: Random) => string
  labels: Readonly<
    Record<
      'time' | 'order' | 'phone' | 'count' | 'goods' | 'packaging' | 'delivery' | 'others' | 'discount' | 'paid',
      string
    >
  >
  /** How an amount is written. */
  sign: string
}

const platforms: readonly Platform[] = [
  {
    head: (random) => `#${random.integer(1, 99)} 外卖订单`,
    labels: {
      time: '下单时间',
      order: '订单编号',
      phone: '电话',
      count: '总件数',
      goods: '商品合计',
      packaging: '包装费',
      delivery: '配送费',
      others: '其他费用合计',
      discount: '顾客优惠合计',
      paid: '在线支付',
    },
    sign: '',
  },
  {
    head: (random) => `#${random.integer(1, 200)}美团外卖`,
    labels: {
      time: '下单时间',
      order: '订单号',
      phone: '手机号',
      count: '商品件数',
      goods: '商品总额',
      packaging: '打包费',
      delivery: '配送费',
      others: '其他费用',
      discount: '优惠合计',
      paid: '已在线支付',
    },
    sign: '￥',
  },
  {
    head: (random) => `饿了么#${random.integer(1, 200)}`,
    labels: {
      time: '下单时间',
      order: '订单编号',
      phone: '联系电话',
      count: '共计件数',
      goods: '商品小计',
      packaging: '餐盒费',
      delivery: '配送费',
      others: '其他合计',
      discount: '优惠',
      paid: '实付',
    },
    sign: '¥',
  },
]

/** A telephone number in one of the forms in which a platform gives it to the shop. */
function inventPhone(random: Random): string {
  const number = inventMobile(random)
  return random.pick([number, number, `${number.slice(0, 3)}****${number.slice(7)}`])
}

/** The slip that a shop's printer puts on a bag. */
export const takeawayOrder: SpecimenKind = {
  kind: 'takeaway-order',
  surroundings: 'card',
  draw(random) {
    const sheet = startPaper('takeaway-order', random, { width: 58, height: 150 }, { pixels: random.integer(600, 780) })
    const text: TextStyle = {
      face: random.pick(['sans', 'mono'] as const),
      weight: 400,
      size: 2.9,
      colour: hsl(0, 0, random.between(10, 26)),
    }
    const { head, labels, sign } = random.pick(platforms)
    const shop = `${random.pick(shops)}(${random.pick(streets)})`
    sheet.print(head(random), 29, 8, { ...text, weight: 700, size: 4.2, align: 'centre' })
    const starred = random.chance(0.2)
    const shopStyle: TextStyle = { ...text, weight: 500, size: 3.2 }
    const shopLeft = 29 - sheet.measure(shop, shopStyle) / 2
    if (starred) sheet.print('*', shopLeft - 3, 14.5, shopStyle)
    sheet.field('shop_name', shop, [sheet.print(shop, shopLeft, 14.5, shopStyle)])
    if (starred) sheet.print('*', 30 + sheet.measure(shop, shopStyle) / 2, 14.5, shopStyle)
    const day = randomDay(random, 2020, 2025)
    const two = (count: number) => String(count).padStart(2, '0')
    const time = `${two(random.integer(9, 21))}:${two(random.integer(0, 59))}`
    const seconds = random.chance(0.4) ? `:${two(random.integer(0, 59))}` : ''
    const colon = random.pick([':', '：', ':'])
    let y = 21
    const dash = () => {
      if (random.chance(0.5))
        sheet.print('--------------------------------', 3, y, { ...text, face: 'mono', size: 2.6 })
      else rule(sheet, hsl(0, 0, 45), 0.15, [3, y], [55, y])
      y += 5
    }
    const labelled = (label: string, key: string, printed: string, canonical = printed) => {
      sheet.print(`${label}${colon}`, 3, y, text)
      const line = sheet.print(printed, 4 + sheet.measure(`${label}${colon}`, text), y, text)
      // 件 behind a number is its unit.
      sheet.field(key, canonical, [printed.endsWith('件') ? part(line, 0, -1) : line])
      y += 4.8
    }
    const amount = (label: string, key: string | undefined, fen: number) => {
      sheet.print(label, 3, y, text)
      const printed = fen < 0 ? `-${sign}${yuan(-fen)}` : `${sign}${yuan(fen)}`
      const line = sheet.print(printed, 55, y, { ...text, align: 'right' })
      if (key !== undefined) sheet.field(key, yuan(fen), [line])
      y += 4.8
    }
    const numbers = () => {
      labelled(labels.time, 'order_time', `${isoDate(day)} ${time}${seconds}`, `${isoDate(day)}T${time}`)
      labelled(labels.order, 'order_number', digitsOf(random, random.pick([16, 18, 19])))
    }
    const customer = () => {
      if (random.chance(0.7)) labelled(labels.phone, 'phone', inventPhone(random))
      if (random.chance(0.5)) {
        sheet.print(`${random.pick(surnames)}${random.pick(['先生', '女士'])}`, 3, y, {
          ...text,
          size: 3.4,
          weight: 700,
        })
        y += 5
        for (const line of wrapText(sheet, inventAddress(random).text, { ...text, size: 3.2 }, 50)) {
          sheet.print(line, 3, y, { ...text, size: 3.2 })
          y += 4.8
        }
      }
    }
    const customerLast = random.chance(0.4)
    if (random.chance(0.4)) {
      sheet.print(random.pick(['备注：不要香菜', '备注：少辣', '【立即送达】', '备注：放门口即可']), 3, y, {
        ...text,
        weight: 700,
        size: 3.6,
      })
      y += 5
    }
    numbers()
    if (!customerLast) customer()
    dash()
    let goods = 0
    let count = 0
    for (const [name, price] of random.sample(dishes, random.integer(1, 5))) {
      const pieces = random.integer(1, 3)
      sheet.print(name, 3, y, text)
      sheet.print(`${random.pick(['×', 'x', '*'])}${pieces}`, 36, y, text)
      sheet.print(yuan(price * pieces), 55, y, { ...text, align: 'right' })
      goods += price * pieces
      count += pieces
      y += 4.8
    }
    dash()
    const packaging = random.pick([0, 100, 200])
    const delivery = random.pick([0, 300, 400, 500])
    const discount = random.pick([0, 200, 500, 600])
    labelled(labels.count, 'item_count', `${count}${random.pick(['', '', '件'])}`, String(count))
    amount(labels.goods, 'goods_total', goods)
    if (packaging > 0 || random.chance(0.5)) amount(labels.packaging, 'packaging_fee', packaging)
    amount(labels.delivery, 'delivery_fee', delivery)
    if (random.chance(0.7)) amount(labels.others, 'other_total', packaging + delivery)
    if (discount > 0) amount(labels.discount, 'discount_total', -discount)
    dash()
    sheet.print(labels.paid, 3, y, { ...text, weight: 700, size: 3.3 })
    const paid = goods + packaging + delivery - discount
    sheet.field('paid_online', yuan(paid), [
      sheet.print(`${sign}${yuan(paid)}`, 55, y, { ...text, weight: 700, size: 3.5, align: 'right' }),
    ])
    y += 6
    if (customerLast) customer()
    markSpecimen(sheet, 18, 146, 2.6)
    return sheet
  },
}

import type { Random } from './random.ts'

/** One line of an invoice's table; amounts in fen, negative for a discount. */
export interface GoodsLine {
  name: string
  model: string
  unit: string
  count: string
  price: string
  net: number
  rate: string
  /** Null where the line is exempt and three stars are printed. */
  tax: number | null
}

/** Goods and services by their class in asterisks (商品和服务税收分类编码), unit, price in fen and rate in percent (0 exempt). */
const goods: readonly (readonly [name: string, model: string, unit: string, price: number, rate: number])[] = [
  ['*办公用品*打印纸', 'A4', '箱', 15500, 13],
  ['*信息技术服务*软件维护', '', '项', 480000, 6],
  ['*餐饮服务*餐费', '', '次', 32800, 6],
  ['*家具*办公椅', 'BG-02', '把', 56900, 13],
  ['*电子产品*显示器', '27英寸', '台', 129900, 13],
  ['*物流服务*运输费', '', '吨', 22050, 9],
  ['*纸制品*笔记本', '', '本', 1250, 13],
  ['*住宿服务*住宿费', '', '天', 43800, 3],
  ['*蔬菜*番茄', '散装', '公斤', 680, 0],
  ['*汽油*92号车用汽油', '92#', '升', 768, 13],
  ['*经纪代理服务*代理费', '', '', 150000, 6],
  ['*供电*售电', '', '千瓦时', 5283, 13],
]

/** Some lines of goods; now and then one is followed by its discount, as the tax bureau's software prints it. */
export function inventGoods(random: Random, most = 4): GoodsLine[] {
  const exempt = random.chance(0.08)
  const chosen = goods.filter(([, , , , rate]) => (rate === 0) === exempt)
  return random.sample(chosen, random.integer(1, most)).flatMap(([name, model, unit, price, percent]): GoodsLine[] => {
    const pieces = random.integer(1, 24)
    const net = price * pieces
    const rate = percent === 0 ? '免税' : `${percent}%`
    const taxOf = (fen: number) => (percent === 0 ? null : Math.round((fen * percent) / 100))
    // Prices without tax run to many places.
    const shown = random.chance(0.4) ? `${(price / 100).toFixed(2)}${random.integer(1, 999)}` : (price / 100).toFixed(2)
    const line = { name, model, unit, count: String(pieces), price: shown, net, rate, tax: taxOf(net) }
    if (!random.chance(0.2)) return [line]
    const off = -Math.round(net * random.between(0.05, 0.3))
    return [line, { name, model: '', unit: '', count: '', price: '', net: off, rate, tax: taxOf(off) }]
  })
}

/** The sums of lines: net, and tax or null where all are exempt. */
export function sumsOf(lines: readonly GoodsLine[]): { net: number; tax: number | null } {
  const net = lines.reduce((sum, line) => sum + line.net, 0)
  const taxed = lines.filter(({ tax }) => tax !== null)
  return { net, tax: taxed.length > 0 ? taxed.reduce((sum, { tax }) => sum + tax!, 0) : null }
}

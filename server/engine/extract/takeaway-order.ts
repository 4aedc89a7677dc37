import { fenOf } from '../../contract/checks/money.ts'
import { parseWrittenDateTime, parseWrittenNumber } from '../../contract/checks/written-values.ts'
import { inAnyRow } from './cards.ts'
import { fieldOf } from './field.ts'
import { defineForm, onBestPage, openForm, readForm, type OpenForm } from './form.ts'
import { around, heightOf, middleOf } from './geometry.ts'
import { readMoney, readPattern, type Found, type Reader } from './readers.ts'
import { splitAtGaps, textOf } from './text-stream.ts'

type Label =
  | 'shop'
  | 'time'
  | 'order'
  | 'phone'
  | 'count'
  | 'goods'
  | 'packaging'
  | 'delivery'
  | 'others'
  | 'discount'
  | 'paid'
  | 'note'

const shopName =
  /(?:店|馆|厅|坊|铺|屋|吧|超市|便利|餐饮|小炒|烤鱼|粥铺|食府|酒楼|茶餐厅|快餐|烧烤|火锅|奶茶|咖啡|披萨|炸鸡|汉堡|寿司|麻辣烫|轻食|面包|蛋糕|水果|超市)(?:\(.+\))?$|\(.+店\)$/

/** The shop stands above everything else, without a label. */
function shop({ page, hits }: OpenForm<Label>): Found | null {
  const top = Math.min(Infinity, ...hits.map((hit) => hit.top))
  const above = page.rows.filter((row) => row.top < top)
  for (const row of above) {
    for (const run of splitAtGaps(row.glyphs, 2)) {
      // Brackets are read in all their forms; stars are ornament.
      const value = textOf(run)
        .replace(/^[*＊\s]+|[*＊\s]+$/g, '')
        .replace(/[[【〔［]/g, '(')
        .replace(/[\]】〕］]/g, ')')
      if (shopName.test(value))
        return { value, runs: [run.filter(({ text }) => !/^[*＊]$/.test(text))], raw: textOf(run) }
    }
  }
  return null
}

/** A minus may be read as any dash. */
const readSigned = (runs: Parameters<typeof readMoney>[0]) => readPattern(/[-–—一]?[¥￥]?\d[\d,]*\.\d{2}/)(runs)

/** An amount with its sign, which stands before the currency's. */
const readAmount: Reader = (runs) => {
  const found = readSigned(runs)
  const amount = readMoney(runs)
  if (!found || !amount) return null
  const negative = /^[-–—一]/.test(found.value) && !amount.value.startsWith('-')
  return { ...amount, value: negative ? `-${amount.value}` : amount.value, runs: found.runs, raw: found.value }
}

const money = { read: readMoney, stands: 'right' as const, gap: 40 }

/** A shop's slip for one order: labels at the left edge, amounts at the right. */
const form = defineForm<Label>({
  labels: {
    shop: ['商店名称', '商家名称', '门店名称', '店铺名称', '商户名称'],
    time: ['下单时间'],
    order: ['订单编号', '订单号', '订单号码'],
    phone: ['电话', '手机号', '联系电话', '顾客电话', '手机'],
    count: ['总件数', '商品件数', '共计件数', '件数'],
    goods: ['商品合计', '商品总额', '商品小计', '菜品小计', '菜品合计'],
    packaging: ['包装费', '餐盒费', '打包费'],
    delivery: ['配送费', '配送服务费', '派送费'],
    others: ['其他费用合计', '其他合计', '其他费用', '其它费用', '其它合计'],
    discount: ['顾客优惠合计', '优惠合计', '优惠', '优惠金额', '活动优惠'],
    paid: ['在线支付', '已在线支付', '实付', '实付金额', '已付款', '实际支付', '顾客实付'],
    note: ['备注'],
  },
  fields: [
    { key: 'shop_name', label: 'shop', stands: 'right', lines: 2, otherwise: shop },
    {
      key: 'phone',
      label: 'phone',
      read: readPattern(/1\d{10}|1\d{2}[*＊x×]{4}\d{4}|0\d{2,3}-?\d{7,8}|\d{11}[,转_-]\d{1,4}/, {
        write: (text) => text.replace(/[＊x×]/g, '*'),
      }),
      stands: 'right',
      // Platforms print the customer's number behind the name, without a label.
      otherwise: inAnyRow(
        readPattern(/(?<![\dA-Z])(1[3-9]\d(?:\d{8}|[*＊x×]{4}\d{4}))(?![\d*])/, {
          write: (text) => text.replace(/[＊x×]/g, '*'),
        }),
      ),
    },
    { key: 'packaging_fee', label: 'packaging', ...money },
    { key: 'delivery_fee', label: 'delivery', ...money },
    { key: 'goods_total', label: 'goods', ...money },
    { key: 'other_total', label: 'others', ...money },
    {
      key: 'discount_total',
      label: 'discount',
      stands: 'right',
      gap: 40,
      read: readAmount,
    },
    {
      key: 'item_count',
      label: 'count',
      read: readPattern(/\d{1,3}/, { write: parseWrittenNumber }),
      stands: 'right',
      gap: 40,
      look: { signs: 2, alphabet: '0123456789' },
    },
    { key: 'paid_online', label: 'paid', ...money },
    { key: 'order_number', label: 'order', read: readPattern(/[0-9A-Z]{8,24}/), stands: 'right' },
    {
      key: 'order_time',
      label: 'time',
      stands: 'right',
      gap: 4,
      read: readPattern(/\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?\s*\d{1,2}[:.;]\d{2}(?:[:.]\d{2})?/, {
        write: (text) =>
          parseWrittenDateTime(text.replace(/^(\d{4}-\d{2}-\d{2})(?=\d)/, '$1 ').replace(/[.;](?=\d{2}$)/, ':')),
      }),
    },
  ],
})

const amountKeys: Readonly<Partial<Record<Label, string>>> = {
  goods: 'goods_total',
  packaging: 'packaging_fee',
  delivery: 'delivery_fee',
  others: 'other_total',
  discount: 'discount_total',
  paid: 'paid_online',
}

interface Pair {
  key: string
  found: Found
}

/** Whether what is paid is the sum of the rest. */
function addsUp(pairs: readonly Pair[]): boolean {
  const fen = (key: string) => fenOf(pairs.find((pair) => pair.key === key)?.found.value ?? '0.00') ?? 0
  const sum = fen('goods_total') + fen('packaging_fee') + fen('delivery_fee') - Math.abs(fen('discount_total'))
  return fen('paid_online') !== 0 && sum === fen('paid_online')
}

/**
 * Labels stand at the left edge of the slip and amounts at the right one: in perspective the rows of both edges part by a line and more. The
 * shift is the one at which most labels have an amount beside them and these add up.
 */
function pairAmounts({ page, hits }: OpenForm<Label>): Pair[] {
  const labels = hits.filter(({ key }) => amountKeys[key] !== undefined)
  const right = Math.max(...labels.map((hit) => hit.right))
  const amounts = page.rows.flatMap(({ glyphs }) =>
    splitAtGaps(
      glyphs.filter(({ left }) => left > right),
      2.6,
    ).flatMap((run) => {
      const found = readAmount([run])
      return found ? [{ found, middle: middleOf(around(found.runs[0]!)) }] : []
    }),
  )
  if (labels.length < 3 || amounts.length < 3) return []
  // A slip has far fewer; more are not worth the search.
  if (labels.length > 12 || amounts.length > 60) return []
  const height = heightOf(labels[0]!)
  let best: { pairs: Pair[]; worth: number } = { pairs: [], worth: 0 }
  const shifts = labels.flatMap((hit) => amounts.map(({ middle }) => middle - middleOf(hit)))
  for (const shift of [0, ...shifts.filter((one) => Math.abs(one) < 3.5 * height)]) {
    const pairs = labels.flatMap((hit): Pair[] => {
      const [near] = amounts
        .map(({ found, middle }) => ({ found, distance: Math.abs(middle - middleOf(hit) - shift) }))
        .toSorted((first, second) => first.distance - second.distance)
      return near && near.distance < 0.5 * height ? [{ key: amountKeys[hit.key]!, found: near.found }] : []
    })
    const worth = pairs.length + (addsUp(pairs) ? 2.5 : 0) - Math.abs(shift) / (10 * height)
    if (worth > best.worth) best = { pairs, worth }
  }
  return best.pairs.length >= 3 && addsUp(best.pairs) ? best.pairs : []
}

/** Of several labels of one amount the longest wording: single discounts stand above 顾客优惠合计, which is their sum. */
function withSums(open: OpenForm<Label>): OpenForm<Label> {
  const longest = (key: Label) => Math.max(...open.hits.filter((hit) => hit.key === key).map(({ length }) => length))
  return { ...open, hits: open.hits.filter(({ key, length }) => key !== 'discount' || length === longest(key)) }
}

/** Kind `takeaway-order`. */
export const extractTakeawayOrder = onBestPage(async (page) => {
  const open = withSums(openForm(page, form))
  const fields = await readForm(open, form)
  const pairs = pairAmounts(open)
  const paired = new Set(pairs.map(({ key }) => key))
  return {
    fields: [
      ...fields.filter(({ key }) => !paired.has(key)),
      ...pairs.map(({ key, found }) => fieldOf(key, { ...found, page: page.index })),
    ],
  }
})

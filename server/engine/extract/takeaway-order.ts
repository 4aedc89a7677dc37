import { parseWrittenDateTime, parseWrittenNumber } from '../../contract/checks/written-values.ts'
import { defineForm, formExtractor, type OpenForm } from './form.ts'
import { readMoney, readPattern, type Found } from './readers.ts'
import { splitAtGaps, textOf } from './text-stream.ts'

const shopName =
  /(?:店|馆|厅|坊|铺|屋|吧|超市|便利|餐饮|小炒|烤鱼|粥铺|食府|酒楼|茶餐厅|快餐|烧烤|火锅|奶茶|咖啡|披萨|炸鸡|汉堡|寿司|麻辣烫|轻食|面包|蛋糕|水果|超市)(?:\(.+\))?$|\(.+店\)$/

/** The shop stands above everything else, without a label. */
function shop({
  page,
  hits,
}: OpenForm<
  'time' | 'order' | 'phone' | 'count' | 'goods' | 'packaging' | 'delivery' | 'others' | 'discount' | 'paid' | 'note'
>): Found | null {
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

const money = { read: readMoney, stands: 'right' as const, gap: 40 }

/** A shop's slip for one order: labels at the left edge, amounts at the right. */
const form = defineForm({
  labels: {
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
    { key: 'shop_name', otherwise: shop },
    {
      key: 'phone',
      label: 'phone',
      read: readPattern(/1\d{10}|1\d{2}[*＊x×]{4}\d{4}|0\d{2,3}-?\d{7,8}|\d{11}[,转_-]\d{1,4}/, {
        write: (text) => text.replace(/[＊x×]/g, '*'),
      }),
      stands: 'right',
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
      read: (runs) => {
        const found = readSigned(runs)
        const amount = readMoney(runs)
        if (!found || !amount) return null
        const negative = /^[-–—一]/.test(found.value) && !amount.value.startsWith('-')
        return { ...amount, value: negative ? `-${amount.value}` : amount.value, runs: found.runs, raw: found.value }
      },
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

/** Kind `takeaway-order`. */
export const extractTakeawayOrder = formExtractor(form)

import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `takeaway-order`. */
export default defineKind({
  kind: 'takeaway-order',
  label: { en: 'Takeaway order', zh: '外卖单' },
  cross: ['amounts-add-up'],
  fields: [
    { key: 'shop_name', label: { en: 'Shop', zh: '商店名称' }, type: 'text' },
    { key: 'phone', label: { en: 'Phone', zh: '电话' }, type: 'text', optional: true },
    { key: 'packaging_fee', label: { en: 'Packaging', zh: '包装费' }, type: 'money', optional: true },
    { key: 'delivery_fee', label: { en: 'Delivery', zh: '配送费' }, type: 'money', optional: true },
    { key: 'goods_total', label: { en: 'Goods total', zh: '商品合计' }, type: 'money' },
    { key: 'other_total', label: { en: 'Other fees', zh: '其他费用合计' }, type: 'money', optional: true },
    { key: 'discount_total', label: { en: 'Discounts', zh: '顾客优惠合计' }, type: 'money', optional: true },
    { key: 'item_count', label: { en: 'Items', zh: '总件数' }, type: 'number' },
    { key: 'paid_online', label: { en: 'Paid online', zh: '在线支付' }, type: 'money' },
    { key: 'order_number', label: { en: 'Order number', zh: '订单编号' }, type: 'text' },
    { key: 'order_time', label: { en: 'Order time', zh: '下单时间' }, type: 'datetime' },
  ],
})

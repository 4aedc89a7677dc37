import { boundsOf, contains, middleOf, quadOfBounds, type Quad } from '../../../../contract/geometry.ts'
import type { StandInReading } from '../../../stand-in.ts'
import { Refused } from '../refused.ts'
import { points, rotatedBox, shortXywh, xyxy } from './boxes.ts'
import { chineseDate, fieldOf, fieldsOf, needAny, percent, valueOf, score } from './values.ts'

/** Invoices, tickets and slips, in the shapes of capabilities.json. */

const needLines = ({ lines }: StandInReading) => {
  if (lines.length === 0) throw new Refused('InvalidResult', 'No text was recognized in the image.')
}

/** How receipts print what the answer holds without a name, so that it can be told by its form (example). */
const printedOn: Readonly<Record<string, (value: string) => string>> = {
  date: chineseDate,
  amount: (value) => `${value}元`,
}

/** The values that stand in each line instead of the line, as the example has them without their labels; of the other lines the text. */
function taxiTexts({ fields, lines }: StandInReading): { text: string; quad: Quad }[] {
  const values = fields.flatMap(({ key, value, quads: [quad] }) =>
    value === null || !quad ? [] : [{ text: printedOn[key]?.(value) ?? value, quad, left: boundsOf(quad).left }],
  )
  const holderOf = (quad: Quad) => lines.findIndex((line) => contains(line.quad, middleOf(quad)))
  return [
    ...lines.flatMap(({ text, quad }, index) => {
      const here = values.filter((value) => holderOf(value.quad) === index).sort((one, other) => one.left - other.left)
      return here.length > 0 ? here : [{ text, quad }]
    }),
    ...values.filter(({ quad }) => holderOf(quad) < 0),
  ]
}

/** Unnamed texts with their places: the document promises six named fields and returns none. */
export function taxiInvoice(reading: StandInReading) {
  needLines(reading)
  const items = taxiTexts(reading).map(({ text, quad }) => {
    const { center, width, height, angle } = rotatedBox(quad)
    return {
      ItemRoi: { Center: { X: center[0], Y: center[1] }, Angle: angle, Size: { W: width, H: height } },
      Text: text,
    }
  })
  // Invention: where a receipt ends is not asked of the engine; its texts are what is known of it.
  const InvoiceRoi = shortXywh(...reading.lines.map(({ quad }) => quad))
  return { Invoices: [{ RotateType: 0, InvoiceRoi, Items: items }] }
}

/** Name under Content, name under Box, and the canonical key. */
const vatFields: readonly (readonly [content: string, box: string, key: string])[] = [
  ['InvoiceCode', 'InvoiceCodes', 'invoice_code'],
  ['InvoiceNo', 'InvoiceNoes', 'invoice_number'],
  ['InvoiceDate', 'InvoiceDates', 'invoice_date'],
  ['AntiFakeCode', 'InvoiceFakeCodes', 'check_code'],
  ['PayerName', 'PayerNames', 'buyer_name'],
  ['PayerRegisterNo', 'PayerRegisterNoes', 'buyer_tax_id'],
  ['PayerAddress', 'PayerAddresses', 'buyer_address_phone'],
  ['PayerBankName', 'PayerBankNames', 'buyer_bank_account'],
  ['PayeeName', 'PayeeNames', 'seller_name'],
  ['PayeeRegisterNo', 'PayeeRegisterNoes', 'seller_tax_id'],
  ['PayeeAddress', 'PayeeAddresses', 'seller_address_phone'],
  ['PayeeBankName', 'PayeeBankNames', 'seller_bank_account'],
  ['WithoutTaxAmount', 'WithoutTaxAmounts', 'amount_without_tax'],
  ['TaxAmount', 'TaxAmounts', 'tax_amount'],
  ['InvoiceAmount', 'InvoiceAmounts', 'total_amount'],
  ['SumAmount', 'SumAmounts', 'total_amount_words'],
  ['Payee', 'Payees', 'payee'],
  ['Checker', 'Checkers', 'reviewer'],
  ['Clerk', 'Clerks', 'drawer'],
]

/** An empty text and a box of zeros stand for a field that was not found. */
export function vatInvoice(reading: StandInReading) {
  const keys = vatFields.map(([, , key]) => key)
  needAny(reading, keys)
  const content = vatFields.map(([name, , key]) => [name, chineseDate(valueOf(reading, key))])
  const boxes = vatFields.map(([, name, key]) => {
    const quads = fieldOf(reading, key)?.quads ?? []
    return [name, quads.length === 0 ? [0, 0, 0, 0] : xyxy(...quads)]
  })
  return { Content: Object.fromEntries(content) as unknown, Box: Object.fromEntries(boxes) as unknown }
}

/** 2017-08-05T22:09 as 2017年08月05日22：09开, with the full-width colon of the example. */
const departure = (value: string) => value.replace(/^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/, '$1年$2月$3日$4：$5开')

export function trainTicket(reading: StandInReading) {
  needAny(reading, ['departure_station', 'arrival_station', 'train_number', 'price'])
  const price = valueOf(reading, 'price')
  return {
    ...(price !== '' && { Price: Number(price) }),
    Destination: valueOf(reading, 'arrival_station'),
    DepartureStation: valueOf(reading, 'departure_station'),
    Date: departure(valueOf(reading, 'departure_time')),
    Number: valueOf(reading, 'train_number'),
    Seat: valueOf(reading, 'seat'),
    Name: valueOf(reading, 'passenger_name'),
    Level: valueOf(reading, 'seat_class'),
  }
}

const takeawayNames: readonly (readonly [name: string, key: string])[] = [
  ['delivery_fee', 'delivery_fee'],
  ['packaging_fee', 'packaging_fee'],
  ['shop_name', 'shop_name'],
  ['telephone_number', 'phone'],
  ['total_benefits', 'discount_total'],
  ['total_other', 'other_total'],
  ['total_goods', 'goods_total'],
  ['total_number', 'item_count'],
  ['online_pay', 'paid_online'],
  ['order_number', 'order_number'],
  ['order_time', 'order_time'],
]

/** Fields that were not found are missing from the list. */
export function takeoutOrder(reading: StandInReading) {
  const keys = takeawayNames.map(([, key]) => key)
  needAny(reading, keys)
  return {
    Elements: takeawayNames.flatMap(([Name, key]) =>
      fieldsOf(reading, key).map(({ value, quads, confidence }) => ({
        Score: score(confidence),
        Value: value.replace('T', ' '),
        Name,
        ...(quads.length > 0 && { Boxes: xyxy(...quads) }),
      })),
    ),
  }
}

const quadOf = (quads: readonly Quad[]): Quad | undefined =>
  quads.length <= 1 ? quads[0] : quadOfBounds(boundsOf(...quads))

/** Key, value, corners and score as the quota and the roll invoice have them. An empty field has no corners and a score of 100 all the same. */
function keyValueInfo(reading: StandInReading, Key: string, key: string, write = (value: string) => value) {
  const field = fieldOf(reading, key)
  const quad = field && quadOf(field.quads)
  return {
    ...(quad && { ValuePositions: points(quad) }),
    Value: write(field?.value ?? ''),
    ValueScore: field ? percent(field.confidence) : 100,
    Key,
  }
}

/** No rotation: what the engine reads is upright, and its size is both. */
const sizes = ({ width, height }: StandInReading) => ({
  OrgWidth: width,
  OrgHeight: height,
  Width: width,
  Height: height,
})

export function quotaInvoice(reading: StandInReading) {
  needAny(reading, ['invoice_code', 'invoice_number', 'amount_words', 'amount'])
  const info = (label: string, key: string) => keyValueInfo(reading, label, key)
  return {
    ...sizes(reading),
    Angle: 0,
    KeyValueInfos: [
      info('大写金额', 'amount_words'),
      info('发票代码', 'invoice_code'),
      info('发票号码', 'invoice_number'),
      info('小写金额', 'amount'),
      info('发票代码解析', 'code_details'),
    ],
    Content: {
      InvoiceDetails: valueOf(reading, 'code_details'),
      InvoiceCode: valueOf(reading, 'invoice_code'),
      InvoiceNo: valueOf(reading, 'invoice_number'),
      InvoiceAmount: valueOf(reading, 'amount'),
      SumAmount: valueOf(reading, 'amount_words'),
    },
  }
}

const yen = (amount: string) => (amount === '' ? '' : `￥${amount}`)

const rollFields: readonly (readonly [content: string, label: string, key: string])[] = [
  ['InvoiceCode', '发票代码', 'invoice_code'],
  ['InvoiceNumber', '发票号码', 'invoice_number'],
  ['InvoiceDate', '开票日期', 'invoice_date'],
  ['AntiFakeCode', '校验码', 'check_code'],
  ['PayeeName', '销售方名称', 'seller_name'],
  ['PayeeRegisterNo', '销售方税号', 'seller_tax_id'],
  ['PayerName', '购买方名称', 'buyer_name'],
  ['PayerRegisterNo', '购买方税号', 'buyer_tax_id'],
  ['SumAmount', '总价', 'total_amount'],
]

export function ticketInvoice(reading: StandInReading) {
  const keys = rollFields.map(([, , key]) => key)
  needAny(reading, keys)
  const { width, height, lines } = reading
  // Invention: where the invoice ends is not asked of the engine; its texts are what is known of it.
  const paper =
    lines.length > 0 ? boundsOf(...lines.map(({ quad }) => quad)) : { left: 0, top: 0, right: width, bottom: height }
  const written = (key: string) => (key === 'total_amount' ? yen : (value: string) => value)
  const result = {
    Type: '卷票',
    SliceRectangle: points(quadOfBounds(paper)),
    KeyValueInfos: rollFields.map(([, label, key]) => keyValueInfo(reading, label, key, written(key))),
    Content: Object.fromEntries(
      rollFields.map(([name, , key]) => [name, written(key)(valueOf(reading, key))]),
    ) as unknown,
    Index: 1,
  }
  return { ...sizes(reading), Results: [result], Count: 1 }
}

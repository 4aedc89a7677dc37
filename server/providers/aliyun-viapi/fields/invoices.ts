import { parseJson } from '../../json.ts'
import { confidenceOf, isRecord, textOf } from '../../values.ts'
import { numbers, points } from './boxes.ts'
import { createCollector, withRest, type Collector, type FindingsContext, type Found } from './collect.ts'
import { frameOf } from './frame.ts'
import { child, isGiven, items, nativeOf, take, type Native } from './native.ts'

/** Canonical key and box of each member of `Content`; Payer is the buyer, Payee the seller, for the boxes too (contradictions). */
const vatMembers: Readonly<Record<string, readonly [key: string, box: string]>> = {
  InvoiceCode: ['invoice_code', 'InvoiceCodes'],
  InvoiceNo: ['invoice_number', 'InvoiceNoes'],
  InvoiceDate: ['invoice_date', 'InvoiceDates'],
  AntiFakeCode: ['check_code', 'InvoiceFakeCodes'],
  PayerName: ['buyer_name', 'PayerNames'],
  PayerRegisterNo: ['buyer_tax_id', 'PayerRegisterNoes'],
  PayerAddress: ['buyer_address_phone', 'PayerAddresses'],
  PayerBankName: ['buyer_bank_account', 'PayerBankNames'],
  PayeeName: ['seller_name', 'PayeeNames'],
  PayeeRegisterNo: ['seller_tax_id', 'PayeeRegisterNoes'],
  PayeeAddress: ['seller_address_phone', 'PayeeAddresses'],
  PayeeBankName: ['seller_bank_account', 'PayeeBankNames'],
  WithoutTaxAmount: ['amount_without_tax', 'WithoutTaxAmounts'],
  TaxAmount: ['tax_amount', 'TaxAmounts'],
  InvoiceAmount: ['total_amount', 'InvoiceAmounts'],
  SumAmount: ['total_amount_words', 'SumAmounts'],
  Payee: ['payee', 'Payees'],
  Checker: ['reviewer', 'Checkers'],
  Clerk: ['drawer', 'Clerks'],
}

/**
 * A number in place of a text has lost its leading zeros (DEFECTS.md, leading-zero-loss). Invoice numbers have 8 digits, invoice codes 10 or 12, so
 * that the zeros are known; longer and rounded numbers stay as they are, and their own rules mark them.
 */
function withZeros(key: string | undefined, value: unknown): { read?: unknown } {
  const digits = typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? String(value) : ''
  if (key === 'invoice_number' && digits.length > 4 && digits.length < 8) return { read: digits.padStart(8, '0') }
  if (key === 'invoice_code' && (digits.length === 9 || digits.length === 11)) return { read: `0${digits}` }
  return {}
}

/** VAT invoices: values in `Content`, their boxes in `Box`, a box of zeros where there is no value. */
export function vatInvoice(value: unknown, context: FindingsContext): Found {
  const data = nativeOf('RecognizeVATInvoice', value)
  const collector = createCollector('vat-invoice', context)
  for (const [name, [key, box]] of Object.entries(vatMembers)) {
    const content = child(data, 'Content', name)
    const quad = numbers(child(data, 'Box', box))
    collector.field(content, { key, quads: [quad], ...withZeros(key, content.value) })
  }
  return withRest(collector, data)
}

/** The same values twice: in `Content` under English names, in KeyValueInfos under Chinese ones, there with corners and scores. */
type Pairs = Readonly<Record<string, readonly [key: string, content: string]>>

const quotaPairs: Pairs = {
  发票代码: ['invoice_code', 'InvoiceCode'],
  发票号码: ['invoice_number', 'InvoiceNo'],
  大写金额: ['amount_words', 'SumAmount'],
  小写金额: ['amount', 'InvoiceAmount'],
  发票代码解析: ['code_details', 'InvoiceDetails'],
}

const rollPairs: Pairs = {
  发票代码: ['invoice_code', 'InvoiceCode'],
  发票号码: ['invoice_number', 'InvoiceNumber'],
  开票日期: ['invoice_date', 'InvoiceDate'],
  校验码: ['check_code', 'AntiFakeCode'],
  销售方名称: ['seller_name', 'PayeeName'],
  销售方税号: ['seller_tax_id', 'PayeeRegisterNo'],
  购买方名称: ['buyer_name', 'PayerName'],
  购买方税号: ['buyer_tax_id', 'PayerRegisterNo'],
  总价: ['total_amount', 'SumAmount'],
}

/** Parts of an invoice code's meaning that read None were not resolved; plain text, or JSON inside the text (DEFECTS.md, json-in-string). */
function codeDetails(value: unknown): string | null {
  const text = textOf(value)
  if (text === null) return null
  let parts = text.split(',').map((part) => part.trim())
  if (text.startsWith('{')) {
    try {
      const object = parseJson(text)
      if (isRecord(object)) parts = Object.entries(object).map(([name, part]) => `${name}:${textOf(part) ?? 'None'}`)
    } catch {
      // Not JSON after all: the text as it is.
    }
  }
  return parts.filter((part) => !/(?:^|:)\s*None$/.test(part)).join(',')
}

/** The same value again; of a code's meaning the same parts, whatever their order and form. */
function saysTheSame(key: string | undefined, twin: unknown, value: unknown): boolean {
  if (key !== 'code_details') return textOf(twin) === textOf(value)
  const parts = (details: unknown) => codeDetails(details)?.split(',').sort().join(',')
  return parts(twin) === parts(value)
}

function readOf(key: string | undefined, value: unknown) {
  return key === 'code_details' ? { read: codeDetails(value) } : withZeros(key, value)
}

/** @param holder of `Content` and `KeyValueInfos` @param toPage from the answer's picture to the page */
function keyValues(collector: Collector, holder: Native, pairs: Pairs, toPage: ReturnType<typeof frameOf>): void {
  const content = child(holder, 'Content')
  const said = new Set<string>()
  for (const entry of items(child(holder, 'KeyValueInfos'))) {
    const label = textOf(take(child(entry, 'Key'))) ?? 'Value'
    const [key, name] = pairs[label] ?? []
    const value = child(entry, 'Value')
    const isEmpty = textOf(value.value) === null
    const quad = toPage(points(child(entry, 'ValuePositions')))
    // The score of a value that was not found is 100 all the same (failureMarkers).
    const score = confidenceOf(take(child(entry, 'ValueScore')), 100)
    if (!isGiven(value)) continue
    collector.field(value, {
      key,
      name: label,
      quads: [quad],
      confidence: isEmpty ? null : score,
      ...readOf(key, value.value),
    })
    if (name === undefined) continue
    said.add(name)
    const twin = child(content, name)
    // Another value than this one is kept beside it.
    if (saysTheSame(key, twin.value, value.value)) take(twin)
  }
  for (const [key, name] of Object.values(pairs)) {
    const member = child(content, name)
    if (!said.has(name)) collector.field(member, { key, ...readOf(key, member.value) })
  }
}

export function quotaInvoice(value: unknown, context: FindingsContext): Found {
  const data = nativeOf('RecognizeQuotaInvoice', value)
  const collector = createCollector('quota-invoice', context)
  keyValues(collector, data, quotaPairs, frameOf(data, collector.sizeOf()))
  return withRest(collector, data)
}

/** Roll invoices, and the other invoices that the action tells apart by `Type`; several in one picture give each key several times. */
export function ticketInvoice(value: unknown, context: FindingsContext): Found {
  const data = nativeOf('RecognizeTicketInvoice', value)
  const collector = createCollector('vat-roll-invoice', context)
  const toPage = frameOf(data, collector.sizeOf())
  for (const result of items(child(data, 'Results'))) {
    keyValues(collector, result, rollPairs, toPage)
    const corners = child(result, 'SliceRectangle')
    collector.region('invoice', corners, toPage(points(corners)), { text: child(result, 'Type').value })
  }
  return withRest(collector, data)
}

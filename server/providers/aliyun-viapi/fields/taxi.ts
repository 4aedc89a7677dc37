import { parseWrittenDate } from '../../../contract/checks/dates.ts'
import type { Reading } from '../../geometry.ts'
import { numberOf, textOf } from '../../values.ts'
import { rotated, shortXywh } from './boxes.ts'
import { createCollector, withRest, type FindingsContext, type Found } from './collect.ts'
import { child, items, nativeOf } from './native.ts'

interface Guess {
  key: string
  /** Whether a text of this form, among those that are left, is the value. */
  is: (text: string) => boolean
  /** The same where none of them is, of a text behind the times of the ride. */
  otherwise?: (text: string, later: readonly string[]) => boolean
}

/** Yuan as the meter prints them, with or without their unit; null for what is no price. */
const yuanIn = (text: string) => {
  const [, figures] = /^[¥$]?\s?(\d+\.\d{1,2})\s?元?$/.exec(text) ?? []
  return figures === undefined ? null : Number(figures)
}

const isClock = (text: string) => /^(?:[01]?\d|2[0-3])[::时]\s?[0-5]\d分?$/.test(text)

/**
 * The answer holds unnamed texts, in the order in which receipts print them; the names are guessed from their form and that order (contradictions):
 * code and number stand above the telephone numbers, boarding above alighting, the fare above the surcharges. Meters that print no units have the
 * price of a kilometre, a few yuan, behind the times and before the fare, and alone the kilometres to one decimal.
 */
const guesses: readonly Guess[] = [
  { key: 'invoice_code', is: (text) => /^\D{0,5}\d{12}$|^\D{0,5}\d{10}$/.test(text) },
  { key: 'invoice_number', is: (text) => /^\D{0,5}\d{8}$/.test(text) },
  {
    key: 'car_number',
    is: (text) => /^(?:\p{Script=Han}{2,4}:)?\p{Script=Han}?[A-Z][-·. ]?(?=[A-Z]*\d)[A-Z\d]{5,6}$/u.test(text),
  },
  { key: 'date', is: (text) => /\d{4}\D+\d/.test(text) && parseWrittenDate(text) !== null },
  { key: 'boarding_time', is: isClock },
  { key: 'alighting_time', is: isClock },
  {
    key: 'unit_price',
    is: (text) => /元?\s?\/\s?(?:公里|千米|km)/i.test(text),
    otherwise: (text, later) => {
      const price = yuanIn(text) ?? Infinity
      return price < 10 && later.some((other) => (yuanIn(other) ?? 0) > price)
    },
  },
  {
    key: 'mileage',
    is: (text) => /^\d+(?:\.\d+)?\s?(?:公里|千米|km)$/i.test(text),
    otherwise: (text) => /^\d{1,4}\.\d$/.test(text),
  },
  { key: 'amount', is: (text) => /^[¥$]?\s?\d+(?:\.\d{1,2})?\s?元$|^[¥$]\s?\d+(?:\.\d{1,2})?$/.test(text) },
]

/** The key of each text, by its place in the list. The amount may lack its unit where no other text has one. */
export function taxiKeys(texts: readonly (string | null)[]): ReadonlyMap<number, string> {
  const keys = new Map<number, string>()
  const find = (is: (text: string, index: number) => boolean) =>
    texts.findIndex((text, index) => text !== null && !keys.has(index) && is(text, index))
  const behindTimes = () => Math.max(-1, ...[...keys].flatMap(([index, key]) => (key.endsWith('_time') ? index : [])))
  for (const { key, is, otherwise } of guesses) {
    const bare = key === 'amount' && find(is) < 0 ? (text: string) => /^\d+\.\d{2}$/.test(text) : is
    let index = find(bare)
    const times = behindTimes()
    if (index < 0 && otherwise && times >= 0) {
      const laterThan = (at: number) => texts.slice(at + 1).filter((text) => text !== null)
      index = find((text, at) => at > times && otherwise(text, laterThan(at)))
    }
    if (index >= 0) keys.set(index, key)
  }
  return keys
}

/** Texts that stand for what could not be read. */
const unreadable = ['**', '*']

export function taxiInvoice(value: unknown, context: FindingsContext): Found {
  const data = nativeOf('RecognizeTaxiInvoice', value)
  const collector = createCollector('taxi-invoice', context)
  for (const invoice of items(child(data, 'Invoices'))) {
    // RotateType: how many quarter turns clockwise set the receipt upright; its text runs the other way round.
    const quarters = numberOf(child(invoice, 'RotateType').value) ?? 0
    const reading: Reading = quarters % 4 === 0 ? 'text' : -90 * quarters
    const roi = child(invoice, 'InvoiceRoi')
    collector.region('invoice', roi, shortXywh(roi, quarters % 4 === 0 ? 'upright' : reading))
    const texts = items(child(invoice, 'Items')).map((item) => ({ item, text: child(item, 'Text') }))
    const keys = taxiKeys(texts.map(({ text }) => textOf(text.value)))
    for (const [index, { item, text }] of texts.entries()) {
      const quad = rotated(child(item, 'ItemRoi'), ['W', 'H'], reading)
      collector.field(text, { key: keys.get(index), quads: [quad], markers: unreadable })
    }
  }
  return withRest(collector, data)
}

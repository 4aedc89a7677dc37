import type { Offer, Order } from '../../api/packages.ts'

/** What is about to be bought, by size: how many. */
export type Quantities = Readonly<Record<string, number>>

/** The most packages of one size in an order (contract/metering.ts, `orderLineSchema`). */
export const mostOfOneSize = 1000

/** What was typed as a quantity; null for what is none. */
export function quantityOf(typed: string): number | null {
  const text = typed.trim()
  if (text === '') return 0
  const value = Number(text)
  return Number.isInteger(value) && value >= 0 && value <= mostOfOneSize ? value : null
}

/** The lines of an order in the list's order; sizes of which none is wanted are no line. */
export function linesOf(offer: Offer, quantities: Quantities): { size: string; quantity: number }[] {
  return offer.sizes.flatMap(({ id }) => {
    const quantity = quantities[id] ?? 0
    return quantity > 0 ? [{ size: id, quantity }] : []
  })
}

/** Fen, at the prices of the list: an offer for the first order is the server's to grant. */
export function totalOf(offer: Offer, quantities: Quantities): number {
  return offer.sizes.reduce((sum, { id, price }) => sum + price * (quantities[id] ?? 0), 0)
}

/** The same again. */
export function quantitiesOf(order: Pick<Order, 'lines'>): Quantities {
  return Object.fromEntries(order.lines.map(({ size, quantity }) => [size, quantity]))
}

/** A moment of `datetime-local`, which has no time zone, as the browser's own. */
export function momentOf(typed: string): string | undefined {
  const moment = new Date(typed)
  return typed === '' || Number.isNaN(moment.getTime()) ? undefined : moment.toISOString()
}

/** Now as `datetime-local` takes it, to the minute. */
export function localNow(now: Date): string {
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

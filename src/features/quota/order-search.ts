import type { Offer, Order } from '../../api/packages.ts'

/** What an order can be found by: its number, its sizes, and the capabilities that they pay for, by id and by name. */
function namesOf(
  { id, provider, lines }: Pick<Order, 'id' | 'provider' | 'lines'>,
  offers: readonly Offer[],
  nameOf: (provider: string, capability: string) => string,
): string[] {
  const products = lines.flatMap(({ size }) => {
    const offer = offers.find((each) => each.provider === provider && each.sizes.some(({ id: one }) => one === size))
    return [size, ...(offer?.capabilities ?? []).flatMap((each) => [each.id, nameOf(provider, each.id)])]
  })
  return [id, ...products]
}

/** Whether an order has what is searched for in any of its names (seed-facts/ctyun/console.json, `orders.refund.search`). */
export function fitsSearch(
  order: Pick<Order, 'id' | 'provider' | 'lines'>,
  search: string | undefined,
  { offers, nameOf }: { offers: readonly Offer[]; nameOf: (provider: string, capability: string) => string },
): boolean {
  const wanted = (search ?? '').trim().toLocaleLowerCase()
  return namesOf(order, offers, nameOf).some((name) => name.toLocaleLowerCase().includes(wanted))
}

import type { Lack, StandInAccounts } from '../providers/stand-in.ts'

/** A package as the stand-in of a cloud keeps it. */
export interface Delivery {
  id: string
  provider: string
  /** What one call of each capability takes of it, in units. */
  unitsPerCall: Readonly<Record<string, number>>
  units: number
  /** Units that were used before: packages are delivered again at a start, from what the console knows. */
  used: number
  validFrom: Date
  validUntil: Date
}

interface Kept extends Omit<Delivery, 'used'> {
  left: number
  withdrawn: boolean
}

/** The accounts that customers have with the stand-ins: what was bought there and what is left of it, counted by the stand-ins themselves. */
export interface Accounts extends StandInAccounts {
  /** A purchase: from now on the stand-in serves so many more calls. The same package a second time changes nothing. */
  deliver(delivery: Delivery): void
  /** A refund. */
  withdraw(id: string): void
  /** What the stand-in says is left of each package, by its id; a console may hold it against its own books. */
  left(): Record<string, number>
}

/** In memory: at a start they are made anew from the console's books (restore-accounts.ts). */
export function createAccounts({ clock }: { clock: () => Date }): Accounts {
  // A Map keeps the order of insertion, which is the order of purchase: the oldest is used first.
  const packages = new Map<string, Kept>()

  const of = (provider: string, capability: string) =>
    [...packages.values()].filter((each) => each.provider === provider && capability in each.unitsPerCall)

  const isUsable = ({ withdrawn, validFrom, validUntil }: Kept, now: Date) =>
    !withdrawn && validFrom <= now && validUntil > now

  /** Why so many calls cannot be taken; null = they can. */
  function lackOf(provider: string, capability: string, calls: number): Lack | null {
    const now = clock()
    const all = of(provider, capability)
    // Invention: who never bought anything is served, so that a stand-in can be tried at once.
    if (all.length === 0) return null
    const kept = all.filter(({ withdrawn }) => !withdrawn)
    if (kept.length === 0) return 'not-bought'
    if (kept.every(({ validUntil }) => validUntil <= now)) return 'expired'
    const served = kept
      .filter((each) => isUsable(each, now))
      .reduce((sum, { left, unitsPerCall }) => sum + Math.floor(left / unitsPerCall[capability]!), 0)
    return served < calls ? 'used-up' : null
  }

  return {
    deliver({ used, ...delivery }) {
      if (!packages.has(delivery.id)) {
        packages.set(delivery.id, { ...delivery, left: delivery.units - used, withdrawn: false })
      }
    },
    withdraw(id) {
      const kept = packages.get(id)
      if (kept) kept.withdrawn = true
    },
    left: () => Object.fromEntries([...packages].map(([id, { left, withdrawn }]) => [id, withdrawn ? 0 : left])),
    lack: (provider, capability) => lackOf(provider, capability, 1),
    take(provider, capability, calls) {
      const lack = lackOf(provider, capability, calls)
      if (lack !== null) return lack
      const now = clock()
      let open = calls
      for (const each of of(provider, capability).filter((one) => isUsable(one, now))) {
        const unitsPerCall = each.unitsPerCall[capability]!
        const taken = Math.min(open, Math.floor(each.left / unitsPerCall))
        each.left -= taken * unitsPerCall
        open -= taken
      }
      return null
    },
  }
}

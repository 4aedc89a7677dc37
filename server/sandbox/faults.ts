import type { Fault } from '../providers/stand-in.ts'

export interface SwitchedFault {
  fault: Fault
  /** How many more calls it hits; null = until it is switched off. */
  remaining: number | null
}

/** The faults that are switched on, by provider. In memory: a restart switches them off. */
export interface Faults {
  list(): Record<string, SwitchedFault>
  /** `fault` null switches off. */
  set(provider: string, fault: Fault | null, times?: number): void
  /** The fault for one recognising call, which uses it up. */
  take(provider: string): Fault | null
}

export function createFaults(): Faults {
  const on = new Map<string, SwitchedFault>()
  return {
    list: () => Object.fromEntries(on),
    set(provider, fault, times) {
      if (fault === null) on.delete(provider)
      else on.set(provider, { fault, remaining: times ?? null })
    },
    take(provider) {
      const switched = on.get(provider)
      if (!switched) return null
      const { fault, remaining } = switched
      if (remaining !== null && remaining <= 1) on.delete(provider)
      else if (remaining !== null) on.set(provider, { fault, remaining: remaining - 1 })
      return fault
    },
  }
}

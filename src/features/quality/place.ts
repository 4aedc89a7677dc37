import type { Mode } from '#contract/result'

const modes: readonly Mode[] = ['live', 'sandbox', 'local']
export const lengths = [7, 30, 90, 365] as const

/** What the page is about, all of it in the URL. */
export interface QualityPlace {
  /** Days until today. */
  days?: (typeof lengths)[number]
  mode?: Mode
  /** Modes are added together. */
  together?: true
  provider?: string
  /** Wrong values that may go through, in tenths of a percent. */
  permille?: number
}

/** The place from an URL that anybody may have typed: what is not understood is left out, nothing throws. */
export function parseQualityPlace(raw: Record<string, unknown>): QualityPlace {
  const days = lengths.find((each) => String(each) === String(raw['days']))
  const mode = modes.find((each) => each === raw['mode'])
  const provider = typeof raw['provider'] === 'string' && raw['provider'] !== '' ? raw['provider'] : undefined
  const permille = Number(raw['permille'])
  return {
    ...(days !== undefined && { days }),
    ...(mode && { mode }),
    ...(String(raw['together']) === 'true' && { together: true as const }),
    ...(provider !== undefined && { provider }),
    ...(Number.isInteger(permille) && permille >= 1 && permille <= 500 && { permille }),
  }
}

/** The vendors' days (UTC+8) of the last so many days, today included. */
export function periodOf(now: number, days: number): { from: string; to: string } {
  const dayOf = (moment: number) => new Date(moment + 8 * 3_600_000).toISOString().slice(0, 10)
  return { from: dayOf(now - (days - 1) * 86_400_000), to: dayOf(now) }
}

/** The modes that are asked for. */
export function modesOf({ mode = 'live', together }: QualityPlace): Mode[] {
  return together ? [...modes] : [mode]
}

export const appTabs = ['monitoring', 'capabilities', 'rules', 'credentials'] as const
export type AppTab = (typeof appTabs)[number]

export const modes = ['live', 'sandbox', 'local'] as const

/** Where one is in the list of apps; it stands in the URL. */
export interface AppsPlace {
  /** From 1. */
  page?: number | undefined
}

/** Where one is in an app. */
export interface AppPlace {
  tab?: AppTab | undefined
  /** Capabilities are being chosen. */
  choose?: boolean | undefined
  /** Days that are looked at, up to today. */
  days?: number | undefined
  mode?: (typeof modes)[number] | undefined
}

export const periods = [7, 30, 90] as const

const whole = (value: unknown): number | undefined =>
  /^\d{1,6}$/u.test(String(value)) && Number(value) > 0 ? Number(value) : undefined

/** What an URL that anybody may have typed says of the list; what is not understood is left out. */
export function parseAppsPlace(search: Record<string, unknown>): AppsPlace {
  return { page: whole(search['page']) }
}

export function parseAppPlace(search: Record<string, unknown>): AppPlace {
  return {
    tab: appTabs.find((tab) => tab === search['tab']),
    choose: String(search['choose']) === 'true' || undefined,
    days: periods.find((days) => days === whole(search['days'])),
    mode: modes.find((mode) => mode === search['mode']),
  }
}

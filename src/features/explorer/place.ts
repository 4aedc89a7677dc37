/** Where one is in the explorer; it stands in the URL. */
export interface ExplorerPlace {
  provider?: string | undefined
  capability?: string | undefined
  recognition?: string | undefined
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** Takes from an URL's query what belongs to the explorer. */
export function parsePlace(search: Record<string, unknown>): ExplorerPlace {
  return {
    provider: text(search['provider']),
    capability: text(search['capability']),
    recognition: text(search['recognition']),
  }
}

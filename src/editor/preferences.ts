import type { Shelf } from './model/kept-histories.ts'

/** What a person set in the workbench, kept in this browser. Storage may be missing or hold anything. */
type Preference = 'threshold' | 'panel-width'

function read(key: Preference): string | null {
  try {
    return localStorage.getItem(`fieldproof.editor.${key}`)
  } catch {
    return null
  }
}

/** A remembered number within its bounds, or what it is when nothing usable was remembered. */
export function rememberedNumber(key: Preference, otherwise: number, least: number, most: number): number {
  const value = Number.parseFloat(read(key) ?? '')
  return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : otherwise
}

export function rememberNumber(key: Preference, value: number): void {
  try {
    localStorage.setItem(`fieldproof.editor.${key}`, String(value))
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

/** Text that outlives a reload of this tab and nothing else; taken away by whoever finds it. Without storage it does not. */
export function tabShelf(name: string): Shelf {
  const key = `fieldproof.editor.${name}`
  return {
    take: () => {
      try {
        const text = sessionStorage.getItem(key)
        sessionStorage.removeItem(key)
        return text
      } catch {
        return null
      }
    },
    put: (text) => {
      try {
        sessionStorage.setItem(key, text)
      } catch {
        // Full, or none: the history then begins anew, the work is on the server.
      }
    },
  }
}

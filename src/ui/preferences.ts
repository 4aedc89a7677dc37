/** What a person chose on this device. Values are checked by whoever reads them: storage may hold anything. */
export type PreferenceKey = 'language' | 'recogniser' | 'compare-with' | 'queue-columns' | 'last-list'

const prefix = 'fieldproof.'

/** The stored text, or null when nothing is stored or the browser keeps no storage (private windows). */
export function readPreference(key: PreferenceKey): string | null {
  try {
    return localStorage.getItem(prefix + key)
  } catch {
    return null
  }
}

/** Stores a text; without storage the choice lasts as long as the page. */
export function writePreference(key: PreferenceKey, value: string): void {
  try {
    localStorage.setItem(prefix + key, value)
  } catch {
    // No storage: nothing that a person could do about it, and nothing depends on it.
  }
}

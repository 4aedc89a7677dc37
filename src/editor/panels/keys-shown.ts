import { keyCaps } from '../commands/keys.ts'
import type en from '../language/en.json'

export type CommandKey = keyof (typeof en)['command']

/** Macs have ⌘ where others have Ctrl. */
export function onMac(): boolean {
  return /mac|iphone|ipad/iu.test(navigator.userAgent)
}

/** A chord as one text, `Ctrl+Z`; empty for a command without a key. */
export function shownKeys(chord: string | undefined): string {
  return chord === undefined ? '' : keyCaps(chord, onMac()).join('+')
}

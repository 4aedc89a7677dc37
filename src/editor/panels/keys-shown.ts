import type en from '../language/en.json'

export type CommandKey = keyof (typeof en)['command']

/** Macs have ⌘ where others have Ctrl. */
export function onMac(): boolean {
  return /mac|iphone|ipad/iu.test(navigator.userAgent)
}

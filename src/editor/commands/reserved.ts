import { parseChord, type Chord, type KeyInput } from './keys.ts'

/** Whom a key belongs to that no command may have. */
export type Owner = 'system' | 'browser' | 'page'

const named = (names: string) => names.split(' ')

/** Keys of the machine itself and of input methods, with or without modifiers. */
const MACHINE = new Set([
  ...named('ContextMenu PrintScreen ScrollLock NumLock Pause Power Sleep WakeUp Compose'),
  ...named('Convert NonConvert KanaMode KanjiMode HangulMode HanjaMode Eisu Hankaku Zenkaku ZenkakuHankaku'),
  ...named('Hiragana Katakana HiraganaKatakana Romaji ModeChange Alphanumeric'),
])

/**
 * Chords that a browser does not hand over, or that people trust it to keep: tabs and windows, reloading, the address, finding, printing, the
 * size of the page (WCAG 2.2, 1.4.4) and the tools of its makers.
 */
const BROWSER = new Set([
  ...named('F3 F5 F11 F12 Shift+F5 Mod+F4 Mod+F5 Mod+Shift+Delete'),
  ...named('W T N R L F G P').flatMap((letter) => [`Mod+${letter}`, `Mod+Shift+${letter}`]),
  ...named('Mod+Q Mod+Shift+Q Mod+Shift+I Mod+Shift+J Mod+Shift+C Mod+U Mod+D Mod+O Mod+S Mod+J'),
  ...named('Mod+Tab Mod+Shift+Tab Mod+PageUp Mod+PageDown Mod+Shift+PageUp Mod+Shift+PageDown'),
  ...named('Mod++ Mod+- Mod+= Mod+Shift++'),
  ...Array.from('0123456789', (digit) => `Mod+${digit}`),
])

/** Cmd with these is the Mac's own: hide, minimise, the next window, settings, the next program. */
const MAC = new Set(named('Mod+H Mod+M Mod+` Mod+, Mod+Shift+H Mod+Shift+3 Mod+Shift+4 Mod+Shift+5'))

/** Whom a chord belongs to; null for one that is free. The same on every system: keys are carried from one to another. */
export function ownerOf(chord: string): Owner | null {
  const { key, mod, shift }: Chord = parseChord(chord)
  if (MACHINE.has(key) || /^(Audio|Browser|Launch|Media|Microphone|Brightness)/u.test(key)) return 'system'
  // Ctrl+Space and Shift+Space switch input methods; Space alone moves the page with the pointer.
  if (key === 'Space') return mod || shift ? 'system' : 'page'
  if (key === 'F10' && shift) return 'system'
  if (MAC.has(chord)) return 'system'
  return BROWSER.has(chord) ? 'browser' : null
}

/** Modifiers that belong to the system: Alt everywhere (Alt+digits, Alt+arrows), the Windows key where Cmd is none. */
export function holdsSystemKey(input: Pick<KeyInput, 'altKey' | 'metaKey'>, mac: boolean): boolean {
  return input.altKey || (input.metaKey && !mac)
}

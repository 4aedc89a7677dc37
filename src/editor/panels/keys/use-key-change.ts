import { useState } from 'react'
import type { Refusal } from '../../commands/bindings.ts'
import { keysText, pressedChord, type KeyInput } from '../../commands/keys.ts'
import { holdsSystemKey } from '../../commands/reserved.ts'
import { useWorkbenchTools } from '../../workbench-context.ts'
import { onMac } from '../keys-shown.ts'

/** The place of a key that is waiting for a new one; `chord` is undefined for one that is to be added. */
export interface AwaitedKey {
  command: string
  chord: string | undefined
}

/** Why a command did not get a key, as long as nothing else was tried. */
export interface RefusedKey {
  command: string
  /** As a person knows them, `Alt+1`. */
  keys: string
  refusal: Refusal
}

export interface KeyChange {
  awaited: AwaitedKey | null
  refused: RefusedKey | null
  /** Waits for a key; for none any more. */
  wait: (awaited: AwaitedKey | null) => void
  /** A key was pressed while one was awaited. */
  press: (input: KeyInput) => void
  unbind: (command: string, chord: string) => void
  reset: (command: string) => void
  /** Lets go of what is awaited and of what was refused. */
  clear: () => void
}

/** Takes the next chord that is pressed for a command. Esc leaves everything as it was. */
export function useKeyChange(): KeyChange {
  const { keys } = useWorkbenchTools()
  const [awaited, setAwaited] = useState<AwaitedKey | null>(null)
  const [refused, setRefused] = useState<RefusedKey | null>(null)
  return {
    awaited,
    refused,
    wait: (next) => {
      setAwaited(next)
      if (next) setRefused(null)
    },
    press: (input) => {
      if (!awaited || input.repeat) return
      if (input.key === 'Escape') {
        setAwaited(null)
        return
      }
      const { command, chord: before } = awaited
      const chord = pressedChord(input)
      if (chord === null) return
      setAwaited(null)
      const refusal: Refusal | null = holdsSystemKey(input, onMac())
        ? { reason: 'system' }
        : keys.bind(command, chord, before)
      const text = keysText(chord, onMac())
      setRefused(refusal && { command, keys: input.altKey ? `Alt+${text}` : text, refusal })
    },
    unbind: (command, chord) => {
      setRefused(null)
      keys.unbind(command, chord)
    },
    reset: (command) => {
      const inTheWay = keys.reset(command)
      setRefused(inTheWay && { command, keys: keysText(inTheWay.chord, onMac()), refusal: inTheWay.refusal })
    },
    clear: () => {
      setAwaited(null)
      setRefused(null)
    },
  }
}

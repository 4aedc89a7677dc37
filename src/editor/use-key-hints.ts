import { useTranslation } from 'react-i18next'
import { keysOf } from './commands/bindings.ts'
import { keysText } from './commands/keys.ts'
import { commandById } from './commands/list.ts'
import { onMac } from './panels/keys-shown.ts'
import { useBindings } from './use-bound-keys.ts'

/** Sentences that name a key, as it is bound now; empty while the command has none. */
export interface KeyHints {
  draw: string
  moveBox: string
  removeBox: string
  leaveTool: string
}

export function useKeyHints(): KeyHints {
  const { t } = useTranslation('editor')
  const bindings = useBindings()
  const shown = (...commands: string[]) =>
    commands
      .flatMap((command) => keysOf(commandById(command), bindings).slice(0, 1))
      .map((chord) => keysText(chord, onMac()))
      .join(' ')
  const hint = (name: 'draw' | 'moveBox' | 'removeBox' | 'leaveTool', keys: string) =>
    keys === '' ? '' : t(`hint.${name}`, { keys })
  // Said only where it is shown: looking keys up for every row would be for nothing.
  return {
    get draw() {
      return hint('draw', shown('draw'))
    },
    get moveBox() {
      return hint('moveBox', shown('nudge-left', 'nudge-up', 'nudge-down', 'nudge-right'))
    },
    get removeBox() {
      return hint('removeBox', shown('remove-box'))
    },
    get leaveTool() {
      return hint('leaveTool', shown('leave-tool'))
    },
  }
}

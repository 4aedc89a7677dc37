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
  return {
    draw: hint('draw', shown('draw')),
    moveBox: hint('moveBox', shown('nudge-left', 'nudge-up', 'nudge-down', 'nudge-right')),
    removeBox: hint('removeBox', shown('remove-box')),
    leaveTool: hint('leaveTool', shown('leave-tool')),
  }
}

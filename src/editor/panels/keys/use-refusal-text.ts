import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Refusal } from '../../commands/bindings.ts'
import type { CommandKey } from '../keys-shown.ts'

/** Says why a command may not have a key; `keys` as a person knows them. */
export function useRefusalText(): (keys: string, refusal: Refusal) => string {
  const { t } = useTranslation('editor')
  return useCallback(
    (keys, refusal) =>
      t(`keys.refused.${refusal.reason}`, {
        keys,
        command: refusal.reason === 'clash' ? t(`command.${refusal.command as CommandKey}`) : '',
      }),
    [t],
  )
}

import { ActionIcon, Tooltip } from '@mantine/core'
import type { TablerIcon } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useAriaKeys, useShownKey } from '../use-bound-keys.ts'
import { useWorkbenchTools } from '../workbench-context.ts'
import type { CommandKey } from './keys-shown.ts'

export interface CommandButtonProps {
  command: CommandKey
  icon: TablerIcon
  pressed?: boolean
  disabled?: boolean
}

/** A command of the list as a button with its icon, its name and its key: the same one for every document. */
export const CommandButton = memo(function CommandButton({
  command,
  icon: Icon,
  pressed,
  disabled,
}: CommandButtonProps) {
  const { t } = useTranslation('editor')
  const { run } = useWorkbenchTools()
  const keys = useShownKey(command)
  const ariaKeys = useAriaKeys(command)
  const name = t(`command.${command}`)
  return (
    <Tooltip label={keys === '' ? name : `${name} (${keys})`}>
      <ActionIcon
        variant={pressed ? 'light' : 'subtle'}
        color={pressed ? 'teal' : 'gray'}
        size="lg"
        aria-label={name}
        aria-keyshortcuts={ariaKeys}
        {...(pressed !== undefined && { 'aria-pressed': pressed })}
        {...(disabled && { 'aria-disabled': true })}
        onClick={() => !disabled && run(command)}
      >
        <Icon size={20} stroke={1.75} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  )
})

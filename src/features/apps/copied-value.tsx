import { ActionIcon, CopyButton, TextInput, Textarea, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

interface CopiedValueProps {
  label: string
  description?: string
  value: string
  /** So long that it takes several lines. */
  long?: boolean
}

const mono = { input: { fontFamily: 'var(--fp-font-mono)', fontSize: '0.8125rem' } } as const

/** A value to be taken elsewhere: chosen whole when it is entered, with a button that copies it. */
export function CopiedValue({ label, description, value, long = false }: CopiedValueProps) {
  const { t } = useTranslation('apps')
  const Input = long ? Textarea : TextInput
  return (
    <Input
      readOnly
      label={label}
      {...(description !== undefined && { description })}
      value={value}
      dir="ltr"
      spellCheck={false}
      styles={mono}
      onFocus={(event: { currentTarget: { select: () => void } }) => event.currentTarget.select()}
      {...(long && { rows: 4 })}
      rightSection={
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Tooltip label={t(copied ? 'copied' : 'copy')}>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t(copied ? 'copiedOf' : 'copyOf', { name: label })}
                onClick={copy}
              >
                {copied ? <IconCheck size={17} /> : <IconCopy size={17} />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      }
    />
  )
}

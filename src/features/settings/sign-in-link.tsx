import { Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { UserCreated } from '../../api/users.ts'
import { useFormat } from '../../ui/format.ts'

/** The one-time link of a person, shown this once. Closes by its button only, so that a stray click does not lose it. */
export function SignInLink({ created, onClose }: { created: UserCreated | null; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const name = created?.user.name ?? ''
  const url = created?.signInLink.url ?? ''
  return (
    <Modal
      opened={created !== null}
      onClose={onClose}
      closeOnClickOutside={false}
      size="lg"
      title={t('settings.linkTitle', { name })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {created && (
        <Stack gap="md">
          <Text>{t('settings.linkText', { name, until: format.dateTime(created.signInLink.expiresAt) })}</Text>
          <TextInput
            readOnly
            value={url}
            dir="ltr"
            aria-label={t('settings.linkTitle', { name })}
            styles={{ input: { fontFamily: 'var(--fp-font-mono)', fontSize: '0.8125rem' } }}
            onFocus={(event) => event.currentTarget.select()}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('action.close')}
            </Button>
            <CopyButton value={url}>
              {({ copied, copy }) => (
                <Button
                  onClick={copy}
                  data-autofocus
                  leftSection={copied ? <IconCheck size={17} /> : <IconCopy size={17} />}
                >
                  {t(copied ? 'action.copied' : 'action.copy')}
                </Button>
              )}
            </CopyButton>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}

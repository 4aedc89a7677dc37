import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AppCreated } from '#contract/apps'
import { CopiedValue } from './copied-value.tsx'

interface SecretDialogProps {
  created: AppCreated | null
  /** The app is new; else its secret was replaced. */
  isNew: boolean
  onKept: () => void
}

/** Key and secret of an app, the secret for the only time. It closes by "I have kept it" alone, so that no stray click or key loses it. */
export function SecretDialog({ created, isNew, onKept }: SecretDialogProps) {
  const { t } = useTranslation('apps')
  return (
    <Modal
      opened={created !== null}
      onClose={() => {}}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      size="lg"
      title={t(isNew ? 'secret.created' : 'secret.replaced', { name: created?.app.name })}
    >
      {created && (
        <Stack gap="md">
          <Text>{t(isNew ? 'secret.createdText' : 'secret.replacedText')}</Text>
          <CopiedValue label={t('fields.appKey')} value={created.app.appKey} />
          <CopiedValue label={t('fields.appSecret')} value={created.appSecret} />
          <Text size="sm" c="var(--fp-text-muted)">
            {t('secret.keepSafe')}
          </Text>
          <Group justify="flex-end">
            <Button onClick={onKept} data-autofocus>
              {t('secret.kept')}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}

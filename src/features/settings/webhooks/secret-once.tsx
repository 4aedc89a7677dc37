import { Button, CopyButton, Group, Modal, Stack, Text } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { WebhookCreated } from '../../../api/webhooks.ts'
import classes from './webhooks.module.css'

/** The secret of a webhook, shown this once. Closes by its buttons only, so that a stray click does not lose it. */
export function SecretOnce({ created, onClose }: { created: WebhookCreated | null; onClose: () => void }) {
  const { t } = useTranslation('webhooks')
  const shell = useTranslation().t
  return (
    <Modal
      opened={created !== null}
      onClose={onClose}
      closeOnClickOutside={false}
      title={t('secretTitle')}
      closeButtonProps={{ 'aria-label': shell('action.close') }}
    >
      {created && (
        <Stack gap="md">
          <Text>{t('secretText')}</Text>
          <code className={classes['secret']} dir="ltr" data-testid="webhook-secret">
            {created.secret}
          </code>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {shell('action.close')}
            </Button>
            <CopyButton value={created.secret}>
              {({ copied, copy }) => (
                <Button
                  onClick={copy}
                  data-autofocus
                  leftSection={copied ? <IconCheck size={17} /> : <IconCopy size={17} />}
                >
                  {shell(copied ? 'action.copied' : 'action.copy')}
                </Button>
              )}
            </CopyButton>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}

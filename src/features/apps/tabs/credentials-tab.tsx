import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconRotate } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { App, AppCreated } from '#contract/apps'
import { appsQuery, rotateSecret } from '../../../api/apps.ts'
import { useFormat } from '../../../ui/format.ts'
import classes from '../apps.module.css'
import { CopiedValue } from '../copied-value.tsx'
import { SecretDialog } from '../secret-dialog.tsx'
import { useAppProblem } from '../use-app-problem.ts'
import { CallLine } from './call-line.tsx'
import { EncKeySection } from './enc-key-section.tsx'

/** Key and secret of an app, its EncKey, and the line that calls with them. */
export function CredentialsTab({ app }: { app: App }) {
  const { t } = useTranslation('apps')
  const format = useFormat()
  const client = useQueryClient()
  const failed = useAppProblem()
  const [asking, setAsking] = useState(false)
  const [replaced, setReplaced] = useState<AppCreated | null>(null)
  const rotate = useMutation({
    mutationFn: () => rotateSecret(app.id),
    onSuccess: (answer) => {
      setAsking(false)
      setReplaced(answer)
      void client.invalidateQueries(appsQuery)
    },
    onError: failed,
  })
  const since = app.rotatedAt ?? app.createdAt
  return (
    <div className={classes['stack']}>
      <section className={classes['sheet']} aria-label={t('credentials.keys')}>
        <h2 className={classes['subtitle']}>{t('credentials.keys')}</h2>
        <CopiedValue label={t('fields.appKey')} value={app.appKey} />
        <div className={classes['secretLine']}>
          <div>
            <p className={classes['label']}>{t('fields.appSecret')}</p>
            <p>
              <code dir="ltr">{`••••••••${app.secretEnding}`}</code>{' '}
              <span className={classes['quiet']}>{t('credentials.since', { when: format.dateTime(since) })}</span>
            </p>
            <p className={classes['quiet']}>{t('credentials.onlyHash')}</p>
          </div>
          <Button
            variant="default"
            leftSection={<IconRotate size={17} aria-hidden="true" />}
            onClick={() => setAsking(true)}
          >
            {t('credentials.rotate')}
          </Button>
        </div>
      </section>
      <EncKeySection app={app} />
      <CallLine app={app} />
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('credentials.rotateTitle', { name: app.name })}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <Stack gap="lg">
          <Text>{t('credentials.rotateText')}</Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
              {t('cancel')}
            </Button>
            <Button color="red" loading={rotate.isPending} onClick={() => rotate.mutate()}>
              {t('credentials.rotateConfirm')}
            </Button>
          </Group>
        </Stack>
      </Modal>
      <SecretDialog created={replaced} isNew={false} onKept={() => setReplaced(null)} />
    </div>
  )
}

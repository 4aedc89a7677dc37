import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconLock, IconRotate, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { App } from '#contract/apps'
import { appsQuery, removeEncKey, replaceEncKey } from '../../../api/apps.ts'
import { useFormat } from '../../../ui/format.ts'
import classes from '../apps.module.css'
import { CopiedValue } from '../copied-value.tsx'
import { useAppProblem } from '../use-app-problem.ts'

/** The public key that a caller encrypts its files for (seed-facts/ctyun/console.json, `app.enckey`): got, shown, replaced, removed. */
export function EncKeySection({ app }: { app: App }) {
  const { t } = useTranslation('apps')
  const format = useFormat()
  const client = useQueryClient()
  const failed = useAppProblem()
  const [asking, setAsking] = useState<'replace' | 'remove' | null>(null)
  const change = useMutation({
    mutationFn: (what: 'replace' | 'remove') => (what === 'replace' ? replaceEncKey(app.id) : removeEncKey(app.id)),
    onSuccess: () => {
      setAsking(null)
      return client.invalidateQueries(appsQuery)
    },
    onError: failed,
  })
  return (
    <section className={classes['sheet']} aria-label={t('encKey.title')}>
      <div>
        <h2 className={classes['subtitle']}>{t('encKey.title')}</h2>
        <p className={classes['quiet']}>{t('encKey.text')}</p>
      </div>
      {app.encKey === null ? (
        <Button
          className={classes['begin']}
          variant="default"
          leftSection={<IconLock size={17} aria-hidden="true" />}
          loading={change.isPending}
          onClick={() => change.mutate('replace')}
        >
          {t('encKey.get')}
        </Button>
      ) : (
        <>
          <CopiedValue
            long
            label={t('encKey.public')}
            description={t('encKey.since', { when: format.dateTime(app.encKey.createdAt) })}
            value={app.encKey.publicKey}
          />
          <Group gap="xs">
            <Button
              variant="default"
              leftSection={<IconRotate size={17} aria-hidden="true" />}
              onClick={() => setAsking('replace')}
            >
              {t('encKey.replace')}
            </Button>
            <Button
              variant="subtle"
              color="red"
              leftSection={<IconTrash size={17} aria-hidden="true" />}
              onClick={() => setAsking('remove')}
            >
              {t('encKey.remove')}
            </Button>
          </Group>
        </>
      )}
      <Modal
        opened={asking !== null}
        onClose={() => setAsking(null)}
        title={t(asking === 'remove' ? 'encKey.remove' : 'encKey.replace')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <Stack gap="lg">
          <Text>{t(asking === 'remove' ? 'encKey.removeText' : 'encKey.replaceText')}</Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => setAsking(null)} data-autofocus>
              {t('cancel')}
            </Button>
            <Button color="red" loading={change.isPending} onClick={() => asking && change.mutate(asking)}>
              {t(asking === 'remove' ? 'encKey.remove' : 'encKey.replace')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </section>
  )
}

import { ActionIcon, Button, Skeleton, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconSend, IconTrash, IconWebhook } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onServerEvent } from '../../../api/events.ts'
import { problemOf } from '../../../api/problem-error.ts'
import { addWebhook, removeWebhook, testWebhook, webhooksQuery, type WebhookCreated } from '../../../api/webhooks.ts'
import { useAnnounce } from '../../../ui/announce.tsx'
import { Failure } from '../../../ui/failure.tsx'
import { useProblemText } from '../../../ui/problem-text.ts'
import { DeliveryLog } from './delivery-log.tsx'
import { registerWebhooksLanguage } from './language/index.ts'
import { SecretOnce } from './secret-once.tsx'
import classes from './webhooks.module.css'

await registerWebhooksLanguage()

/** Addresses that are told when packages come to their end: add, test, see how deliveries went, remove. */
export function Webhooks() {
  const { t } = useTranslation('webhooks')
  const client = useQueryClient()
  const announce = useAnnounce()
  const text = useProblemText()
  const hooks = useQuery(webhooksQuery)
  const [url, setUrl] = useState('')
  const [created, setCreated] = useState<WebhookCreated | null>(null)
  useEffect(
    () =>
      onServerEvent(({ type }) => {
        if (type === 'warnings' || type === 'reconnected') void client.invalidateQueries(webhooksQuery)
      }),
    [client],
  )
  const changed = () => void client.invalidateQueries(webhooksQuery)
  const failed = (error: unknown) => announce(text(problemOf(error)).title, 'danger')
  const add = useMutation({
    mutationFn: addWebhook,
    onSuccess: (answer) => {
      setUrl('')
      setCreated(answer)
      changed()
    },
  })
  const remove = useMutation({ mutationFn: removeWebhook, onSuccess: changed, onError: failed })
  const test = useMutation({ mutationFn: testWebhook, onSuccess: changed, onError: failed })

  if (hooks.error) return <Failure error={hooks.error} onRetry={() => void hooks.refetch()} />
  return (
    <div className={classes['webhooks']}>
      {hooks.isPending && <Skeleton height={80} />}
      {hooks.data && hooks.data.length > 0 && (
        <ul className={classes['list']}>
          {hooks.data.map((hook) => (
            <li key={hook.id} className={classes['hook']} data-testid="webhook">
              <div className={classes['head']}>
                <IconWebhook size={20} stroke={1.7} aria-hidden="true" />
                <span className={classes['address']}>
                  <code dir="ltr">{hook.url}</code>
                  <span className={classes['quiet']}>{t('secretEnding', { ending: `••••${hook.secretEnding}` })}</span>
                </span>
                <Button
                  size="compact-sm"
                  variant="default"
                  leftSection={<IconSend size={15} aria-hidden="true" />}
                  loading={test.isPending && test.variables === hook.id}
                  aria-label={t('testOf', { url: hook.url })}
                  onClick={() => test.mutate(hook.id)}
                >
                  {t('test')}
                </Button>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  className={classes['touch']}
                  aria-label={t('remove', { url: hook.url })}
                  onClick={() => remove.mutate(hook.id)}
                >
                  <IconTrash size={17} />
                </ActionIcon>
              </div>
              <DeliveryLog url={hook.url} deliveries={hook.deliveries} />
            </li>
          ))}
        </ul>
      )}
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate(url.trim())
        }}
      >
        <TextInput
          className={classes['field']}
          label={t('url')}
          description={t('urlText')}
          dir="ltr"
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
          error={add.error && text(problemOf(add.error)).title}
          maxLength={2048}
        />
        <Button type="submit" variant="default" loading={add.isPending} disabled={url.trim() === ''}>
          {t('add')}
        </Button>
      </form>
      <SecretOnce created={created} onClose={() => setCreated(null)} />
    </div>
  )
}

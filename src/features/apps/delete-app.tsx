import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { App } from '#contract/apps'
import { appsQuery, removeApp } from '../../api/apps.ts'
import { useAnnounce } from '../../ui/announce.tsx'
import { useAppProblem } from './use-app-problem.ts'

interface DeleteAppProps {
  /** Null = closed. */
  app: App | null
  onClose: () => void
  onDeleted: () => void
}

/** Deleting an app, which its name has to be typed for: whoever calls with it is refused at once. */
export function DeleteApp({ app, onClose, onDeleted }: DeleteAppProps) {
  const { t } = useTranslation('apps')
  const client = useQueryClient()
  const announce = useAnnounce()
  const failed = useAppProblem()
  const [typed, setTyped] = useState('')
  const name = app?.name ?? ''
  const close = () => {
    setTyped('')
    onClose()
  }
  const remove = useMutation({
    mutationFn: removeApp,
    onSuccess: async () => {
      announce(t('delete.done', { name }))
      setTyped('')
      onDeleted()
      await client.invalidateQueries(appsQuery)
    },
    onError: failed,
  })
  return (
    <Modal
      opened={app !== null}
      onClose={close}
      title={t('delete.title', { name })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (app && typed === app.name) remove.mutate(app.id)
        }}
      >
        <Stack gap="md">
          <Text>{t('delete.text')}</Text>
          <TextInput
            label={t('delete.type', { name })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            dir="auto"
            data-autofocus
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('cancel')}
            </Button>
            <Button type="submit" color="red" loading={remove.isPending} disabled={typed !== name}>
              {t('delete.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

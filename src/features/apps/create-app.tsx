import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { brokenNameRules } from '#contract/app-name'
import type { AppCreated } from '#contract/apps'
import { createApp } from '../../api/apps.ts'
import { problemOf } from '../../api/problem-error.ts'
import { useProblemText } from '../../ui/problem-text.ts'
import { NameField } from './name-field.tsx'

interface CreateAppProps {
  opened: boolean
  onClose: () => void
  onCreated: (created: AppCreated) => void
}

/** A new app: its name and what it is for, as the documents have it; everything else is set on its page. */
export function CreateApp({ opened, onClose, onCreated }: CreateAppProps) {
  const { t } = useTranslation('apps')
  const text = useProblemText()
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const create = useMutation({
    mutationFn: createApp,
    onSuccess: (created) => {
      setName('')
      setDescription('')
      onCreated(created)
    },
  })
  const problem = create.error && text(problemOf(create.error))
  return (
    <Modal opened={opened} onClose={onClose} title={t('create.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (brokenNameRules(name).length === 0) create.mutate({ name, description: description.trim() })
        }}
      >
        <Stack gap="md">
          <NameField value={name} onChange={setName} isFirst />
          <Textarea
            label={t('fields.description')}
            description={t('fields.descriptionText')}
            value={description}
            onChange={(event) => setDescription(event.currentTarget.value)}
            maxLength={500}
            autosize={false}
            rows={3}
            dir="auto"
          />
          {problem && (
            <Text role="alert" c="var(--fp-danger)" size="sm">
              {[problem.title, problem.detail].filter(Boolean).join('. ')}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={create.isPending} disabled={brokenNameRules(name).length > 0}>
              {t('create.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

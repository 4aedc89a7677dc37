import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role } from '#contract/session'
import { problemOf } from '../../api/problem-error.ts'
import { addUser, type UserCreated } from '../../api/users.ts'
import { useProblemText } from '../../ui/problem-text.ts'

const roles: readonly Role[] = ['reviewer', 'demonstrator', 'administrator']

interface AddPersonProps {
  opened: boolean
  onClose: () => void
  onAdded: (created: UserCreated) => void
}

/** Adds a person with a name and a role. */
export function AddPerson({ opened, onClose, onAdded }: AddPersonProps) {
  const { t } = useTranslation()
  const text = useProblemText()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('reviewer')
  const add = useMutation({
    mutationFn: addUser,
    onSuccess: (created) => {
      setName('')
      setRole('reviewer')
      onAdded(created)
    },
  })
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('settings.add')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate({ name: name.trim(), role })
        }}
      >
        <Stack gap="lg">
          <TextInput
            label={t('settings.name')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={add.error && text(problemOf(add.error)).title}
            maxLength={100}
            required
            withAsterisk={false}
            dir="auto"
            data-autofocus
          />
          <Radio.Group
            label={t('settings.role')}
            value={role}
            onChange={(value) => setRole(roles.find((each) => each === value) ?? 'reviewer')}
          >
            <Stack gap="xs" mt="xs">
              {roles.map((each) => (
                <Radio key={each} value={each} label={t(`role.${each}`)} description={t(`settings.roles.${each}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={add.isPending} disabled={name.trim() === ''}>
              {t('settings.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

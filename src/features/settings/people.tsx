import { ActionIcon, Button, Group, Menu, Modal, Skeleton, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconDots, IconLink, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { User } from '#contract/session'
import { problemOf } from '../../api/problem-error.ts'
import { removeUser, renewSignInLink, usersQuery, type UserCreated } from '../../api/users.ts'
import { useAnnounce } from '../../ui/announce.tsx'
import { Failure } from '../../ui/failure.tsx'
import { useFormat } from '../../ui/format.ts'
import { useProblemText } from '../../ui/problem-text.ts'
import { AddPerson } from './add-person.tsx'
import { SignInLink } from './sign-in-link.tsx'
import classes from './people.module.css'

/** Who may sign in: list, add with a role and a one-time link, remove. */
export function People({ self }: { self: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const client = useQueryClient()
  const announce = useAnnounce()
  const text = useProblemText()
  const users = useQuery(usersQuery)
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<User | null>(null)
  const [created, setCreated] = useState<UserCreated | null>(null)
  const failed = (error: unknown) => {
    const { title, detail } = text(problemOf(error))
    announce(detail ? `${title}. ${detail}` : title, 'danger')
  }
  const remove = useMutation({
    mutationFn: removeUser,
    onSuccess: () => {
      setRemoving(null)
      void client.invalidateQueries(usersQuery)
    },
    onError: failed,
  })
  const renew = useMutation({ mutationFn: renewSignInLink, onSuccess: setCreated, onError: failed })

  if (users.error) return <Failure error={users.error} onRetry={() => void users.refetch()} />
  return (
    <div className={classes['people']}>
      {users.isPending && <Skeleton height={120} />}
      {users.data && (
        <ul className={classes['list']}>
          {users.data.map((user) => (
            <li key={user.id} className={classes['person']}>
              <span className={classes['initial']} aria-hidden="true">
                {String.fromCodePoint(user.name.codePointAt(0) ?? 0x3f).toUpperCase()}
              </span>
              <span className={classes['who']}>
                <span className={classes['name']}>
                  <bdi>{user.name}</bdi>
                  {user.id === self && <span className={classes['you']}>{t('settings.you')}</span>}
                </span>
                <span className={classes['quiet']}>
                  {t(`role.${user.role}`)} · {t('settings.added', { when: format.dateTime(user.createdAt) })}
                </span>
              </span>
              <Menu>
                <Menu.Target>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="lg"
                    className={classes['touch']}
                    aria-label={t('settings.actionsFor', { name: user.name })}
                  >
                    <IconDots size={18} />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item leftSection={<IconLink size={17} />} onClick={() => renew.mutate(user.id)}>
                    {t('settings.newLink')}
                  </Menu.Item>
                  {user.id !== self && (
                    <Menu.Item color="red" leftSection={<IconTrash size={17} />} onClick={() => setRemoving(user)}>
                      {t('settings.removePerson', { name: user.name })}
                    </Menu.Item>
                  )}
                </Menu.Dropdown>
              </Menu>
            </li>
          ))}
        </ul>
      )}
      <Button variant="default" leftSection={<IconPlus size={17} />} onClick={() => setAdding(true)}>
        {t('settings.add')}
      </Button>
      <AddPerson
        opened={adding}
        onClose={() => setAdding(false)}
        onAdded={(answer) => {
          setAdding(false)
          setCreated(answer)
          void client.invalidateQueries(usersQuery)
        }}
      />
      <SignInLink created={created} onClose={() => setCreated(null)} />
      <Modal
        opened={removing !== null}
        onClose={() => setRemoving(null)}
        title={t('settings.removeTitle', { name: removing?.name })}
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        <Stack gap="lg">
          <Text>{t('settings.removeText')}</Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => setRemoving(null)} data-autofocus>
              {t('action.cancel')}
            </Button>
            <Button color="red" loading={remove.isPending} onClick={() => removing && remove.mutate(removing.id)}>
              {t('action.remove')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </div>
  )
}

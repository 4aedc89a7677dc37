import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { grantPackage, refreshPackages } from '../../api/packages.ts'
import { problemOf } from '../../api/problem-error.ts'
import { providersQuery } from '../../api/providers.ts'
import { useAnnounce } from '../../ui/announce.tsx'
import { useProblemText } from '../../ui/problem-text.ts'
import { labelText } from '../../ui/recogniser.ts'
import classes from './quota.module.css'

const wholeNumber = (typed: string, most: number): number | null => {
  const value = Number(typed)
  return typed.trim() !== '' && Number.isInteger(value) && value >= 1 && value <= most ? value : null
}

/** Bounds of contract/metering.ts, `grantRequestSchema`. */
const mostCalls = 1_000_000_000
const mostDays = 3650

/** Gives a package of any size, for tests and quotas within the house. */
export function GrantDialog({ chosen, onClose }: { chosen: string | null; onClose: () => void }) {
  const { t, i18n } = useTranslation('quota')
  const shell = useTranslation().t
  const text = useProblemText()
  const client = useQueryClient()
  const announce = useAnnounce()
  const { data: providers = [] } = useQuery(providersQuery)
  const [capability, setCapability] = useState(chosen)
  const [calls, setCalls] = useState('100')
  const [days, setDays] = useState('30')
  const [count, validDays] = [wholeNumber(calls, mostCalls), wholeNumber(days, mostDays)]
  const grant = useMutation({
    mutationFn: grantPackage,
    onSuccess: async () => {
      await refreshPackages(client)
      announce(t('grant.done'))
      onClose()
    },
  })
  const problem = grant.error && text(problemOf(grant.error))
  return (
    <Modal opened onClose={onClose} title={t('grant.title')} closeButtonProps={{ 'aria-label': shell('action.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const [provider, id] = (capability ?? '').split('/')
          if (provider && id && count !== null && validDays !== null) {
            grant.mutate({ provider, capability: id, calls: count, validDays })
          }
        }}
      >
        <Stack gap="md">
          <p className={classes['quiet']}>{t('grant.text')}</p>
          <Select
            label={t('grant.capability')}
            searchable
            allowDeselect={false}
            value={capability}
            onChange={setCapability}
            data={providers
              .filter(({ mode }) => mode !== 'local')
              .map((provider) => ({
                group: `${labelText(provider.label, i18n.language)} · ${shell(`mode.${provider.mode}.name`)}`,
                items: provider.capabilities.map(({ id, label }) => ({
                  value: `${provider.id}/${id}`,
                  label: labelText(label, i18n.language),
                })),
              }))}
          />
          <TextInput
            label={t('grant.calls')}
            inputMode="numeric"
            value={calls}
            onChange={({ currentTarget: { value } }) => setCalls(value)}
            error={count === null && t('grant.callsRange')}
          />
          <TextInput
            label={t('grant.days')}
            inputMode="numeric"
            value={days}
            onChange={({ currentTarget: { value } }) => setDays(value)}
            error={validDays === null && t('grant.daysRange')}
          />
          {problem && (
            <Text role="alert" c="red" size="sm">
              {problem.title}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {shell('action.cancel')}
            </Button>
            <Button
              type="submit"
              loading={grant.isPending}
              disabled={capability === null || count === null || validDays === null}
            >
              {t('grant.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

import { ActionIcon, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { enterPrice, refreshPackages, type PriceBookEntry } from '../../api/packages.ts'
import { problemOf } from '../../api/problem-error.ts'
import { useAnnounce } from '../../ui/announce.tsx'
import { useFormat } from '../../ui/format.ts'
import { useProblemText } from '../../ui/problem-text.ts'
import { useCapabilityName } from './names.ts'
import { parsePrices, typedOf } from './price-form.ts'
import classes from './quota.module.css'

interface PriceDialogProps {
  of: Pick<PriceBookEntry, 'provider' | 'capability'>
  entry: PriceBookEntry | undefined
  onClose: () => void
}

/** Enters what a capability costs: tiers of calls a month, packages, and how long a package is valid. */
export function PriceDialog({ of, entry, onClose }: PriceDialogProps) {
  const { t } = useTranslation('quota')
  const shell = useTranslation().t
  const format = useFormat()
  const text = useProblemText()
  const capabilityName = useCapabilityName()
  const client = useQueryClient()
  const announce = useAnnounce()
  const [typed, setTyped] = useState(() => typedOf(entry))
  const parsed = parsePrices(typed)
  const enter = useMutation({
    mutationFn: enterPrice,
    onSuccess: async () => {
      await refreshPackages(client)
      announce(t('prices.saved'))
      onClose()
    },
  })
  const { tiers, sizes, validityYears } = typed
  const changeTier = (index: number, change: Partial<(typeof tiers)[number]>) =>
    setTyped({ ...typed, tiers: tiers.map((row, at) => (at === index ? { ...row, ...change } : row)) })
  const changeSize = (index: number, change: Partial<(typeof sizes)[number]>) =>
    setTyped({ ...typed, sizes: sizes.map((row, at) => (at === index ? { ...row, ...change } : row)) })
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('prices.title', { name: capabilityName(of.provider, of.capability) })}
      closeButtonProps={{ 'aria-label': shell('action.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (parsed) enter.mutate({ ...of, ...parsed })
        }}
      >
        <Stack gap="md">
          <fieldset className={classes['rows']}>
            <legend>{t('prices.tiers')}</legend>
            <p className={classes['quiet']}>{t('prices.tiersText')}</p>
            {tiers.map((row, index) => (
              // Rows have no name of their own: their place is what they are.
              // oxlint-disable-next-line react/no-array-index-key
              <div key={index} className={classes['row']}>
                <TextInput
                  size="xs"
                  label={t('prices.tierUpTo', { number: format.number(index + 1) })}
                  placeholder={t('prices.noEnd')}
                  inputMode="numeric"
                  value={row.upTo}
                  onChange={({ currentTarget: { value } }) => changeTier(index, { upTo: value })}
                />
                <TextInput
                  size="xs"
                  label={t('prices.tierPrice', { number: format.number(index + 1) })}
                  inputMode="decimal"
                  value={row.yuan}
                  onChange={({ currentTarget: { value } }) => changeTier(index, { yuan: value })}
                />
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('prices.removeTier', { number: format.number(index + 1) })}
                  onClick={() => setTyped({ ...typed, tiers: tiers.filter((_, at) => at !== index) })}
                >
                  <IconX size={16} />
                </ActionIcon>
              </div>
            ))}
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<IconPlus size={15} aria-hidden="true" />}
              onClick={() => setTyped({ ...typed, tiers: [...tiers, { upTo: '', yuan: '' }] })}
            >
              {t('prices.addTier')}
            </Button>
          </fieldset>
          <fieldset className={classes['rows']}>
            <legend>{t('prices.packages')}</legend>
            {sizes.map((row, index) => (
              // oxlint-disable-next-line react/no-array-index-key
              <div key={index} className={classes['row']}>
                <TextInput
                  size="xs"
                  label={t('prices.packageCalls', { number: format.number(index + 1) })}
                  inputMode="numeric"
                  value={row.calls}
                  onChange={({ currentTarget: { value } }) => changeSize(index, { calls: value })}
                />
                <TextInput
                  size="xs"
                  label={t('prices.packagePrice', { number: format.number(index + 1) })}
                  inputMode="decimal"
                  value={row.yuan}
                  onChange={({ currentTarget: { value } }) => changeSize(index, { yuan: value })}
                />
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('prices.removePackage', { number: format.number(index + 1) })}
                  onClick={() => setTyped({ ...typed, sizes: sizes.filter((_, at) => at !== index) })}
                >
                  <IconX size={16} />
                </ActionIcon>
              </div>
            ))}
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<IconPlus size={15} aria-hidden="true" />}
              onClick={() => setTyped({ ...typed, sizes: [...sizes, { calls: '', yuan: '' }] })}
            >
              {t('prices.addPackage')}
            </Button>
          </fieldset>
          <TextInput
            label={t('prices.validity')}
            inputMode="numeric"
            value={validityYears}
            onChange={({ currentTarget: { value } }) => setTyped({ ...typed, validityYears: value })}
          />
          {parsed === null && <output className={classes['quiet']}>{t('prices.incomplete')}</output>}
          {enter.error && (
            <Text role="alert" c="red" size="sm">
              {text(problemOf(enter.error)).title}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {shell('action.cancel')}
            </Button>
            <Button type="submit" loading={enter.isPending} disabled={parsed === null}>
              {t('prices.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

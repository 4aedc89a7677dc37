import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { enterPrice, refreshPackages, type PriceBookEntry } from '../../api/packages.ts'
import { problemOf } from '../../api/problem-error.ts'
import { useAnnounce } from '../../ui/announce.tsx'
import { useProblemText } from '../../ui/problem-text.ts'
import { useCapabilityName } from './names.ts'
import { parsePrices, typedOf } from './price-form.ts'
import { PriceRows } from './price-rows.tsx'
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
          <PriceRows
            title={t('prices.tiers')}
            text={<p className={classes['quiet']}>{t('prices.tiersText')}</p>}
            rows={tiers}
            counted="upTo"
            placeholder={t('prices.noEnd')}
            words={{
              counted: (number) => t('prices.tierUpTo', { number }),
              price: (number) => t('prices.tierPrice', { number }),
              remove: (number) => t('prices.removeTier', { number }),
            }}
            add={t('prices.addTier')}
            empty={{ upTo: '', yuan: '' }}
            onRows={(rows) => setTyped({ ...typed, tiers: rows })}
          />
          <PriceRows
            title={t('prices.packages')}
            rows={sizes}
            counted="calls"
            words={{
              counted: (number) => t('prices.packageCalls', { number }),
              price: (number) => t('prices.packagePrice', { number }),
              remove: (number) => t('prices.removePackage', { number }),
            }}
            add={t('prices.addPackage')}
            empty={{ calls: '', yuan: '' }}
            onRows={(rows) => setTyped({ ...typed, sizes: rows })}
          />
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

import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { adjustPackage, refreshPackages, type Package } from '../../api/packages.ts'
import { problemOf } from '../../api/problem-error.ts'
import { sandboxQuery } from '../../api/sandbox.ts'
import { useAnnounce } from '../../ui/announce.tsx'
import { useProblemText } from '../../ui/problem-text.ts'
import { useAmount } from './names.ts'
import classes from './quota.module.css'

/** Enters what the vendor says is left. Both figures and the difference are shown before anything changes, and a reason is asked for. */
export function ReconcileDialog({ of, onClose }: { of: Package; onClose: () => void }) {
  const { t } = useTranslation('quota')
  const shell = useTranslation().t
  const text = useProblemText()
  const amount = useAmount()
  const client = useQueryClient()
  const announce = useAnnounce()
  const { data: sandbox } = useQuery(sandboxQuery)
  const scale = of.unit === 'call' ? 1 : 100
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const entered = Math.round(Number(typed) * scale)
  const left = typed.trim() !== '' && Number.isInteger(entered) && entered >= 0 && entered <= of.units ? entered : null
  const told = of.mode === 'sandbox' ? sandbox?.left[of.id] : undefined
  const difference = left === null ? null : left - (of.units - of.used)
  const adjust = useMutation({
    mutationFn: ({ value }: { value: number }) => adjustPackage(of.id, { left: value, reason: reason.trim() }),
    onSuccess: async () => {
      await refreshPackages(client)
      announce(t('reconcile.done'))
      onClose()
    },
  })
  const problem = adjust.error && text(problemOf(adjust.error))
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('reconcile.title')}
      closeButtonProps={{ 'aria-label': shell('action.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (left !== null && reason.trim().length >= 3) adjust.mutate({ value: left })
        }}
      >
        <Stack gap="md">
          <p className={classes['quiet']}>{t('reconcile.text')}</p>
          <dl className={classes['compare']}>
            <dt>{t('reconcile.ours')}</dt>
            <dd>{amount(of.unit, of.units - of.used)}</dd>
            {told !== undefined && (
              <>
                <dt>{t('reconcile.standIn')}</dt>
                <dd data-testid="stand-in-left">{amount(of.unit, told)}</dd>
              </>
            )}
          </dl>
          <TextInput
            label={t(of.unit === 'call' ? 'reconcile.leftCalls' : 'reconcile.leftPoints')}
            inputMode="decimal"
            value={typed}
            onChange={({ currentTarget: { value } }) => setTyped(value)}
            error={typed !== '' && left === null && t('reconcile.range', { most: amount(of.unit, of.units) })}
            data-autofocus
          />
          <TextInput
            label={t('reconcile.reason')}
            description={t('reconcile.reasonText')}
            value={reason}
            maxLength={300}
            dir="auto"
            onChange={({ currentTarget: { value } }) => setReason(value)}
          />
          {difference !== null && (
            <output className={classes['said']}>
              {difference === 0
                ? t('reconcile.same')
                : t(difference < 0 ? 'reconcile.fewer' : 'reconcile.more', {
                    amount: amount(of.unit, Math.abs(difference)),
                  })}
            </output>
          )}
          {problem && (
            <Text role="alert" c="red" size="sm">
              {problem.title}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {shell('action.cancel')}
            </Button>
            <Button type="submit" loading={adjust.isPending} disabled={left === null || reason.trim().length < 3}>
              {t('reconcile.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

import { Button, Group, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { payOrder, refreshPackages, type Order } from '../../../api/packages.ts'
import { problemOf } from '../../../api/problem-error.ts'
import { useFormat } from '../../../ui/format.ts'
import { useProblemText } from '../../../ui/problem-text.ts'
import { localNow, momentOf } from '../purchase.ts'
import classes from '../purchase-wizard.module.css'

interface PayStepProps {
  order: Order
  onLater: () => void
  onPaid: (order: Order) => void
}

/** Pays at the stand-in, where no money moves; of a live provider it writes down what was paid at the vendor. */
export function PayStep({ order, onLater, onPaid }: PayStepProps) {
  const { t } = useTranslation('quota')
  const format = useFormat()
  const text = useProblemText()
  const client = useQueryClient()
  const isLive = order.mode === 'live'
  const [vendorOrderId, setVendorOrderId] = useState('')
  const [paidAt, setPaidAt] = useState(() => localNow(new Date()))
  const [validFrom, setValidFrom] = useState('')
  const [validUntil, setValidUntil] = useState('')
  const paidMoment = momentOf(paidAt)
  const isComplete = !isLive || (vendorOrderId.trim() !== '' && paidMoment !== undefined)
  const pay = useMutation({
    mutationFn: () =>
      payOrder(
        order.id,
        isLive && paidMoment !== undefined
          ? {
              vendorOrderId: vendorOrderId.trim(),
              paidAt: paidMoment,
              validFrom: momentOf(validFrom),
              validUntil: momentOf(validUntil),
            }
          : undefined,
      ),
    onSuccess: async (paid) => {
      onPaid(paid)
      await refreshPackages(client)
    },
  })
  const problem = pay.error && text(problemOf(pay.error))
  return (
    <form
      className={classes['body']}
      onSubmit={(event) => {
        event.preventDefault()
        if (isComplete) pay.mutate()
      }}
    >
      <dl className={classes['facts']}>
        <dt>{t('orders.id')}</dt>
        <dd>
          <bdi>{order.id}</bdi>
        </dd>
        <dt>{t('buy.amount')}</dt>
        <dd>
          <strong data-testid="amount-to-pay">{format.money(order.total)}</strong>
        </dd>
        <dt>{t('buy.means')}</dt>
        <dd>{t(isLive ? 'buy.meansLive' : 'buy.meansSandbox')}</dd>
      </dl>
      {isLive && (
        <div className={classes['fields']}>
          <TextInput
            className={classes['wide']}
            label={t('buy.vendorOrder')}
            description={t('buy.vendorOrderText')}
            value={vendorOrderId}
            maxLength={64}
            dir="ltr"
            onChange={({ currentTarget: { value } }) => setVendorOrderId(value)}
          />
          <TextInput
            className={classes['wide']}
            type="datetime-local"
            label={t('buy.paidAt')}
            value={paidAt}
            onChange={({ currentTarget: { value } }) => setPaidAt(value)}
          />
          <TextInput
            type="datetime-local"
            label={t('buy.validFrom')}
            description={t('buy.validFromText')}
            value={validFrom}
            onChange={({ currentTarget: { value } }) => setValidFrom(value)}
          />
          <TextInput
            type="datetime-local"
            label={t('buy.validUntil')}
            description={t('buy.validUntilText')}
            value={validUntil}
            onChange={({ currentTarget: { value } }) => setValidUntil(value)}
          />
        </div>
      )}
      {problem && (
        <p className={classes['error']} role="alert">
          {problem.detail ? `${problem.title}. ${problem.detail}` : problem.title}
        </p>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onLater}>
          {t('buy.later')}
        </Button>
        <Button type="submit" loading={pay.isPending} disabled={!isComplete}>
          {t(isLive ? 'buy.record' : 'buy.pay')}
        </Button>
      </Group>
    </form>
  )
}

import { Button, Modal, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconReceiptOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  cancelOrder,
  ordersQuery,
  packagesQuery,
  refreshPackages,
  refundOrder,
  type Offer,
  type Order,
} from '../../api/packages.ts'
import { problemOf } from '../../api/problem-error.ts'
import { useAnnounce } from '../../ui/announce.tsx'
import { Failure } from '../../ui/failure.tsx'
import { useFormat } from '../../ui/format.ts'
import { Notice } from '../../ui/notice.tsx'
import { useProblemText } from '../../ui/problem-text.ts'
import { useCapabilityName } from './names.ts'
import { OrderRow } from './order-row.tsx'
import { fitsSearch } from './order-search.ts'
import type { QuotaPlace } from './place.ts'
import classes from './quota.module.css'

interface OrdersViewProps {
  place: QuotaPlace
  offers: readonly Offer[]
  mayChange: boolean
  onPay: (order: Order) => void
  onAgain: (order: Order) => void
}

/** Every order with its state, and what can be done with it: pay, give up, give back, buy again. */
export function OrdersView({ place, offers, mayChange, onPay, onAgain }: OrdersViewProps) {
  const { t } = useTranslation('quota')
  const shell = useTranslation().t
  const format = useFormat()
  const text = useProblemText()
  const announce = useAnnounce()
  const client = useQueryClient()
  const nameOf = useCapabilityName()
  const orders = useQuery(ordersQuery)
  const packages = useQuery(packagesQuery)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [returning, setReturning] = useState<readonly Order[] | null>(null)
  const cancel = useMutation({
    mutationFn: (id: string) => cancelOrder(id),
    onSuccess: async () => {
      await refreshPackages(client)
      announce(t('orders.cancelled'))
    },
    onError: (error) => announce(text(problemOf(error)).title, 'danger'),
  })
  const refund = useMutation({
    mutationFn: async (list: readonly Order[]) => {
      for (const { id } of list) await refundOrder(id)
    },
    onSuccess: (_, list) => {
      announce(t('orders.returned', { count: list.length, formatted: format.number(list.length) }))
      setReturning(null)
      setChosen([])
    },
    onError: (error) => {
      const { title, detail } = text(problemOf(error))
      announce(detail ? `${title}. ${detail}` : title, 'danger')
      setReturning(null)
    },
    onSettled: () => refreshPackages(client),
  })
  if (orders.error) return <Failure error={orders.error} onRetry={() => void orders.refetch()} />
  if (!orders.data) return <p className={classes['quiet']}>{shell('frame.loading')}</p>
  const shown = orders.data.filter(
    (order) =>
      (place.provider === undefined || order.provider === place.provider) &&
      (place.mode === undefined || order.mode === place.mode) &&
      fitsSearch(order, place.search, { offers, nameOf }),
  )
  const selected = shown.filter(({ id, refundRefusal }) => chosen.includes(id) && refundRefusal === null)
  if (shown.length === 0 && orders.data.length > 0) return <Notice title={t('none.title')} />
  if (shown.length === 0) {
    return (
      <Notice picture={<IconReceiptOff size={30} stroke={1.6} />} title={t('orders.none')}>
        <p>{t('orders.noneText')}</p>
      </Notice>
    )
  }
  return (
    <>
      {selected.length > 0 && (
        <section className={classes['bulk']} aria-label={t('orders.chosen')}>
          <span>{t('orders.chosenCount', { count: selected.length, formatted: format.number(selected.length) })}</span>
          <Button size="xs" variant="default" onClick={() => setReturning(selected)}>
            {t('orders.returnChosen')}
          </Button>
        </section>
      )}
      <ul className={classes['orders']} aria-label={t('view.orders')}>
        {shown.map((order) => (
          <OrderRow
            key={order.id}
            order={order}
            packages={packages.data ?? []}
            offers={offers}
            isCurrent={order.id === place.order}
            mayChange={mayChange}
            isChosen={chosen.includes(order.id)}
            onChoose={(isChosen) =>
              setChosen(isChosen ? [...chosen, order.id] : chosen.filter((each) => each !== order.id))
            }
            onPay={onPay}
            onAgain={onAgain}
            onCancel={() => cancel.mutate(order.id)}
            onReturn={() => setReturning([order])}
          />
        ))}
      </ul>
      <Modal
        opened={returning !== null}
        onClose={() => setReturning(null)}
        title={t('orders.returnTitle', { count: returning?.length ?? 1 })}
        closeButtonProps={{ 'aria-label': shell('action.close') }}
      >
        <Stack gap="lg">
          <Text size="sm">{t('orders.returnText')}</Text>
          <Text>
            {t('orders.returnAmount', {
              amount: format.money((returning ?? []).reduce((sum, { total }) => sum + total, 0)),
            })}
          </Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => setReturning(null)} data-autofocus>
              {shell('action.cancel')}
            </Button>
            <Button color="red" loading={refund.isPending} onClick={() => returning && refund.mutate(returning)}>
              {t('orders.return')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}

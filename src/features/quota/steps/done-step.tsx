import { Button, Group } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Offer, Order } from '../../../api/packages.ts'
import { useFormat } from '../../../ui/format.ts'
import { useAmount } from '../names.ts'
import classes from '../purchase-wizard.module.css'

interface DoneStepProps {
  order: Order
  offer: Offer
  product: string
  onClose: () => void
}

/** The order as it was paid: its number, when, and what is there from now on. */
export function DoneStep({ order, offer, product, onClose }: DoneStepProps) {
  const { t } = useTranslation('quota')
  const shell = useTranslation().t
  const format = useFormat()
  const amount = useAmount()
  return (
    <div className={classes['body']}>
      <output className={classes['done']}>
        <IconCircleCheck size={22} aria-hidden="true" />
        {t(order.mode === 'live' ? 'buy.recorded' : 'buy.done')}
      </output>
      <dl className={classes['facts']} data-testid="order-done">
        <dt>{t('orders.id')}</dt>
        <dd>
          <bdi>{order.id}</bdi>
        </dd>
        <dt>{t('buy.kind')}</dt>
        <dd>{t('buy.kindNew')}</dd>
        <dt>{t('orders.created')}</dt>
        <dd>{format.dateTime(order.createdAt)}</dd>
        <dt>{t('orders.paid')}</dt>
        <dd>{order.paidAt && format.dateTime(order.paidAt)}</dd>
        {order.lines.map(({ size, quantity, price }) => {
          const units = offer.sizes.find(({ id }) => id === size)?.units
          return (
            <div key={size} className={classes['line']}>
              <dt>{product}</dt>
              <dd>
                {t('buy.line', {
                  quantity: format.number(quantity),
                  size: units === undefined ? size : amount(offer.unit, units),
                  price: format.money(price),
                })}
              </dd>
            </div>
          )
        })}
        <dt>{t('buy.total')}</dt>
        <dd>
          <strong>{format.money(order.total)}</strong>
        </dd>
      </dl>
      <Group justify="flex-end" gap="xs">
        <Button
          variant="default"
          onClick={onClose}
          renderRoot={(props) => <Link to="/packages" search={{ view: 'orders', order: order.id }} {...props} />}
        >
          {t('buy.seeOrder')}
        </Button>
        <Button onClick={onClose} data-autofocus>
          {shell('action.close')}
        </Button>
      </Group>
    </div>
  )
}

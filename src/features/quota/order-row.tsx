import { Button, Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Offer, Order, Package } from '../../api/packages.ts'
import { useFormat } from '../../ui/format.ts'
import { ModeBadge } from '../../ui/mode-badge.tsx'
import { useProviderName } from '../../ui/recogniser-name.ts'
import { useNow } from '../../ui/use-now.ts'
import { useAmount, useCapabilityName } from './names.ts'
import classes from './quota.module.css'

const dayMs = 24 * 60 * 60 * 1000

interface OrderRowProps {
  order: Order
  packages: readonly Package[]
  offers: readonly Offer[]
  isCurrent: boolean
  mayChange: boolean
  isChosen: boolean
  onChoose: (isChosen: boolean) => void
  onPay: (order: Order) => void
  onAgain: (order: Order) => void
  onCancel: () => void
  onReturn: () => void
}

/** One order. What cannot be given back says why. */
export function OrderRow(props: OrderRowProps) {
  const { order, packages, offers, isCurrent, mayChange, isChosen, onChoose, onPay, onAgain, onCancel, onReturn } =
    props
  const { t } = useTranslation('quota')
  const format = useFormat()
  const amount = useAmount()
  const providerName = useProviderName()
  const capabilityName = useCapabilityName()
  const now = useNow()
  const { id, provider, mode, state, lines, total, refundRefusal } = order
  const own = packages.filter(({ orderId }) => orderId === id)
  const expiry = own.map(({ validUntil }) => validUntil).toSorted()[0]
  const productOf = (size: string) => {
    const offer = offers.find((each) => each.provider === provider && each.sizes.some(({ id: one }) => one === size))
    const bought = own.find((each) => each.size === size)
    const capabilities = bought?.capabilities ?? offer?.capabilities.map((each) => each.id) ?? []
    const units = bought?.units ?? offer?.sizes.find(({ id: one }) => one === size)?.units
    const unit = bought?.unit ?? offer?.unit
    // A size that was taken out of the price book before it was paid.
    if (units === undefined || unit === undefined) return size
    const [first] = capabilities
    const name =
      capabilities.length === 1 && first
        ? capabilityName(provider, first)
        : t('card.shared', { count: capabilities.length })
    return t('orders.product', { name, size: amount(unit, units) })
  }
  return (
    <li className={classes['orderRow']} data-order={id} data-state={state} data-current={isCurrent || undefined}>
      <div className={classes['orderHead']}>
        {mayChange && refundRefusal === null && (
          <Checkbox
            aria-label={t('orders.choose', { id })}
            checked={isChosen}
            onChange={({ currentTarget: { checked } }) => onChoose(checked)}
          />
        )}
        <h2 className={classes['orderId']}>
          <bdi>{id}</bdi>
        </h2>
        <span className={classes['orderState']} data-state={state}>
          {t(`orders.state.${state}`)}
        </span>
        <span className={classes['quiet']}>{providerName(provider)}</span>
        <ModeBadge mode={mode} />
        <strong className={classes['orderTotal']}>{format.money(total)}</strong>
      </div>
      <ul className={classes['orderLines']}>
        {lines.map(({ size, quantity, price }) => (
          <li key={size}>
            {t('orders.line', {
              product: productOf(size),
              quantity: format.number(quantity),
              price: format.money(price),
            })}
          </li>
        ))}
      </ul>
      <dl className={classes['orderFacts']}>
        <div>
          <dt>{t('orders.created')}</dt>
          <dd>
            {format.dateTime(order.createdAt)} · <bdi>{order.createdByName}</bdi>
          </dd>
        </div>
        {order.paidAt && (
          <div>
            <dt>{t('orders.paid')}</dt>
            <dd>{format.dateTime(order.paidAt)}</dd>
          </div>
        )}
        {order.closedAt && (
          <div>
            <dt>{t(state === 'refunded' ? 'orders.returnedAt' : 'orders.closed')}</dt>
            <dd>{format.dateTime(order.closedAt)}</dd>
          </div>
        )}
        {order.vendorOrderId && (
          <div>
            <dt>{t('orders.vendorId')}</dt>
            <dd>
              <bdi>{order.vendorOrderId}</bdi>
            </dd>
          </div>
        )}
        {state === 'paid' && expiry && (
          <div>
            <dt>{t('orders.expires')}</dt>
            <dd>
              {format.dateTime(expiry)}
              {Date.parse(expiry) > now &&
                ` · ${t('orders.daysLeft', {
                  count: Math.floor((Date.parse(expiry) - now) / dayMs),
                  formatted: format.number(Math.floor((Date.parse(expiry) - now) / dayMs)),
                })}`}
            </dd>
          </div>
        )}
      </dl>
      {mayChange && (
        <div className={classes['orderActions']}>
          {state === 'awaiting-payment' && (
            <>
              <Button size="xs" onClick={() => onPay(order)}>
                {t(mode === 'live' ? 'orders.recordPayment' : 'orders.pay')}
              </Button>
              <Button size="xs" variant="default" onClick={onCancel}>
                {t('orders.cancel')}
              </Button>
            </>
          )}
          {state !== 'awaiting-payment' && (
            <Button size="xs" variant="default" onClick={() => onAgain(order)}>
              {t('orders.again')}
            </Button>
          )}
          {state === 'paid' && refundRefusal === null && (
            <Button size="xs" variant="default" color="red" onClick={onReturn}>
              {t('orders.return')}
            </Button>
          )}
          {state === 'paid' && refundRefusal !== null && (
            <p className={classes['quiet']}>{t(`orders.refusal.${refundRefusal}`)}</p>
          )}
        </div>
      )}
    </li>
  )
}

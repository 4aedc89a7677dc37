import { Button, Checkbox, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderStart } from '#contract/metering'
import type { Offer } from '../../../api/packages.ts'
import { problemOf } from '../../../api/problem-error.ts'
import { useFormat } from '../../../ui/format.ts'
import { useProblemText } from '../../../ui/problem-text.ts'
import { useAmount } from '../names.ts'
import { totalOf, type Quantities } from '../purchase.ts'
import classes from '../purchase-wizard.module.css'
import stacked from '../../../ui/stacked-table.module.css'

interface ConfirmStepProps {
  offer: Offer
  product: string
  quantities: Quantities
  starts: OrderStart
  isOrdering: boolean
  error: unknown
  onBack: () => void
  onOrder: () => void
}

/** What was chosen once more; nothing is ordered before the agreement is ticked. */
export function ConfirmStep(props: ConfirmStepProps) {
  const { offer, product, quantities, starts, isOrdering, error, onBack, onOrder } = props
  const { t } = useTranslation('quota')
  const format = useFormat()
  const amount = useAmount()
  const text = useProblemText()
  const [agreed, setAgreed] = useState(false)
  return (
    <form
      className={classes['body']}
      onSubmit={(event) => {
        event.preventDefault()
        if (agreed) onOrder()
      }}
    >
      <div className={classes['scroll']}>
        <table className={`${classes['table']} ${stacked['stacked']}`}>
          <thead>
            <tr>
              <th scope="col">{t('buy.product')}</th>
              <th scope="col">{t('buy.billing')}</th>
              <th scope="col">{t('buy.size')}</th>
              <th scope="col">{t('buy.validity')}</th>
              <th scope="col" data-numeric>
                {t('buy.quantity')}
              </th>
              <th scope="col" data-numeric>
                {t('buy.price')}
              </th>
            </tr>
          </thead>
          <tbody>
            {offer.sizes
              .filter(({ id }) => (quantities[id] ?? 0) > 0)
              .map(({ id, units, price }) => (
                <tr key={id}>
                  <td data-label={t('buy.product')}>{product}</td>
                  <td data-label={t('buy.billing')}>{t('buy.prepaid')}</td>
                  <td data-label={t('buy.size')}>{amount(offer.unit, units)}</td>
                  <td data-label={t('buy.validity')}>{t('buy.years', { count: offer.validityYears })}</td>
                  <td data-label={t('buy.quantity')} data-numeric>
                    {format.number(quantities[id] ?? 0)}
                  </td>
                  <td data-label={t('buy.price')} data-numeric>
                    {format.money(price)}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
      <p className={classes['quiet']}>{t(starts === 'after' ? 'buy.starts.afterText' : 'buy.starts.nowText')}</p>
      <p className={classes['total']}>
        <span>{t('buy.total')}</span>
        <strong>{format.money(totalOf(offer, quantities))}</strong>
      </p>
      <Checkbox
        label={t('buy.agreement')}
        description={t('buy.agreementText')}
        checked={agreed}
        onChange={({ currentTarget: { checked } }) => setAgreed(checked)}
      />
      {error !== null && error !== undefined && (
        <p className={classes['error']} role="alert">
          {text(problemOf(error)).title}
        </p>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onBack}>
          {t('buy.back')}
        </Button>
        <Button type="submit" disabled={!agreed} loading={isOrdering}>
          {t('buy.order')}
        </Button>
      </Group>
    </form>
  )
}

import { Button, Group, Radio, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderStart } from '#contract/metering'
import type { Offer } from '../../../api/packages.ts'
import { useFormat } from '../../../ui/format.ts'
import { useAmount } from '../names.ts'
import { callsOf } from '../pools.ts'
import { mostOfOneSize, quantityOf, totalOf, type Quantities } from '../purchase.ts'
import classes from '../purchase-wizard.module.css'
import stacked from '../../../ui/stacked-table.module.css'

interface ChooseStepProps {
  offer: Offer
  hasOpen: boolean
  quantities: Quantities
  starts: OrderStart
  onQuantities: (quantities: Quantities) => void
  onStarts: (starts: OrderStart) => void
  onCancel: () => void
  onNext: () => void
}

/** The sizes with their validity and price, and how many of each. */
export function ChooseStep(props: ChooseStepProps) {
  const { offer, hasOpen, quantities, starts, onQuantities, onStarts, onCancel, onNext } = props
  const { t } = useTranslation('quota')
  const shell = useTranslation().t
  const format = useFormat()
  const amount = useAmount()
  const [typed, setTyped] = useState<Record<string, string>>(() =>
    Object.fromEntries(Object.entries(quantities).map(([id, quantity]) => [id, String(quantity)])),
  )
  const wrong = offer.sizes.filter(({ id }) => quantityOf(typed[id] ?? '') === null)
  const perCall = offer.capabilities.map(({ unitsPerCall }) => unitsPerCall)
  const [least, most] = [Math.min(...perCall), Math.max(...perCall)]
  const total = totalOf(offer, quantities)
  const type = (id: string, text: string) => {
    setTyped({ ...typed, [id]: text })
    const quantity = quantityOf(text)
    if (quantity !== null) onQuantities({ ...quantities, [id]: quantity })
  }
  return (
    <form
      className={classes['body']}
      onSubmit={(event) => {
        event.preventDefault()
        if (wrong.length === 0 && Object.values(quantities).some((quantity) => quantity > 0)) onNext()
      }}
    >
      <div className={classes['scroll']}>
        <table className={`${classes['table']} ${stacked['stacked']}`}>
          <thead>
            <tr>
              <th scope="col">{t('buy.size')}</th>
              <th scope="col">{t('buy.validity')}</th>
              <th scope="col" data-numeric>
                {t('buy.price')}
              </th>
              <th scope="col" data-numeric>
                {t('buy.quantity')}
              </th>
            </tr>
          </thead>
          <tbody>
            {offer.sizes.map(({ id, units, price, listPrice, firstOrderPrice }) => (
              <tr key={id}>
                <td data-label={t('buy.size')}>
                  <span>{amount(offer.unit, units)}</span>
                  {offer.unit === 'point-hundredth' && (
                    <span className={classes['offer']}>
                      {t('buy.callsOfPoints', {
                        least: format.number(callsOf(units, most)),
                        most: format.number(callsOf(units, least)),
                      })}
                    </span>
                  )}
                </td>
                <td data-label={t('buy.validity')}>{t('buy.years', { count: offer.validityYears })}</td>
                <td data-numeric data-label={t('buy.price')}>
                  <span>
                    {listPrice !== null && listPrice !== price && (
                      <>
                        <del className={classes['before']}>{format.money(listPrice)}</del>{' '}
                      </>
                    )}
                    {format.money(price)}
                  </span>
                  {firstOrderPrice !== null && (
                    <span className={classes['offer']}>
                      {t('buy.firstOrder', { price: format.money(firstOrderPrice) })}
                    </span>
                  )}
                </td>
                <td data-numeric data-label={t('buy.quantity')}>
                  <TextInput
                    size="xs"
                    className={classes['quantity']}
                    aria-label={t('buy.quantityOf', { size: amount(offer.unit, units) })}
                    inputMode="numeric"
                    placeholder="0"
                    value={typed[id] ?? ''}
                    error={quantityOf(typed[id] ?? '') === null}
                    onChange={({ currentTarget: { value } }) => type(id, value)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {wrong.length > 0 && (
        <p className={classes['error']} role="alert">
          {t('buy.quantityRange', { most: format.number(mostOfOneSize) })}
        </p>
      )}
      {hasOpen && (
        <Radio.Group
          label={t('buy.starts.title')}
          value={starts}
          onChange={(value) => onStarts(value === 'after' ? 'after' : 'now')}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="now" label={t('buy.starts.now')} description={t('buy.starts.nowText')} />
            <Radio value="after" label={t('buy.starts.after')} description={t('buy.starts.afterText')} />
          </Stack>
        </Radio.Group>
      )}
      <p className={classes['total']}>
        <span className={classes['quiet']}>{t('buy.reference')}</span>
        <span>{t('buy.total')}</span>
        <strong data-testid="purchase-total">{format.money(total)}</strong>
      </p>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onCancel}>
          {shell('action.cancel')}
        </Button>
        <Button
          type="submit"
          disabled={wrong.length > 0 || Object.values(quantities).every((quantity) => quantity === 0)}
        >
          {t('buy.toConfirm')}
        </Button>
      </Group>
    </form>
  )
}

import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { PriceHold } from '../../ui/price/price-hold.tsx'
import { usePriceText } from '../../ui/price/price-text.ts'
import { usePriceGate } from '../../ui/price/use-prices.ts'
import { callsOf } from './batch-calls.ts'
import { intake } from './instance.ts'

/** Sends what waits for the operator's word, with what it will cost on the button. */
export function BatchStart({ count }: { count: number }) {
  const { t } = useTranslation()
  const text = usePriceText()
  useStore(intake.store, ({ revision }) => revision)
  const gate = usePriceGate(callsOf(intake.store.getState().items.values()))
  const { price, open } = gate
  return (
    <>
      <PriceHold gate={gate} />
      <Button fullWidth onClick={intake.start} disabled={!open}>
        {[t('intake.startCount', { count }), price && text(price)].filter(Boolean).join(' · ')}
      </Button>
    </>
  )
}

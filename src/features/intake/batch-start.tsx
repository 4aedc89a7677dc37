import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { BeyondPackages } from '../../ui/price/beyond-packages.tsx'
import { usePriceText } from '../../ui/price/price-text.ts'
import { usePrices } from '../../ui/price/use-prices.ts'
import { callsOf } from './batch-calls.ts'
import { intake } from './instance.ts'

/** Sends what waits for the operator's word, with what it will cost on the button. */
export function BatchStart({ count }: { count: number }) {
  const { t } = useTranslation()
  const text = usePriceText()
  useStore(intake.store, ({ revision }) => revision)
  const price = usePrices(callsOf(intake.store.getState().items.values()))
  const unseen = price?.unseen ?? []
  return (
    <>
      <BeyondPackages quotes={unseen} />
      <Button fullWidth onClick={intake.start} disabled={unseen.length > 0}>
        {[t('intake.startCount', { count }), price && text(price)].filter(Boolean).join(' · ')}
      </Button>
    </>
  )
}

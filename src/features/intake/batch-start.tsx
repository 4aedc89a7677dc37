import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { PricedButton } from '../../ui/price/priced-button.tsx'
import { callsOf } from './batch-calls.ts'
import { intake } from './instance.ts'

/** Sends what waits for the operator's word, with what it will cost on the button. */
export function BatchStart({ count }: { count: number }) {
  const { t } = useTranslation()
  useStore(intake.store, ({ revision }) => revision)
  const asked = callsOf(intake.store.getState().items.values())
  return <PricedButton fullWidth asked={asked} label={t('intake.startCount', { count })} onClick={intake.start} />
}

import { useTranslation } from 'react-i18next'
import type { Outcome } from '#contract/metering'

const outcomes: readonly Outcome[] = ['succeeded', 'failed', 'refused', 'network-error', 'not-sent', 'unknown']

/** How a call ended, in words. */
export function useOutcomeName(): (outcome: string | null) => string {
  const { t } = useTranslation('apps')
  return (given) => {
    const outcome = outcomes.find((each) => each === given)
    return outcome ? t(`outcome.${outcome}`) : '–'
  }
}

import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { PriceQuote } from '#contract/price-quote'
import { pricesKey } from '../../api/prices.ts'
import { providersQuery } from '../../api/providers.ts'
import { seeWarning, warningsKey } from '../../api/warnings.ts'
import { Failure } from '../failure.tsx'
import { labelText } from '../recogniser.ts'
import classes from './beyond-packages.module.css'

/** Where packages are used up and calls go on at a price: nothing is sent before the person has seen it, once for each filling of the packages. */
export function BeyondPackages({ quotes }: { quotes: readonly PriceQuote[] }) {
  const { t, i18n } = useTranslation()
  const client = useQueryClient()
  const { data: providers = [] } = useQuery(providersQuery)
  const see = useMutation({
    mutationFn: async (ids: readonly string[]) => {
      for (const id of ids) await seeWarning(id)
    },
    onSuccess: () =>
      Promise.all([pricesKey, warningsKey].map((queryKey) => client.invalidateQueries({ queryKey: [...queryKey] }))),
  })
  if (quotes.length === 0) return null
  const nameOf = (quote: PriceQuote) => {
    const provider = providers.find(({ id }) => id === quote.provider)
    const capability = provider?.capabilities.find(({ id }) => id === quote.capability)
    return [provider, capability]
      .map((each) => each && labelText(each.label, i18n.language))
      .filter(Boolean)
      .join(' · ')
  }
  return (
    <div className={classes['notice']} role="alert" data-testid="beyond-packages">
      <IconAlertTriangle size={18} aria-hidden="true" />
      <div className={classes['text']}>
        {quotes.map((quote) => (
          <p key={`${quote.provider} ${quote.capability}`}>
            <strong>{t('price.beyond', { name: nameOf(quote) })}</strong>{' '}
            {t(quote.unpriced > 0 ? 'price.beyondUnpriced' : 'price.beyondPaid')}
          </p>
        ))}
        {see.error !== null && <Failure error={see.error} />}
        <Button
          color="red"
          size="compact-sm"
          loading={see.isPending}
          onClick={() => see.mutate(quotes.flatMap(({ unseenWarning }) => unseenWarning ?? []))}
        >
          {t('price.seen')}
        </Button>
      </div>
    </div>
  )
}

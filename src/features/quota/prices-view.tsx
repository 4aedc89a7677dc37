import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { priceBookQuery, refreshPackages, removePrice, type Offer } from '../../api/packages.ts'
import { problemOf } from '../../api/problem-error.ts'
import { useAnnounce } from '../../ui/announce.tsx'
import { useFormat } from '../../ui/format.ts'
import { useProblemText } from '../../ui/problem-text.ts'
import { useProviderName } from '../../ui/recogniser-name.ts'
import { useCapabilityName } from './names.ts'
import type { QuotaPlace } from './place.ts'
import { PriceDialog } from './price-dialog.tsx'
import { yuanOfHundredths } from './price-form.ts'
import classes from './quota.module.css'

interface PricesViewProps {
  place: QuotaPlace
  offers: readonly Offer[]
  mayChange: boolean
}

/** The price book: what calls cost whose vendor publishes no price. */
export function PricesView({ place, offers, mayChange }: PricesViewProps) {
  const { t } = useTranslation('quota')
  const format = useFormat()
  const providerName = useProviderName()
  const capabilityName = useCapabilityName()
  const client = useQueryClient()
  const announce = useAnnounce()
  const text = useProblemText()
  const { data: entries = [] } = useQuery(priceBookQuery)
  const [editing, setEditing] = useState<{ provider: string; capability: string } | null>(null)
  const remove = useMutation({
    mutationFn: removePrice,
    onSuccess: async () => {
      await refreshPackages(client)
      announce(t('prices.removed'))
    },
    onError: (error) => announce(text(problemOf(error)).title, 'danger'),
  })
  const open = offers
    .filter(({ source, provider }) => source !== 'vendor' && (place.provider ?? provider) === provider)
    .flatMap(({ provider, capabilities }) => capabilities.map(({ id }) => ({ provider, capability: id })))
  const entryOf = ({ provider, capability }: { provider: string; capability: string }) =>
    entries.find((entry) => entry.provider === provider && entry.capability === capability)
  return (
    <>
      <p className={classes['intro']}>{t('prices.text')}</p>
      <ul className={classes['orders']} aria-label={t('view.prices')}>
        {open.map((each) => {
          const entry = entryOf(each)
          return (
            <li
              key={`${each.provider}/${each.capability}`}
              className={classes['orderRow']}
              data-capability={each.capability}
            >
              <div className={classes['orderHead']}>
                <h2 className={classes['cardTitle']}>{capabilityName(each.provider, each.capability)}</h2>
                <span className={classes['quiet']}>{providerName(each.provider)}</span>
              </div>
              {entry ? (
                <>
                  <ul className={classes['orderLines']}>
                    {entry.tiers.map(({ upTo, price }, index) => (
                      <li key={upTo ?? 'rest'}>
                        {t(upTo === null ? (index === 0 ? 'prices.flat' : 'prices.rest') : 'prices.upTo', {
                          price: yuanOfHundredths(price),
                          count: upTo ?? 0,
                          formatted: format.number(upTo ?? 0),
                        })}
                      </li>
                    ))}
                    {entry.sizes.map(({ calls, price }) => (
                      <li key={calls}>
                        {t('prices.package', {
                          count: calls,
                          formatted: format.number(calls),
                          price: format.money(price),
                        })}
                      </li>
                    ))}
                  </ul>
                  <p className={classes['quiet']}>
                    {t('prices.changed', { when: format.dateTime(entry.changedAt), name: entry.changedByName })}
                  </p>
                </>
              ) : (
                <p className={classes['quiet']}>{t('prices.none')}</p>
              )}
              {mayChange && (
                <div className={classes['orderActions']}>
                  <Button size="xs" variant="default" onClick={() => setEditing(each)}>
                    {t(entry ? 'prices.change' : 'prices.enter')}
                  </Button>
                  {entry && (
                    <Button
                      size="xs"
                      variant="subtle"
                      color="red"
                      loading={remove.isPending}
                      onClick={() => remove.mutate(each)}
                    >
                      {t('prices.remove')}
                    </Button>
                  )}
                </div>
              )}
            </li>
          )
        })}
      </ul>
      {editing && <PriceDialog of={editing} entry={entryOf(editing)} onClose={() => setEditing(null)} />}
    </>
  )
}

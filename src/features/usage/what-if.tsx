import { Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { kindByName } from '#contract/documents/index'
import type { Mode } from '#contract/result'
import type { WhatIf as WhatIfAnswer, WhatIfLine, WhatIfProvider } from '#contract/what-if'
import { FigurePanel } from '../../ui/charts/figure-panel.tsx'
import type { FigureColumn } from '../../ui/charts/figure-table.ts'
import { useFormat } from '../../ui/format.ts'
import { labelText } from '../../ui/recogniser.ts'
import { useNames } from './names.ts'
import { ledgerHref } from './place.ts'
import classes from './usage.module.css'

const none = '–'

/** The calls of a period at every provider's prices, and of one provider each capability by itself. */
export function WhatIf({ answer, mode }: { answer: WhatIfAnswer; mode: Mode }) {
  const { t, i18n } = useTranslation('whatIf')
  const format = useFormat()
  const names = useNames()
  const [chosen, setChosen] = useState<string | null>(null)
  const { providers, requests, fen, from, to } = answer
  const shown = providers.find(({ provider }) => provider === chosen) ?? providers[0]
  const money = (value: number | null) => (value === null ? none : format.money(value))
  const yuan = (value: number | null) => (value === null ? null : value / 100)
  const amountOf = (unit: 'call' | 'point-hundredth', units: number) => {
    const count = unit === 'call' ? units : Math.floor(units / 100)
    return t(unit === 'call' ? 'calls' : 'points', { count, formatted: format.number(count) })
  }
  /** By what it is used for: the one capability of a sort of package, or those that share it. */
  const bought = ({ provider, packages, leftOver, lines }: WhatIfProvider) =>
    [...new Set(packages.map(({ pool }) => pool))]
      .map((pool) => {
        const sizes = packages.filter((each) => each.pool === pool)
        const over = leftOver.find((each) => each.pool === pool)
        return [
          lines.some(({ to }) => to === pool) && `${names.capability(`${provider}/${pool}`)}:`,
          sizes.map(({ count, unit, units }) => `${format.number(count)} × ${amountOf(unit, units)}`).join(' + '),
          over && t('leftOver', { amount: amountOf(over.unit, over.units) }),
        ]
          .filter(Boolean)
          .join(' ')
      })
      .join('; ')
  const way = (row: WhatIfProvider) => {
    if (row.covered === 0) return t('way.nothing')
    return [t(`way.${row.way}`), bought(row)].filter(Boolean).join(': ')
  }
  const isKnown = ({ covered, calls, unpriced }: WhatIfProvider) => covered > 0 && (unpriced < calls || calls === 0)
  const columns: FigureColumn<WhatIfProvider>[] = [
    {
      key: 'provider',
      label: t('column.provider'),
      text: ({ provider }) => names.provider(provider),
      plain: ({ provider }) => provider,
    },
    {
      key: 'covered',
      label: t('column.covered'),
      numeric: true,
      text: ({ covered }) => t('of', { part: format.number(covered), all: format.number(requests) }),
      plain: ({ covered }) => covered,
    },
    {
      key: 'calls',
      label: t('column.calls'),
      numeric: true,
      text: ({ calls }) => format.number(calls),
      plain: ({ calls }) => calls,
    },
    {
      key: 'cheapest',
      label: t('column.cheapest'),
      numeric: true,
      text: (row) => (isKnown(row) ? format.money(row.cheapest) : none),
      plain: (row) => (isKnown(row) ? yuan(row.cheapest) : null),
    },
    { key: 'way', label: t('column.way'), text: way, plain: way, wraps: true },
    {
      key: 'payAsYouGo',
      label: t('column.payAsYouGo'),
      numeric: true,
      text: (row) => money(row.covered === 0 ? null : row.payAsYouGo),
      plain: (row) => yuan(row.covered === 0 ? null : row.payAsYouGo),
    },
    {
      key: 'unpriced',
      label: t('column.unpriced'),
      numeric: true,
      text: ({ unpriced }) => format.number(unpriced),
      plain: ({ unpriced }) => unpriced,
    },
  ]
  const kindName = (kind: string) => labelText(kindByName(kind)?.label ?? { en: kind, zh: kind }, i18n.language)
  const lineColumns: FigureColumn<WhatIfLine>[] = [
    {
      key: 'from',
      label: t('column.from'),
      text: (line) => `${names.provider(line.from.provider)} · ${names.capability(Object.values(line.from).join('/'))}`,
      plain: (line) => Object.values(line.from).join('/'),
    },
    { key: 'kind', label: t('column.kind'), text: ({ kind }) => kindName(kind), plain: ({ kind }) => kind },
    {
      key: 'to',
      label: t('column.to'),
      text: ({ to: capability }) =>
        capability === null ? t('notRead') : names.capability(`${shown?.provider}/${capability}`),
      plain: ({ to: capability }) => capability,
    },
    {
      key: 'requests',
      label: t('column.requests'),
      numeric: true,
      text: (line) => format.number(line.requests),
      plain: (line) => line.requests,
      href: (line) => ledgerHref({ from, to, mode, ...line.from }),
    },
    {
      key: 'calls',
      label: t('column.calls'),
      numeric: true,
      text: ({ calls }) => format.number(calls),
      plain: ({ calls }) => calls,
    },
    {
      key: 'payAsYouGo',
      label: t('column.payAsYouGo'),
      numeric: true,
      text: ({ payAsYouGo }) => money(payAsYouGo),
      plain: ({ payAsYouGo }) => yuan(payAsYouGo),
    },
  ]
  return (
    <div className={classes['figures']} data-testid="what-if">
      <FigurePanel
        title={t('title')}
        text={t('paid', { money: format.money(fen), count: requests })}
        fileName={`what-if-${from}-${to}`}
        columns={columns}
        rows={requests === 0 ? [] : providers}
        rowKey={({ provider }) => provider}
      />
      {requests > 0 && shown && (
        <>
          <Select
            label={t('choose')}
            value={shown.provider}
            onChange={setChosen}
            data={providers.map(({ provider }) => ({ value: provider, label: names.provider(provider) }))}
            allowDeselect={false}
            maw="20rem"
          />
          <FigurePanel
            title={t('linesTitle', { provider: names.provider(shown.provider) })}
            text={t('linesText')}
            fileName={`what-if-${shown.provider}-${from}-${to}`}
            columns={lineColumns}
            rows={shown.lines}
            rowKey={(line) => Object.values(line.from).join('/')}
          />
        </>
      )}
    </div>
  )
}

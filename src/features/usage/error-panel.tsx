import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UsageRow } from '#contract/metering'
import type { UsageOverview } from '#contract/usage'
import { nothingKey } from '#contract/usage-keys'
import { DistributionChart } from '../../ui/charts/distribution-chart.tsx'
import { FigurePanel } from '../../ui/charts/figure-panel.tsx'
import type { FigureColumn } from '../../ui/charts/figure-table.ts'
import { shareText, type ColumnWords } from './figures.ts'
import type { Names } from './names.ts'
import type { UsagePlace } from './place.ts'

interface ErrorPanelProps {
  overview: UsageOverview
  names: Names
  hrefOf: (more: UsagePlace) => string
  words: ColumnWords
}

const failures = ({ requests, succeeded }: UsageRow) => requests - succeeded

/** What went wrong: by code, with the code in words, or by capability as the vendor's own console has it. */
export function ErrorPanel({ overview, names, hrefOf, words: { format, locale } }: ErrorPanelProps) {
  const { t } = useTranslation('usage')
  const [by, setBy] = useState<'code' | 'capability'>('code')
  const isByCode = by === 'code'
  const rows = (isByCode ? overview.codes : overview.capabilities)
    .filter((row) => failures(row) > 0)
    .toSorted((one, other) => failures(other) - failures(one))
  const whole = overview.total.requests - overview.total.succeeded
  const nameOf = ({ key }: UsageRow) => (isByCode ? names.code(key) : names.capability(key))
  const noteOf = ({ key }: UsageRow) =>
    isByCode ? (key === nothingKey ? '' : key) : names.provider(key.split('/')[0] ?? '')
  const linkOf = ({ key }: UsageRow) => {
    const [provider, ...rest] = key.split('/')
    return hrefOf({ failed: true, ...(isByCode ? { code: key } : { provider, capability: rest.join('/') }) })
  }
  const columns: FigureColumn<UsageRow>[] = [
    { key: 'name', label: t(isByCode ? 'column.meaning' : 'column.capabilities'), text: nameOf, plain: nameOf },
    {
      key: 'key',
      label: t(isByCode ? 'column.code' : 'column.provider'),
      text: noteOf,
      plain: ({ key }) => (key === nothingKey ? '' : key),
    },
    {
      key: 'failed',
      label: t('column.failed'),
      numeric: true,
      text: (row) => format.number(failures(row)),
      plain: failures,
      href: linkOf,
    },
    {
      key: 'share',
      label: t('column.share'),
      numeric: true,
      text: (row) => shareText(failures(row) / whole, locale),
      plain: (row) => failures(row) / whole,
    },
  ]
  return (
    <FigurePanel
      title={t('panel.errors')}
      text={t('panel.errorsText')}
      fileName={`errors-by-${by}`}
      columns={columns}
      rows={rows}
      rowKey={({ key }) => key}
    >
      <SegmentedControl
        size="xs"
        aria-label={t('panel.errorsBy')}
        value={by}
        onChange={(value) => setBy(value === 'code' ? 'code' : 'capability')}
        data={[
          { value: 'code', label: t('column.code') },
          { value: 'capability', label: t('column.capabilities') },
        ]}
      />
      <DistributionChart
        label={t('panel.errors')}
        whole={format.number(whole)}
        wholeLabel={t('panel.errorsWhole', { count: whole })}
        parts={rows.map((row) => ({
          key: row.key,
          label: nameOf(row),
          note: noteOf(row),
          value: failures(row),
          text: format.number(failures(row)),
          href: linkOf(row),
        }))}
      />
    </FigurePanel>
  )
}

import { useTranslation } from 'react-i18next'
import type { UsageRow } from '#contract/metering'
import { FigurePanel } from '../../ui/charts/figure-panel.tsx'
import { Ranking } from '../../ui/charts/ranking.tsx'
import { figureColumns, type ColumnWords } from './figures.ts'
import type { UsagePlace } from './place.ts'

/** Shown as bars; the table has all. */
const mostBars = 10

interface RankingPanelProps {
  of: 'capabilities' | 'regions' | 'apps'
  rows: readonly UsageRow[]
  nameOf: (key: string) => string
  noteOf?: (key: string) => string
  /** What a key narrows the calls to. */
  narrowTo: (key: string) => UsagePlace
  hrefOf: (more: UsagePlace) => string
  words: ColumnWords
}

/** Calls by what they were made of, or by whom: the most called first. */
export function RankingPanel({ of, rows, nameOf, noteOf, narrowTo, hrefOf, words }: RankingPanelProps) {
  const { t } = useTranslation('usage')
  const { format } = words
  return (
    <FigurePanel
      title={t(`panel.${of}`)}
      text={t(`panel.${of}Text`)}
      fileName={`calls-by-${of}`}
      columns={[
        { key: 'name', label: t(`column.${of}`), text: ({ key }) => nameOf(key), plain: ({ key }) => nameOf(key) },
        ...(noteOf
          ? [
              {
                key: 'provider',
                label: t('column.provider'),
                text: ({ key }: UsageRow) => noteOf(key),
                plain: ({ key }: UsageRow) => key,
              },
            ]
          : []),
        ...figureColumns(words, ({ key }, failed) => hrefOf({ ...narrowTo(key), ...(failed && { failed: true }) })),
      ]}
      rows={rows}
      rowKey={({ key }) => key}
    >
      <Ranking
        label={t(`panel.${of}`)}
        items={rows.slice(0, mostBars).map((row) => ({
          key: row.key,
          label: nameOf(row.key),
          ...(noteOf && { note: noteOf(row.key) }),
          value: row.requests,
          text: format.number(row.requests),
          href: hrefOf(narrowTo(row.key)),
        }))}
      />
    </FigurePanel>
  )
}

import { useTranslation } from 'react-i18next'
import type { Calibration, Share } from '#contract/quality'
import type { FigureColumn } from '../../ui/charts/figure-table.ts'
import { FigurePanel } from '../../ui/charts/figure-panel.tsx'
import { useFormat } from '../../ui/format.ts'
import classes from './quality.module.css'
import { ReliabilityDiagram } from './reliability-diagram.tsx'
import { useQualityWords } from './words.ts'

interface Row {
  key: string
  range: string
  mean: number | null
  stood: Share
}

/** The reliability diagram, what it adds up to, and how every provider does; values of unknown confidence are a row of their own. */
export function CalibrationPanel({ calibrations }: { calibrations: readonly Calibration[] }) {
  const { t } = useTranslation('quality')
  const format = useFormat()
  const words = useQualityWords()
  const [all, ...providers] = calibrations
  if (!all) return null
  const rows: Row[] = all.bins.map(({ from, to, meanConfidence, stood }) => ({
    key: String(from),
    range: t('calibration.range', { from: words.percent(from), to: words.percent(to) }),
    mean: meanConfidence,
    stood,
  }))
  if (all.unknown) rows.push({ key: 'unknown', range: t('calibration.unknown'), mean: null, stood: all.unknown })
  const columns: FigureColumn<Row>[] = [
    { key: 'range', label: t('calibration.confidence'), text: ({ range }) => range, plain: ({ range }) => range },
    {
      key: 'values',
      label: t('column.values'),
      text: ({ stood }) => format.number(stood.of),
      plain: ({ stood }) => stood.of,
      numeric: true,
    },
    {
      key: 'mean',
      label: t('calibration.mean'),
      text: ({ mean }) => (mean === null ? '–' : words.percent(mean)),
      plain: ({ mean }) => mean,
      numeric: true,
    },
    {
      key: 'stood',
      label: t('column.stood'),
      text: ({ stood }) => words.percent(stood.share),
      plain: ({ stood }) => stood.share,
      numeric: true,
    },
    {
      key: 'interval',
      label: t('column.interval'),
      text: ({ stood }) => words.interval(stood),
      plain: ({ stood }) => `${stood.low} ${stood.high}`,
      numeric: true,
    },
  ]
  return (
    <FigurePanel
      title={t('calibration.title')}
      text={t('calibration.text')}
      fileName="calibration"
      columns={columns}
      rows={rows}
      rowKey={({ key }) => key}
    >
      <div className={classes['calibration']}>
        <ReliabilityDiagram calibration={all} />
        <dl className={classes['facts']}>
          <div>
            <dt>{t('calibration.error')}</dt>
            <dd>{all.error === null ? t('calibration.none') : words.percent(all.error)}</dd>
          </div>
          <div>
            <dt>{t('calibration.unknown')}</dt>
            <dd>
              {all.unknown
                ? t('calibration.unknownStood', {
                    values: format.number(all.unknown.of),
                    share: words.share(all.unknown),
                  })
                : t('calibration.noneUnknown')}
            </dd>
          </div>
          {providers.map(({ provider, error, unknown }) => (
            <div key={provider}>
              <dt>{words.provider(provider ?? '')}</dt>
              <dd>
                {error === null
                  ? t('calibration.silent', { values: format.number(unknown?.of ?? 0) })
                  : t('calibration.errorOf', { error: words.percent(error) })}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </FigurePanel>
  )
}

import { useTranslation } from 'react-i18next'
import { FigurePanel } from '../../../ui/charts/figure-panel.tsx'
import { Ranking } from '../../../ui/charts/ranking.tsx'
import { useFormat } from '../../../ui/format.ts'
import { useProblemText } from '../../../ui/problem-text.ts'
import type { Failure } from './figures.ts'
import type { CallsBehind } from './ledger-href.ts'
import { useOutcomeName } from './use-outcome-name.ts'

/** How calls came to nothing, and whether anything was sent. */
export function FailuresPanel({
  failures,
  fileName,
  callsBehind,
}: {
  failures: readonly Failure[]
  fileName: string
  callsBehind: (narrower?: Partial<CallsBehind>) => string
}) {
  const { t } = useTranslation('apps')
  const format = useFormat()
  const outcome = useOutcomeName()
  const text = useProblemText()
  const nameOf = ({ key, atTheDoor }: Failure) => (atTheDoor ? text({ code: key, title: key }).title : outcome(key))
  const placeOf = ({ atTheDoor }: Failure) => t(atTheDoor ? 'monitoring.atTheDoor' : 'monitoring.inLedger')
  const rowKey = ({ key, atTheDoor }: Failure) => `${atTheDoor} ${key}`
  const hrefOf = ({ key, atTheDoor }: Failure) => (atTheDoor ? undefined : callsBehind({ outcome: key }))
  return (
    <FigurePanel
      title={t('monitoring.totals.errors')}
      text={t('monitoring.errorsText')}
      fileName={`${fileName}-errors`}
      rows={failures}
      rowKey={rowKey}
      columns={[
        { key: 'what', label: t('monitoring.what'), text: nameOf, plain: nameOf, href: hrefOf },
        { key: 'code', label: t('monitoring.code'), text: ({ key }) => key, plain: ({ key }) => key },
        { key: 'where', label: t('monitoring.where'), text: placeOf, plain: placeOf },
        {
          key: 'count',
          label: t('monitoring.count'),
          numeric: true,
          text: ({ count }) => format.number(count),
          plain: ({ count }) => count,
        },
      ]}
    >
      <Ranking
        label={t('monitoring.totals.errors')}
        items={failures.map((failure) => ({
          key: rowKey(failure),
          label: nameOf(failure),
          note: placeOf(failure),
          value: failure.count,
          text: format.number(failure.count),
          ...(!failure.atTheDoor && { href: hrefOf(failure) ?? '' }),
        }))}
      />
    </FigurePanel>
  )
}

import { useTranslation } from 'react-i18next'
import { ModeBadge } from '../../ui/mode-badge.tsx'
import { PricedButton } from '../../ui/price/priced-button.tsx'
import { useFormat } from '../../ui/format.ts'
import { useProblemText } from '../../ui/problem-text.ts'
import type { Column } from './columns.ts'
import classes from './matrix-table.module.css'

interface ColumnHeadProps {
  column: Column
  name: string
  /** How many values it has in common with the consensus. */
  agreement: { agreed: number; of: number }
  onAgain: (column: Column) => void
}

/** Who read, in which mode, how long it took and how often it agrees; while it reads how far it is, and what went wrong. */
export function ColumnHead({ column, name, agreement, onAgain }: ColumnHeadProps) {
  const { t } = useTranslation('compare')
  const { t: shell } = useTranslation()
  const format = useFormat()
  const text = useProblemText()
  const { reading, mode, number, underReview } = column
  const { status, progress, durationMs, error } = reading
  const problem = error ? text(error) : null
  return (
    <div className={classes['recogniser']} data-status={status}>
      <span className={classes['who']}>
        {number <= 9 && <kbd className={classes['key']}>{number}</kbd>}
        <span>{name}</span>
      </span>
      <span className={classes['facts']}>
        <ModeBadge mode={mode} />
        {underReview && <span>{t('matrix.underReview')}</span>}
        {status === 'succeeded' && durationMs !== null && (
          <span>{t('head.time', { seconds: format.number(Math.round(durationMs / 10) / 100) })}</span>
        )}
      </span>
      {status === 'succeeded' && agreement.of > 0 && (
        <span className={classes['facts']}>
          {t('head.agreement', { agreed: format.number(agreement.agreed), of: format.number(agreement.of) })}
        </span>
      )}
      {(status === 'queued' || status === 'running') && (
        <span className={classes['facts']}>
          <progress value={progress?.share ?? 0} max={1} aria-label={name} />
          {shell(`stage.${progress?.stage ?? 'waiting'}`)}
        </span>
      )}
      {status === 'failed' && (
        <span className={classes['problem']}>
          {problem && (
            <span>
              <strong>{problem.title}</strong> {problem.detail}
            </span>
          )}
          <PricedButton
            asked={[{ provider: reading.provider, capability: reading.capability, calls: 1 }]}
            label={t('head.again')}
            size="compact-xs"
            variant="default"
            onClick={() => onAgain(column)}
          />
        </span>
      )}
    </div>
  )
}

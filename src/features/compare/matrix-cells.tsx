import { IconCheck, IconEqual, IconEqualNot, IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ReviewItem } from '#contract/review'
import { Confidence } from '../../ui/confidence.tsx'
import type { Cell, Row } from './matrix.ts'
import classes from './matrix-table.module.css'
import { Runs } from './runs.tsx'

/** What all say, or most, and who. */
export function ConsensusCell({ row }: { row: Row }) {
  const { t } = useTranslation('compare')
  const { agreement, value, by, groups } = row.consensus
  const of = groups.reduce((sum, group) => sum + group.by.length, 0)
  const numbers = row.cells.flatMap(({ column }) => (by.includes(column.id) ? [String(column.number)] : []))
  return (
    <td className={classes['consensus']} data-head={t('matrix.consensus')} data-agreement={agreement}>
      {by.length > 0 &&
        (value === null ? (
          <span className={classes['quiet']}>{t('consensus.empty')}</span>
        ) : (
          <bdi className={classes['value']} dir="auto">
            {value}
          </bdi>
        ))}
      <span className={classes['facts']}>
        {agreement === 'agree' || agreement === 'alone' ? (
          <IconEqual size={15} stroke={2.25} aria-hidden="true" />
        ) : agreement === 'nobody' ? null : (
          <IconEqualNot size={15} stroke={2.25} aria-hidden="true" />
        )}
        <span>{t(`consensus.${agreement}`, { number: by.length, of })}</span>
        {agreement === 'majority' && (
          <span title={t('consensus.who', { names: numbers.join(', ') })}>({numbers.join(', ')})</span>
        )}
      </span>
    </td>
  )
}

/** What stands in the review, and whether a person has said so. */
export function ReviewCell({ item }: { item: ReviewItem | undefined }) {
  const { t } = useTranslation('compare')
  if (!item) {
    return (
      <td className={classes['review']} data-head={t('matrix.review')}>
        <span className={classes['quiet']}>{t('review.empty')}</span>
      </td>
    )
  }
  const corrected = item.value !== item.machine.value
  const status = item.mark ?? (corrected ? 'corrected' : item.accepted ? 'accepted' : null)
  return (
    <td className={classes['review']} data-head={t('matrix.review')} data-status={status ?? 'untouched'}>
      {item.value === null ? (
        <span className={classes['quiet']}>{t('review.empty')}</span>
      ) : (
        <bdi className={classes['value']} dir="auto">
          {item.value}
        </bdi>
      )}
      {status && (
        <span className={classes['facts']}>
          {status === 'corrected' ? (
            <IconPencil size={15} stroke={2} aria-hidden="true" />
          ) : (
            <IconCheck size={15} stroke={2} aria-hidden="true" />
          )}
          {t(`review.${status}`)}
        </span>
      )}
    </td>
  )
}

interface ReadingCellProps {
  cell: Cell
  field: string
  name: string
  disabled: boolean
  onTake: () => void
}

/** What one recogniser says of a field; pressing it takes the reading. */
export function ReadingCell({ cell, field, name, disabled, onTake }: ReadingCellProps) {
  const { t } = useTranslation('compare')
  const { column, state, value, confidence, agrees, runs } = cell
  const head = `${column.number} ${name}`
  if (state !== 'value' && state !== 'empty') {
    return (
      <td className={classes['reading']} data-head={head} data-state={state}>
        <span className={classes['quiet']}>{t(`matrix.${state}`)}</span>
      </td>
    )
  }
  const differs = agrees === false || runs.some(({ kind }) => kind !== 'same')
  return (
    <td className={classes['reading']} data-head={head} data-state={state} data-differs={differs || undefined}>
      <button
        type="button"
        className={classes['take']}
        disabled={disabled}
        aria-label={value === null ? t('matrix.takeEmpty', { field, name }) : t('matrix.take', { field, name, value })}
        onClick={onTake}
      >
        {value === null ? <span className={classes['quiet']}>{t('matrix.empty')}</span> : <Runs runs={runs} />}
      </button>
      <span className={classes['facts']}>
        {(agrees !== null || differs) && (
          <span className={classes['says']}>
            {differs ? (
              <IconEqualNot size={15} stroke={2.25} aria-hidden="true" />
            ) : (
              <IconEqual size={15} stroke={2.25} aria-hidden="true" />
            )}
            {t(differs ? 'matrix.differs' : 'matrix.agrees')}
          </span>
        )}
        {value !== null && <Confidence value={confidence} />}
      </span>
    </td>
  )
}

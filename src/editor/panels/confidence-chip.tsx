import { useTranslation } from 'react-i18next'
import { useFormat } from '../../ui/format.ts'
import { confidenceLevel, type ConfidenceLevel } from '../model/histogram.ts'
import classes from './panels.module.css'

/** The same marks as in the corners of the boxes on the page. */
export function LevelMark({ level }: { level: ConfidenceLevel }) {
  return (
    <svg className={classes['mark']} viewBox="0 0 12 12" aria-hidden="true">
      {level === 'low' && <path d="M1 1 H11 L1 11 Z" fill="currentColor" stroke="currentColor" strokeWidth="1.5" />}
      {level === 'medium' && <path d="M1.5 1.5 H10 L1.5 10 Z" fill="none" stroke="currentColor" strokeWidth="1.75" />}
      {level === 'high' && <path d="M2 6.5 L5 9.5 L10.5 3" fill="none" stroke="currentColor" strokeWidth="2" />}
      {level === 'unknown' && (
        <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.75" strokeDasharray="2 1.5" />
      )}
    </svg>
  )
}

/**
 * A confidence against the operator's own threshold, by shape, number and colour, and in words for who hears it; null says "not reported".
 */
export function ConfidenceChip({ value, threshold }: { value: number | null; threshold: number }) {
  const { t } = useTranslation('editor')
  const format = useFormat()
  const level = confidenceLevel(value, threshold)
  return (
    <span className={classes['confidence']} data-level={level}>
      <LevelMark level={level} />
      <span className={classes['unseen']}>
        {value === null ? t('fields.confidence') : t('fields.confidenceIs', { level: t(`legend.${level}`) })}
      </span>
      {value === null ? t('fields.notReported') : format.percent(value)}
    </span>
  )
}

import {
  IconAlertSquareRounded,
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  type TablerIcon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './confidence.module.css'
import { useFormat } from './format.ts'

export type ConfidenceLevel = 'high' | 'medium' | 'low' | 'unknown'

/** Below `medium` a value is doubtful, from `high` on it is trusted; the workbench lets its operator move its own threshold. */
export const confidenceSteps = { high: 0.95, medium: 0.8 } as const

export function confidenceLevel(confidence: number | null): ConfidenceLevel {
  if (confidence === null) return 'unknown'
  if (confidence >= confidenceSteps.high) return 'high'
  return confidence >= confidenceSteps.medium ? 'medium' : 'low'
}

const shapes: Record<ConfidenceLevel, TablerIcon> = {
  high: IconCircleCheck,
  medium: IconAlertTriangle,
  low: IconAlertSquareRounded,
  unknown: IconCircleDashed,
}

/** A confidence by shape, number and colour together; null reads "not reported" and is never drawn as a number. */
export function Confidence({ value, bar = false }: { value: number | null; bar?: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const level = confidenceLevel(value)
  const Shape = shapes[level]
  return (
    <span className={classes['confidence']} data-level={level}>
      <Shape size={16} stroke={2} aria-hidden="true" />
      {value === null ? (
        <span className={classes['unknown']}>{t('confidence.unknown')}</span>
      ) : (
        <>
          <span className={classes['number']}>{format.percent(value)}</span>
          {bar && (
            <svg className={classes['bar']} viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
              <rect className={classes['track']} width="100" height="6" />
              <rect className={classes['share']} width={Math.max(2, value * 100)} height="6" />
            </svg>
          )}
        </>
      )}
    </span>
  )
}

import { useTranslation } from 'react-i18next'
import type { Calibration } from '#contract/quality'
import classes from './quality.module.css'
import { useQualityWords } from './words.ts'

const size = 320
const margin = { left: 46, bottom: 40, top: 10, right: 14 }
const across = (share: number) => margin.left + share * (size - margin.left - margin.right)
const up = (share: number) => size - margin.bottom - share * (size - margin.top - margin.bottom)
const ticks = [0, 0.25, 0.5, 0.75, 1]

/**
 * Confidence against truth: on the diagonal values are as often right as they claim, below it they claim too much. Bars are the intervals; a larger
 * point stands for more values. The same figures are in the table.
 */
export function ReliabilityDiagram({ calibration }: { calibration: Calibration }) {
  const { t } = useTranslation('quality')
  const words = useQualityWords()
  const most = Math.max(1, ...calibration.bins.map(({ stood }) => stood.of))
  return (
    <svg
      className={classes['diagram']}
      viewBox={`0 0 ${size} ${size}`}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing made here has no file that an <img> could show
      role="img"
      aria-label={t('calibration.picture', { count: calibration.bins.length })}
    >
      {ticks.map((tick) => (
        <g key={tick}>
          <line className={classes['grid']} x1={across(0)} x2={across(1)} y1={up(tick)} y2={up(tick)} />
          <line className={classes['grid']} x1={across(tick)} x2={across(tick)} y1={up(0)} y2={up(1)} />
          <text className={classes['tick']} x={across(0) - 6} y={up(tick) + 4} textAnchor="end" direction="ltr">
            {words.percent(tick)}
          </text>
          <text className={classes['tick']} x={across(tick)} y={up(0) + 16} textAnchor="middle" direction="ltr">
            {words.percent(tick)}
          </text>
        </g>
      ))}
      <line className={classes['diagonal']} x1={across(0)} y1={up(0)} x2={across(1)} y2={up(1)} />
      {calibration.bins.map(({ from, meanConfidence, stood }) => (
        <g key={from}>
          <line
            className={classes['whisker']}
            x1={across(meanConfidence)}
            x2={across(meanConfidence)}
            y1={up(stood.low)}
            y2={up(stood.high)}
          />
          <circle
            className={classes['point']}
            cx={across(meanConfidence)}
            cy={up(stood.share)}
            r={3 + 6 * Math.sqrt(stood.of / most)}
          />
        </g>
      ))}
      <text className={classes['axis']} x={across(0.5)} y={size - 5} textAnchor="middle">
        {t('calibration.confidence')}
      </text>
      <text className={classes['axis']} transform={`translate(11 ${up(0.5)}) rotate(-90)`} textAnchor="middle">
        {t('calibration.stood')}
      </text>
    </svg>
  )
}

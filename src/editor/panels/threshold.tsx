import { useId, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../ui/format.ts'
import { itemsIn } from '../model/editor-state.ts'
import { distributionOf } from '../model/histogram.ts'
import { useEditor } from '../use-editor.ts'
import { useWorkbench } from '../workbench-context.ts'
import classes from './panels.module.css'

const STEPS = 40
const HEIGHT = 24

/** The confidence below which a value is doubtful, and under it the distribution of the values' confidences on the same scale. */
export function Threshold() {
  const { t } = useTranslation('editor')
  const format = useFormat()
  const { session } = useWorkbench()
  const id = useId()
  const items = useEditor(session, itemsIn)
  const threshold = useEditor(session, (state) => state.threshold)
  const { bins, below, total, unknown } = useMemo(() => distributionOf(items, threshold, STEPS), [items, threshold])
  const highest = Math.max(1, ...bins)
  return (
    <section className={classes['threshold']}>
      <div className={classes['thresholdHead']}>
        <label htmlFor={id}>{t('threshold.label')}</label>
        <output htmlFor={id}>{format.percent(threshold)}</output>
        <span className={classes['thresholdFacts']}>
          {t('threshold.summary', { below: format.number(below), total: format.number(total) })}
          {unknown > 0 && ` · ${t('threshold.unknown', { count: unknown })}`}
        </span>
      </div>
      <input
        id={id}
        className={classes['range']}
        type="range"
        min={0}
        max={100}
        step={1}
        value={Math.round(threshold * 100)}
        aria-valuetext={format.percent(threshold)}
        onChange={(event) => session.setThreshold(Number(event.target.value) / 100)}
      />
      <svg
        className={classes['histogram']}
        viewBox={`0 0 ${STEPS} ${HEIGHT}`}
        preserveAspectRatio="none"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="img"
        aria-label={t('threshold.distribution')}
      >
        {bins.map((count, step) => (
          <rect
            // A step of the distribution is its place.
            // oxlint-disable-next-line react/no-array-index-key
            key={step}
            data-below={(step + 1) / STEPS <= threshold || undefined}
            x={step + 0.1}
            width={0.8}
            y={HEIGHT - (count === 0 ? 1 : Math.max(3, (count / highest) * HEIGHT))}
            height={count === 0 ? 1 : Math.max(3, (count / highest) * HEIGHT)}
          />
        ))}
      </svg>
    </section>
  )
}

import { useTranslation } from 'react-i18next'
import type { DifferenceRun } from '#contract/differences'
import classes from './matrix-table.module.css'

/** A value with the characters marked in which it differs: by a line under them as well as by colour, and by a sign where one is missing. */
export function Runs({ runs }: { runs: readonly DifferenceRun[] }) {
  const { t } = useTranslation('compare')
  return (
    <bdi className={classes['value']} dir="auto">
      {runs.map(({ kind, text }, index) => {
        // A run has no name but its place in the value.
        // oxlint-disable react/no-array-index-key
        if (kind === 'same') return <span key={index}>{text}</span>
        if (kind === 'other') return <mark key={index}>{text}</mark>
        return (
          <span key={index} className={classes['lacking']} title={t('matrix.missing', { text })}>
            <span aria-hidden="true">‸</span>
            <span className={classes['unseen']}>({t('matrix.missing', { text })})</span>
          </span>
        )
        // oxlint-enable react/no-array-index-key
      })}
    </bdi>
  )
}

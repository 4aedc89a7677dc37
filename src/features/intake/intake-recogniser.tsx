import { useTranslation } from 'react-i18next'
import type { Recogniser } from '../../api/documents.ts'
import { useFormat } from '../../ui/format.ts'
import { limitsText } from '../../ui/limits-text.ts'
import { ModeBadge } from '../../ui/mode-badge.tsx'
import { rememberRecogniser, useRecognisers } from '../../ui/recogniser.ts'
import { RecogniserSelect } from '../../ui/recogniser-select.tsx'
import classes from './intake-recogniser.module.css'

/** The recogniser that reads what comes in, remembered on this device, with what it accepts. */
export function IntakeRecogniser({ onChange }: { onChange?: (recogniser: Recogniser) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { choices, chosen } = useRecognisers()
  return (
    <div className={classes['recogniser']}>
      <RecogniserSelect
        choices={choices}
        value={chosen?.recogniser ?? null}
        onChange={(recogniser) => {
          rememberRecogniser(recogniser)
          onChange?.(recogniser)
        }}
      />
      {chosen && (
        <p className={classes['limits']}>
          <ModeBadge mode={chosen.mode} />
          <span>{limitsText(chosen.capability.limits, t, format)}</span>
        </p>
      )}
      {chosen?.mode === 'live' && <p className={classes['live']}>{t('intake.live')}</p>}
    </div>
  )
}

/** The same in a row of buttons: which recogniser the next files go to is seen, and changed, before they are chosen. */
export function InlineRecogniser() {
  const { choices, chosen } = useRecognisers()
  return (
    <div className={classes['inline']}>
      {/* Where the next files go is seen before they are chosen. */}
      {chosen && chosen.mode !== 'local' && <ModeBadge mode={chosen.mode} />}
      <RecogniserSelect inline choices={choices} value={chosen?.recogniser ?? null} onChange={rememberRecogniser} />
    </div>
  )
}

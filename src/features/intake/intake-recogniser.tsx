import { useTranslation } from 'react-i18next'
import type { Recogniser } from '../../api/documents.ts'
import { useFormat } from '../../ui/format.ts'
import { limitsText } from '../../ui/limits-text.ts'
import { ModeBadge } from '../../ui/mode-badge.tsx'
import { EachPrice } from './each-price.tsx'
import { rememberRecogniser, useRecognisers } from '../../ui/recogniser.ts'
import { RecogniserSelect } from '../../ui/recogniser-select.tsx'
import { AlsoReadBy } from './also-read-by.tsx'
import { readCompanions } from './compare-with.ts'
import classes from './intake-recogniser.module.css'

/** The recogniser that reads what comes in, remembered on this device, with what it accepts. */
export function IntakeRecogniser({
  onChange,
}: {
  onChange?: (recogniser: Recogniser, others: readonly Recogniser[]) => void
}) {
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
          onChange?.(recogniser, readCompanions(choices, recogniser))
        }}
      />
      <AlsoReadBy
        choices={choices}
        chosen={chosen?.recogniser ?? null}
        onChange={(others) => chosen && onChange?.(chosen.recogniser, others)}
      />
      {chosen && (
        <p className={classes['limits']}>
          <ModeBadge mode={chosen.mode} />
          <span>{limitsText(chosen.capability.limits, t, format)}</span>
          <EachPrice choices={choices} chosen={chosen} />
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
      {chosen && chosen.mode !== 'local' && <EachPrice choices={choices} chosen={chosen} />}
      <AlsoReadBy choices={choices} chosen={chosen?.recogniser ?? null} />
      <RecogniserSelect inline choices={choices} value={chosen?.recogniser ?? null} onChange={rememberRecogniser} />
    </div>
  )
}

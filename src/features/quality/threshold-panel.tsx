import { NumberInput } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { AutoApproval } from '#contract/quality'
import { useFormat } from '../../ui/format.ts'
import panel from '../../ui/charts/figure-panel.module.css'
import classes from './quality.module.css'
import { useQualityWords } from './words.ts'

interface ThresholdPanelProps {
  found: AutoApproval
  /** Tenths of a percent. */
  permille: number
  onPermille: (permille: number) => void
}

/** From which confidence on values could be approved without a person, for an error rate that somebody names. */
export function ThresholdPanel({ found, permille, onPermille }: ThresholdPanelProps) {
  const { t } = useTranslation('quality')
  const heading = useId()
  const format = useFormat()
  const words = useQualityWords()
  const { threshold, fields, wrongFields, documents, wrongDocuments } = found
  return (
    <section className={panel['panel']} aria-labelledby={heading}>
      <h2 id={heading} className={panel['title']}>
        {t('threshold.title')}
      </h2>
      <p className={panel['text']}>{t('threshold.text')}</p>
      <NumberInput
        className={classes['wanted']}
        label={t('threshold.wanted')}
        suffix=" %"
        value={permille / 10}
        min={0.1}
        max={50}
        step={0.5}
        decimalScale={1}
        clampBehavior="strict"
        onChange={(value) => {
          const wanted = Math.round(Number(value) * 10)
          if (wanted >= 1 && wanted <= 500) onPermille(wanted)
        }}
      />
      <div aria-live="polite" className={classes['verdict']}>
        {found.state !== 'found' && <p>{t(`threshold.${found.state}`)}</p>}
        {found.state === 'found' && threshold !== null && fields && wrongFields && (
          <>
            <p>
              <strong>{t('threshold.from', { threshold: words.percent(threshold) })}</strong>
            </p>
            <ul className={classes['sentences']}>
              <li>
                {t('threshold.fields', {
                  count: fields.count,
                  through: format.number(fields.count),
                  of: format.number(fields.of),
                  share: words.percent(fields.share),
                  wrong: format.number(wrongFields.count),
                  rate: words.share(wrongFields),
                })}
              </li>
              {documents && wrongDocuments && (
                <li>
                  {t('threshold.documents', {
                    count: documents.count,
                    through: format.number(documents.count),
                    of: format.number(documents.of),
                    share: words.percent(documents.share),
                    wrong: format.number(wrongDocuments.count),
                    rate: words.share(wrongDocuments),
                  })}
                </li>
              )}
            </ul>
          </>
        )}
      </div>
    </section>
  )
}

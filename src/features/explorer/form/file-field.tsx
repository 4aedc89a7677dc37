import { Button } from '@mantine/core'
import { IconFileText, IconFileUpload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Limits, LimitBreach } from '#contract/limits'
import type { Sample } from '../../../api/samples.ts'
import { BreachList } from '../../../ui/breach-list.tsx'
import { useFormat } from '../../../ui/format.ts'
import { limitsText } from '../../../ui/limits-text.ts'
import type { ChosenFile } from '../chosen-file.ts'
import { SampleStrip } from './sample-strip.tsx'
import classes from './file-field.module.css'

interface FileFieldProps {
  limits: Limits
  kinds: readonly string[]
  chosen: ChosenFile | null
  breaches: readonly LimitBreach[]
  dragging: boolean
  onOpen: () => void
  onSample: (sample: Sample) => void
}

/** The file: what it must be, in words, the ways to choose one, and what is wrong with the one that was chosen. */
export function FileField({ limits, kinds, chosen, breaches, dragging, onOpen, onSample }: FileFieldProps) {
  const { t } = useTranslation('explorer')
  const shell = useTranslation().t
  const format = useFormat()
  return (
    <section className={classes['field']} aria-labelledby="explorer-file">
      <h3 className={classes['title']} id="explorer-file">
        {t('file.title')}
      </h3>
      <p className={classes['limits']}>{limitsText(limits, shell, format)}</p>
      <div className={classes['drop']} data-dragging={dragging || undefined}>
        {chosen ? (
          <>
            {chosen.picture ? (
              <img src={chosen.picture.url} alt="" />
            ) : (
              <IconFileText size={32} stroke={1.3} aria-hidden="true" />
            )}
            <span className={classes['name']} data-testid="chosen-file">
              <bdi>{chosen.file.name}</bdi>
              <span className={classes['quiet']}>
                {[
                  chosen.facts.format?.toUpperCase(),
                  chosen.facts.width && chosen.facts.height && `${chosen.facts.width} × ${chosen.facts.height}`,
                  format.bytes(chosen.file.size),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
          </>
        ) : (
          <>
            <IconFileUpload size={28} stroke={1.4} aria-hidden="true" />
            <span className={classes['name']}>{t('file.drop')}</span>
          </>
        )}
        <Button size="compact-sm" variant="default" onClick={onOpen}>
          {t(chosen ? 'file.other' : 'file.choose')}
        </Button>
      </div>
      {breaches.length > 0 && (
        <div className={classes['breaches']} role="alert">
          <BreachList breaches={breaches} />
        </div>
      )}
      <SampleStrip kinds={kinds} formats={limits.formats} chosen={chosen?.sample ?? null} onChoose={onSample} />
    </section>
  )
}

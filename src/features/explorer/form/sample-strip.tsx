import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { samplesQuery, type Sample } from '../../../api/samples.ts'
import { labelText } from '../../../ui/recogniser.ts'
import { SamplePicture } from '../../../ui/sample-picture.tsx'
import classes from './file-field.module.css'

/** Samples of the kinds that a capability reads, in the order of its kinds, then all others. */
export function sortedSamples(
  samples: readonly Sample[],
  kinds: readonly string[],
): { fits: boolean; sample: Sample }[] {
  const rank = ({ kind }: Sample) => (kinds.includes(kind) ? kinds.indexOf(kind) : kinds.length)
  return samples
    .map((sample) => ({ fits: kinds.includes(sample.kind), sample }))
    .sort((a, b) => rank(a.sample) - rank(b.sample))
}

interface SampleStripProps {
  kinds: readonly string[]
  chosen: string | null
  onChoose: (sample: Sample) => void
}

/** The bundled samples, those that suit first: one click chooses one. */
export function SampleStrip({ kinds, chosen, onChoose }: SampleStripProps) {
  const { t, i18n } = useTranslation('explorer')
  const { data = [] } = useQuery(samplesQuery)
  const samples = sortedSamples(data, kinds)
  const suiting = samples.filter(({ fits }) => fits)
  if (samples.length === 0) return null
  return (
    <div className={classes['samples']}>
      <h3 className={classes['subtitle']}>{t(suiting.length > 0 ? 'file.samples' : 'file.otherSamples')}</h3>
      <ul className={classes['strip']}>
        {(suiting.length > 0 ? suiting : samples).map(({ sample }) => {
          const name = labelText(sample.label, i18n.language)
          return (
            <li key={sample.file}>
              <button
                type="button"
                className={classes['sample']}
                aria-pressed={chosen === sample.file}
                title={sample.note && labelText(sample.note, i18n.language)}
                data-sample={sample.file}
                onClick={() => onChoose(sample)}
              >
                <SamplePicture sample={sample} />
                <span>{name}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

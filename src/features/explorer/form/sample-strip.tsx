import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Format } from '#contract/limits'
import { samplesQuery, type Sample } from '../../../api/samples.ts'
import { labelText } from '../../../ui/recogniser.ts'
import { SamplePicture } from '../../../ui/sample-picture.tsx'
import classes from './file-field.module.css'

const formatsByEnding: Readonly<Record<string, Format>> = {
  jpg: 'jpeg',
  tif: 'tiff',
  ...Object.fromEntries(
    (['jpeg', 'png', 'bmp', 'gif', 'webp', 'tiff', 'pdf', 'heic', 'avi', 'mp4'] as const).map((each) => [each, each]),
  ),
}

/**
 * The samples to offer for a capability: of the kinds that it reads, in the order of its kinds; where none of them is in a form that it takes,
 * all that it can be sent.
 */
export function suitingSamples(
  samples: readonly Sample[],
  kinds: readonly string[],
  formats: readonly Format[],
): { ofKind: boolean; samples: Sample[] } {
  const taken = samples.filter(({ file }) => {
    const format = formatsByEnding[file.split('.').at(-1)?.toLowerCase() ?? '']
    return format !== undefined && formats.includes(format)
  })
  const ofKind = kinds.flatMap((kind) => taken.filter((sample) => sample.kind === kind))
  return ofKind.length > 0 ? { ofKind: true, samples: ofKind } : { ofKind: false, samples: taken }
}

interface SampleStripProps {
  kinds: readonly string[]
  formats: readonly Format[]
  chosen: string | null
  onChoose: (sample: Sample) => void
}

/** The bundled samples that suit: one click chooses one. */
export function SampleStrip({ kinds, formats, chosen, onChoose }: SampleStripProps) {
  const { t, i18n } = useTranslation('explorer')
  const { data = [] } = useQuery(samplesQuery)
  const { ofKind, samples } = suitingSamples(data, kinds, formats)
  if (samples.length === 0) return null
  return (
    <div className={classes['samples']}>
      <h3 className={classes['subtitle']}>{t(ofKind ? 'file.samples' : 'file.otherSamples')}</h3>
      <ul className={classes['strip']}>
        {samples.map((sample) => {
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

import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { samplesQuery, type Sample } from '../../api/samples.ts'
import { labelText } from '../../ui/recogniser.ts'
import { SamplePicture } from '../../ui/sample-picture.tsx'
import { useAddFiles } from './use-add-files.ts'
import classes from './sample-grid.module.css'

/** Spreads a few samples over the kinds that there are, instead of the first kind's alone. */
export function pickSamples(samples: readonly Sample[], count: number): Sample[] {
  const seen = new Set<string>()
  const firstOfKind = samples.filter(({ kind }) => !seen.has(kind) && seen.add(kind))
  return [...firstOfKind, ...samples.filter((sample) => !firstOfKind.includes(sample))].slice(0, count)
}

/** The samples whose names or notes hold all words, in either language. */
export function findSamples(samples: readonly Sample[], words: string): Sample[] {
  const wanted = words.toLowerCase().split(/\s+/u).filter(Boolean)
  return samples.filter(({ label, note, file }) => {
    const text = [label.en, label.zh, note?.en, note?.zh, file].join(' ').toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
}

interface SampleGridProps {
  count?: number
  /** Only samples of which this is said. */
  words?: string
  onAdded?: () => void
}

/** Sample documents as pictures; one click reads one. */
export function SampleGrid({ count = Infinity, words = '', onAdded }: SampleGridProps) {
  const { t, i18n } = useTranslation()
  const { addSample } = useAddFiles()
  const { data, isPending } = useQuery(samplesQuery)
  if (isPending) {
    return (
      <div className={classes['grid']}>
        {Array.from({ length: Math.min(count, 6) }, (_, index) => (
          <Skeleton key={index} height={132} />
        ))}
      </div>
    )
  }
  const samples = data ? pickSamples(findSamples(data, words), count) : []
  if (samples.length === 0) return <p className={classes['none']}>{t('intake.samplesNone')}</p>
  return (
    <ul className={classes['grid']}>
      {samples.map((sample) => (
        <li key={sample.file}>
          <button
            type="button"
            className={classes['sample']}
            data-sample={sample.file}
            onClick={() => {
              addSample(sample)
              onAdded?.()
            }}
          >
            <span className={classes['picture']}>
              <SamplePicture sample={sample} />
            </span>
            <span className={classes['label']}>
              {labelText(sample.label, i18n.language)}
              {sample.note && <span className={classes['note']}>{labelText(sample.note, i18n.language)}</span>}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

import type { TFunction } from 'i18next'
import type { FieldQuality, QualityRow } from '#contract/quality'
import type { FigureColumn } from '../../ui/charts/figure-table.ts'
import type { Format } from '../../ui/format.ts'
import { stringifySearch } from '../../ui/search-parameters.ts'
import type { QualityWords } from './words.ts'

interface Language {
  t: TFunction<'quality'>
  words: QualityWords
  format: Format
}

const none = '–'

/** The documents that taught it: those approved of the same recogniser and kind, whenever that was. */
export const approvedHref = ({ provider, kind }: Pick<QualityRow, 'provider' | 'kind'>) =>
  `/documents${stringifySearch({ state: ['approved'], provider: [provider], ...(kind !== null && { kind: [kind] }) })}`

/** How many values a row speaks of, and how many of them stood. */
function standing<Row extends Pick<FieldQuality, 'stood' | 'missed'>>({
  t,
  words,
  format,
}: Language): FigureColumn<Row>[] {
  return [
    {
      key: 'values',
      label: t('column.values'),
      text: ({ stood }) => format.number(stood?.of ?? 0),
      plain: ({ stood }) => stood?.of ?? 0,
      numeric: true,
    },
    {
      key: 'missed',
      label: t('column.missed'),
      text: ({ missed }) => format.number(missed),
      plain: ({ missed }) => missed,
      numeric: true,
    },
    {
      key: 'stood',
      label: t('column.stood'),
      text: ({ stood }) => (stood ? words.percent(stood.share) : none),
      plain: ({ stood }) => stood?.share ?? null,
      numeric: true,
    },
    {
      key: 'interval',
      label: t('column.interval'),
      text: ({ stood }) => (stood ? words.interval(stood) : none),
      plain: ({ stood }) => (stood ? `${stood.low} ${stood.high}` : null),
      numeric: true,
    },
  ]
}

const whose = ({ t, words }: Language): FigureColumn<{ provider: string }> => ({
  key: 'provider',
  label: t('column.provider'),
  text: ({ provider }) => words.provider(provider),
  plain: ({ provider }) => provider,
})

const kindOf = ({ t, words }: Language): FigureColumn<{ kind: string | null; capability: string | null }> => ({
  key: 'kind',
  label: t('column.kind'),
  text: ({ kind }) => words.kind(kind ?? ''),
  plain: ({ kind, capability }) => `${capability}/${kind}`,
})

const documentsOf = ({ t, format }: Language): FigureColumn<QualityRow> => ({
  key: 'documents',
  label: t('column.documents'),
  text: ({ documents }) => format.number(documents),
  plain: ({ documents }) => documents,
  href: approvedHref,
  numeric: true,
})

export const accuracyColumns = (language: Language): FigureColumn<QualityRow>[] => [
  whose(language),
  documentsOf(language),
  ...standing<QualityRow>(language),
]

/** What a correct field costs, in money and in a reviewer's time. */
export function costColumns(language: Language): FigureColumn<QualityRow>[] {
  const { t, words, format } = language
  return [
    whose(language),
    kindOf(language),
    documentsOf(language),
    {
      key: 'stood',
      label: t('column.stood'),
      text: ({ stood }) => (stood ? words.percent(stood.share) : none),
      plain: ({ stood }) => stood?.share ?? null,
      numeric: true,
    },
    {
      key: 'cost',
      label: t('column.cost'),
      text: ({ cost }) => words.money(cost),
      plain: ({ cost }) => cost / 10_000,
      numeric: true,
    },
    {
      key: 'costPerCorrectField',
      label: t('column.costPerCorrectField'),
      text: ({ costPerCorrectField }) => (costPerCorrectField === null ? none : words.money(costPerCorrectField)),
      plain: ({ costPerCorrectField }) => (costPerCorrectField === null ? null : costPerCorrectField / 10_000),
      numeric: true,
    },
    {
      key: 'seconds',
      label: t('column.seconds'),
      text: ({ seconds }) => (seconds === null ? none : words.seconds(seconds)),
      plain: ({ seconds }) => seconds,
      numeric: true,
    },
    {
      key: 'keys',
      label: t('column.keys'),
      text: ({ keys }) => (keys === null ? none : words.decimal(keys)),
      plain: ({ keys }) => keys,
      numeric: true,
    },
    {
      key: 'watched',
      label: t('column.watched'),
      text: ({ watched }) => format.number(watched),
      plain: ({ watched }) => watched,
      numeric: true,
    },
  ]
}

export function fieldColumns(language: Language): FigureColumn<FieldQuality>[] {
  const { t, words } = language
  return [
    {
      key: 'field',
      label: t('column.field'),
      text: ({ kind, field }) => words.field(kind, field),
      plain: ({ field }) => field,
    },
    kindOf(language),
    whose(language),
    ...standing<FieldQuality>(language),
  ]
}

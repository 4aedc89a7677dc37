import type { TFunction } from 'i18next'
import type { DifferenceRun } from '#contract/differences'
import { kindByName } from '#contract/documents/index'
import { isPersonal, masked } from '#contract/documents/personal'
import type { Review } from '../../../editor/index.ts'
import type { ProviderDescription } from '../../../api/providers.ts'
import type { Format } from '../../../ui/format.ts'
import { directions, type Language } from '../../../ui/language/index.ts'
import type { ProblemText } from '../../../ui/problem-text.ts'
import { labelText } from '../../../ui/recogniser.ts'
import type { Problem } from '#contract/problem'
import type { Column } from '../columns.ts'
import { agreementOf, type Cell, type Row } from '../matrix.ts'
import type { Comparison } from '../use-comparison.ts'
import type { SavedCell, SavedComparison, SavedPage, SavedRecogniser, SavedRow } from './comparison-html.ts'

export interface SaveOptions {
  /** Personal values as dots, without the document's name. */
  masked: boolean
  /** By page, as data URLs; beyond recognition already where values are masked. */
  pictures: ReadonlyMap<number, string>
  /** When it is saved (ISO 8601). */
  now: string
}

/** What turns values into the words of the screen. */
export interface SaveWords {
  t: TFunction<'compare'>
  shell: TFunction<'shell'>
  format: Format
  language: Language
  problemText: (problem: Problem) => ProblemText
  providers: readonly ProviderDescription[]
}

type Compared = Pick<Comparison, 'kind' | 'columns' | 'rows' | 'labelOf' | 'fieldOf'>

function savedRecogniser(column: Column, { rows, labelOf }: Compared, words: SaveWords): SavedRecogniser {
  const { t, shell, format, language, problemText, providers } = words
  const { number, provider, mode, capability, reading } = column
  const { agreed, of } = agreementOf(rows, column.id)
  const described = providers.find(({ id }) => id === provider)?.capabilities.find(({ id }) => id === capability)
  return {
    number,
    name: labelOf(column),
    mode: shell(`mode.${mode}.name`),
    explanation: shell(`mode.${mode}.explanation`),
    operation: described ? `${labelText(described.label, language)} (${capability})` : capability,
    time:
      reading.durationMs === null
        ? ''
        : t('head.time', { seconds: format.number(Math.round(reading.durationMs / 10) / 100) }),
    agreement: of === 0 ? '' : t('head.agreement', { agreed: format.number(agreed), of: format.number(of) }),
    problem: reading.error ? problemText(reading.error).title : null,
  }
}

function savedCell(cell: Cell, hide: (text: string) => string, { t, format }: SaveWords): SavedCell {
  const { state, runs, agrees, confidence } = cell
  const differs = agrees === false || runs.some(({ kind }) => kind !== 'same')
  const says = state === 'value' || state === 'empty'
  const judged = says && (agrees !== null || differs)
  const reported =
    confidence === null ? t('save.noConfidence') : t('save.confidence', { value: format.percent(confidence) })
  return {
    runs: runs.map((run): DifferenceRun => ({ ...run, text: hide(run.text) })),
    instead: state === 'value' ? null : t(`matrix.${state}`),
    differs: says && differs,
    notes: [
      ...(judged ? [t(differs ? 'matrix.differs' : 'matrix.agrees')] : []),
      ...(state === 'value' ? [reported] : []),
    ],
  }
}

function savedRow(
  row: Row,
  review: Review,
  hide: (text: string) => string,
  fieldOf: Compared['fieldOf'],
  words: SaveWords,
): SavedRow {
  const { t } = words
  const { agreement, value, by, groups } = row.consensus
  const of = groups.reduce((sum, group) => sum + group.by.length, 0)
  const numbers = row.cells.flatMap(({ column }) => (by.includes(column.id) ? [String(column.number)] : []))
  const said = t(`consensus.${agreement}`, { number: by.length, of })
  const item = review.items.get(row.id)
  const corrected = item !== undefined && item.value !== item.machine.value
  const status = item?.mark ?? (corrected ? 'corrected' : item?.accepted ? 'accepted' : null)
  const shown = (text: string | null) => (text === null ? null : hide(text))
  return {
    field: fieldOf(row),
    consensus: {
      value: by.length > 0 ? (shown(value) ?? t('consensus.empty')) : null,
      words: agreement === 'majority' ? `${said} (${numbers.join(', ')})` : said,
    },
    review: { value: shown(item?.value ?? null), words: status && t(`review.${status}`) },
    cells: row.cells.map((cell) => savedCell(cell, hide, words)),
  }
}

function savedPages(
  review: Review,
  { columns, rows, fieldOf }: Compared,
  pictures: ReadonlyMap<number, string>,
): SavedPage[] {
  return review.pages.flatMap(({ index, width, height }) => {
    const boxes = columns.flatMap(({ id, number }) =>
      rows.flatMap((row) => {
        const cell = row.cells.find(({ column }) => column.id === id)
        if (!cell || cell.box.page !== index || cell.box.quads.length === 0) return []
        const { quads, boxSource } = cell.box
        return [
          { number, field: fieldOf(row), quads, grounded: boxSource === 'grounded', differs: cell.agrees === false },
        ]
      }),
    )
    const picture = pictures.get(index) ?? null
    return boxes.length === 0 && picture === null ? [] : [{ width, height, picture, boxes }]
  })
}

/** The comparison on the screen as it is saved. Personal values are masked here, before anything of them reaches the file. */
export function savedComparison(
  review: Review,
  compared: Compared,
  { masked: isMasked, pictures, now }: SaveOptions,
  words: SaveWords,
): SavedComparison {
  const { t, format, language } = words
  const { kind, columns, rows, fieldOf } = compared
  const definition = kindByName(kind ?? '')
  const kindName = definition ? labelText(definition.label, language) : (kind ?? '')
  const hidden = (key: string) => (text: string) => (isMasked && isPersonal(kind ?? '', key) ? masked(text) : text)
  return {
    language,
    direction: directions[language],
    title: t('save.title'),
    facts: [
      isMasked ? kindName : `${review.summary.name} · ${kindName}`,
      t('save.made', { when: format.dateTime(now) }),
      ...(isMasked ? [t('save.maskedNote')] : []),
    ],
    heads: {
      recognisers: t('save.recognisers'),
      recogniser: t('save.recogniser'),
      mode: t('save.mode'),
      operation: t('save.operation'),
      time: t('save.time'),
      agreement: t('save.agreement'),
    },
    columns: {
      fields: t('save.fields'),
      field: t('matrix.field'),
      consensus: t('matrix.consensus'),
      review: t('matrix.review'),
    },
    notes: {
      differs: t('save.differs'),
      places: t('save.places'),
      legend: t('save.legend'),
      picture: t('save.picture'),
    },
    recognisers: columns.map((column) => savedRecogniser(column, compared, words)),
    rows: rows.map((row) => savedRow(row, review, hidden(row.key), fieldOf, words)),
    pages: savedPages(review, compared, pictures),
  }
}

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
import type { PlacedRow } from '../placed.ts'
import type { TextCell, TextRow } from '../texts.ts'
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

type Compared = Pick<Comparison, 'kind' | 'columns' | 'rows' | 'texts' | 'labelOf' | 'fieldOf' | 'nameOfText'>

/** How often it says what the others say: what the consensus says, or of texts what stands in the reading under review. */
function agreementIn({ rows, texts }: Compared, id: string, { t, format }: SaveWords): string {
  if (texts) {
    const alike = texts.alike.get(id)
    return alike === undefined ? '' : t('texts.alike', { alike: format.number(alike), of: format.number(texts.of) })
  }
  const { agreed, of } = agreementOf(rows, id)
  return of === 0 ? '' : t('head.agreement', { agreed: format.number(agreed), of: format.number(of) })
}

function savedRecogniser(column: Column, compared: Compared, words: SaveWords): SavedRecogniser {
  const { t, shell, format, language, problemText, providers } = words
  const { number, provider, mode, capability, reading } = column
  const described = providers.find(({ id }) => id === provider)?.capabilities.find(({ id }) => id === capability)
  return {
    number,
    name: compared.labelOf(column),
    mode: shell(`mode.${mode}.name`),
    explanation: shell(`mode.${mode}.explanation`),
    operation: described ? `${labelText(described.label, language)} (${capability})` : capability,
    time:
      reading.durationMs === null
        ? ''
        : t('head.time', { seconds: format.number(Math.round(reading.durationMs / 10) / 100) }),
    agreement: agreementIn(compared, column.id, words),
    problem: reading.error ? problemText(reading.error).title : null,
  }
}

function confidenceNote(confidence: number | null, { t, format }: SaveWords): string {
  return confidence === null ? t('save.noConfidence') : t('save.confidence', { value: format.percent(confidence) })
}

function savedCell(cell: Cell, hide: (text: string) => string, words: SaveWords): SavedCell {
  const { t } = words
  const { state, runs, agrees, confidence } = cell
  const differs = agrees === false || runs.some(({ kind }) => kind !== 'same')
  const says = state === 'value' || state === 'empty'
  const judged = says && (agrees !== null || differs)
  return {
    runs: runs.map((run): DifferenceRun => ({ ...run, text: hide(run.text) })),
    instead: state === 'value' ? null : t(`matrix.${state}`),
    differs: says && differs,
    notes: [
      ...(judged ? [t(differs ? 'matrix.differs' : 'matrix.agrees')] : []),
      ...(state === 'value' ? [confidenceNote(confidence, words)] : []),
    ],
  }
}

function savedTextCell(cell: TextCell, hide: (text: string) => string, words: SaveWords): SavedCell {
  const { t } = words
  const { state, runs, confidence, agrees } = cell
  if (state === 'absent' || state === 'waiting' || state === 'failed') {
    const instead = t(state === 'absent' ? 'texts.absent' : `matrix.${state}`)
    return { runs: [], instead, differs: false, notes: [] }
  }
  return {
    runs: runs.map((run): DifferenceRun => ({ ...run, text: hide(run.text) })),
    instead: null,
    differs: agrees === false,
    notes: [
      ...(agrees === null ? [] : [t(agrees ? 'matrix.agrees' : 'matrix.differs')]),
      confidenceNote(confidence, words),
    ],
  }
}

function savedTextRow(
  row: TextRow,
  hide: (text: string) => string,
  nameOfText: Compared['nameOfText'],
  words: SaveWords,
): SavedRow {
  const cells = row.cells.map((cell) => savedTextCell(cell, hide, words))
  return { field: nameOfText(row), consensus: null, review: null, cells }
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

function savedPages<Of extends PlacedRow>(
  review: Review,
  columns: readonly Column[],
  { rows, nameOf }: { rows: readonly Of[]; nameOf: (row: Of) => string },
  pictures: ReadonlyMap<number, string>,
): SavedPage[] {
  return review.pages.flatMap(({ index, width, height }) => {
    const boxes = columns.flatMap(({ id, number }) =>
      rows.flatMap((row) => {
        const cell = row.cells.find(({ column }) => column.id === id)
        if (!cell || cell.box.page !== index || cell.box.quads.length === 0) return []
        const { quads, boxSource } = cell.box
        return [
          { number, field: nameOf(row), quads, grounded: boxSource === 'grounded', differs: cell.agrees === false },
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
  const { kind, columns, rows, texts, fieldOf, nameOfText } = compared
  const definition = kindByName(kind ?? '')
  const kindName = definition ? labelText(definition.label, language) : (kind ?? '')
  // Nobody can say what stands in a text.
  const hiddenText = (text: string) => (isMasked ? masked(text) : text)
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
      fields: t(texts ? 'save.texts' : 'save.fields'),
      field: t(texts ? 'texts.text' : 'matrix.field'),
      consensus: texts ? null : t('matrix.consensus'),
      review: texts ? null : t('matrix.review'),
    },
    notes: {
      differs: t(texts ? 'save.textDiffers' : 'save.differs'),
      places: t(texts ? 'save.textPlaces' : 'save.places'),
      legend: t('save.legend'),
      picture: t(texts ? 'save.textPicture' : 'save.picture'),
    },
    recognisers: columns.map((column) => savedRecogniser(column, compared, words)),
    rows: texts
      ? texts.rows.map((row) => savedTextRow(row, hiddenText, nameOfText, words))
      : rows.map((row) => savedRow(row, review, hidden(row.key), fieldOf, words)),
    pages: texts
      ? savedPages(review, columns, { rows: texts.rows, nameOf: nameOfText }, pictures)
      : savedPages(review, columns, { rows, nameOf: fieldOf }, pictures),
  }
}

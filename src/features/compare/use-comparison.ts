import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReadingFound } from '#contract/actions'
import type { Review, Taken } from '../../editor/index.ts'
import { useProviderName, useRecogniserName } from '../../ui/recogniser-name.ts'
import { columnsOf, type Column } from './columns.ts'
import type { CompareAction } from './commands.ts'
import {
  boxOf,
  disagreements,
  fillable,
  isSettled,
  matrixOf,
  nextOpen,
  previousDisagreement,
  type Row,
} from './matrix.ts'
import { rowName } from './matrix-table.tsx'
import type { PageGroup } from './page-group.ts'
import { differs, textMatrixOf, type TextRow } from './texts.ts'

const noReadings: readonly ReadingFound[] = []

/** The kind that is compared: the one under review, else that of the first reading. */
export function kindOfComparison(review: Review | null, readings: readonly ReadingFound[]): string | null {
  return review?.recognition?.kind ?? readings.at(-1)?.kind ?? null
}

/** The comparison of a document: its matrix, where one is in it, and what keys and buttons do. */
export function useComparison(
  review: Review | null,
  readings: readonly ReadingFound[] = noReadings,
  { group, leave }: { group: PageGroup; leave: () => void },
) {
  const { t, i18n } = useTranslation('compare')
  const whoReads = useRecogniserName()
  const providerName = useProviderName()
  const kind = kindOfComparison(review, readings)
  const underReview = review?.recognition?.id ?? null
  const columns = useMemo(
    () => (kind === null ? [] : columnsOf(readings, kind, underReview)),
    [readings, kind, underReview],
  )
  const rows = useMemo(() => (kind === null ? [] : matrixOf(kind, columns)), [kind, columns])
  const texts = useMemo(() => (columns.length > 0 && rows.length === 0 ? textMatrixOf(columns) : null), [columns, rows])
  const differing = useMemo(() => texts?.rows.filter(differs) ?? [], [texts])
  const [active, setActive] = useState<string | null>(null)
  const [focusCount, setFocusCount] = useState(0)
  const [said, setSaid] = useState({ words: '', count: 0 })
  const items = review?.items ?? new Map<never, never>()
  const open = disagreements(rows).filter(({ id }) => !isSettled(items.get(id)))
  const toFill = fillable(rows, items)

  const say = (words: string) => setSaid(({ count }) => ({ words, count: count + 1 }))
  /** Where the mode does not stand beside it. */
  const nameOf = ({ provider, mode }: Column) => whoReads({ provider, mode })
  /** Where it does. */
  const labelOf = ({ provider }: Column) => providerName(provider)
  const fieldOf = (row: Row) => {
    const { name, number } = rowName(row, i18n.language)
    return number === null ? name : t('matrix.occurrence', { name, number })
  }
  const nameOfText = ({ number }: TextRow) => t('texts.name', { number })
  /** Goes through the texts that differ, round and round. */
  const goToText = (direction: 1 | -1) => {
    if (!texts || differing.length === 0) return say(t('announce.textsAgree'))
    const from = texts.rows.findIndex(({ id }) => id === active)
    const placeOf = (row: TextRow) => texts.rows.indexOf(row)
    const row =
      direction === 1
        ? (differing.find((each) => placeOf(each) > from) ?? differing[0]!)
        : (differing.findLast((each) => placeOf(each) < from) ?? differing.at(-1)!)
    setActive(row.id)
    setFocusCount((count) => count + 1)
    say(t('announce.textAt', { text: nameOfText(row), number: differing.length }))
  }
  const goTo = (row: Row | null, left: number, before = '') => {
    if (row) {
      setActive(row.id)
      setFocusCount((count) => count + 1)
    }
    say(
      [before, row ? t('announce.at', { field: fieldOf(row), number: left }) : t('announce.allAgree')]
        .filter(Boolean)
        .join(' '),
    )
  }
  /** Goes on from a row that has just been settled: the review on the screen does not know it yet. */
  const goOn = (from: Row, words: string) => {
    const next = nextOpen(rows, items, from.id)
    const left = open.filter(({ id }) => id !== from.id).length
    goTo(next?.id === from.id ? null : next, left, words)
  }
  const put = (label: string, taken: readonly Taken[]): boolean => {
    if (!review?.editable) {
      say(t('announce.locked'))
      return false
    }
    review.take(label, taken)
    return true
  }
  const takenOf = (row: Row, value: string | null, by: readonly string[]): Taken => {
    const box = boxOf(row, by)
    return { item: row.id, value, ...(box && { box }) }
  }
  const wordsOf = (value: string | null) => value ?? t('announce.empty')

  const take = (row: Row, column: Column) => {
    const cell = row.cells.find((each) => each.column.id === column.id)
    if (cell?.state !== 'value' && cell?.state !== 'empty') return say(t('announce.noReading'))
    if (!put('reading', [takenOf(row, cell.value, [column.id])])) return
    goOn(row, t('announce.taken', { field: fieldOf(row), value: wordsOf(cell.value), name: nameOf(column) }))
  }
  const accept = (row: Row) => {
    const { by, value, agreement } = row.consensus
    // What was taken stands: Enter goes on and overwrites nothing.
    if (isSettled(items.get(row.id)) || agreement === 'nobody') return goTo(nextOpen(rows, items, row.id), open.length)
    if (agreement === 'tie') return say(t('announce.noConsensus'))
    if (!put('reading', [takenOf(row, value, by)])) return
    goOn(row, t('announce.accepted', { field: fieldOf(row), value: wordsOf(value) }))
  }
  const fill = () => {
    if (toFill.length === 0) return say(t('announce.nothingToFill'))
    const taken = toFill.map((row) => takenOf(row, row.consensus.value, row.consensus.by))
    if (put('fill', taken)) say(t('announce.filled', { number: toFill.length }))
  }

  const run = (action: CompareAction) => {
    const row = rows.find(({ id }) => id === active) ?? null
    if (texts) {
      if (action.type === 'previous') return goToText(-1)
      if (action.type === 'next' || action.type === 'accept') return goToText(1)
      if (action.type === 'take' || action.type === 'fill') return say(t('announce.textsOnly'))
    }
    switch (action.type) {
      case 'accept':
        return row ? accept(row) : goTo(nextOpen(rows, items, null), open.length)
      case 'next':
        return goTo(nextOpen(rows, items, active), open.length)
      case 'previous': {
        const before = previousDisagreement(rows, active)
        return before ? goTo(before, open.length) : say(t('announce.allAgree'))
      }
      case 'take': {
        const column = columns.find(({ number }) => number === action.number)
        if (!column) return say(t('announce.noColumn', { number: action.number }))
        return row ? take(row, column) : say(t('announce.choose'))
      }
      case 'fill':
        return fill()
      case 'undo':
        return review?.undo()
      case 'redo':
        return review?.redo()
      case 'fit':
        return group.fit()
      case 'leave':
        return leave()
    }
  }

  return {
    kind,
    columns,
    rows,
    texts,
    differing,
    items,
    active,
    setActive,
    focusCount,
    said,
    open,
    toFill,
    nameOf,
    labelOf,
    fieldOf,
    nameOfText,
    take,
    run,
  }
}

export type Comparison = ReturnType<typeof useComparison>

import { Checkbox } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { DocumentSearch } from './document-search.ts'
import { DocumentRow } from './document-row.tsx'
import { placeOf, rememberPlace } from './place.ts'
import { stringifySearch } from '../../ui/search-parameters.ts'
import { useNow } from '../../ui/use-now.ts'
import { extend, isSelected, nothing, select, selectionStore, toggle } from './selection.ts'
import type { LoadedList } from './use-document-list.ts'
import classes from './document-list.module.css'

const rowHeight = 56
const cardHeight = 116
/** As document-list.module.css has it. */
const tableHeadHeight = 38
/** Rows before the end of what is loaded at which more is asked for. */
const ahead = 30

interface DocumentListProps {
  list: LoadedList
  search: DocumentSearch
  hrefOf: (documentId: string, what: 'workbench' | 'compare') => string
  onOpen: (documentId: string) => void
  onCompare: (documentId: string) => void
}

const columns = ['name', 'state', 'kind', 'provider', 'confidence', 'checks', 'who', 'when'] as const

function rowElement(scroller: HTMLElement | null, id: string): HTMLElement | null {
  return scroller?.querySelector<HTMLElement>(`[data-document="${CSS.escape(id)}"]`) ?? null
}

/** The documents as a grid (cards on a phone), drawn only where they are seen, worked by mouse, touch and keys alike. */
export function DocumentList({ list, search, hrefOf, onOpen, onCompare }: DocumentListProps) {
  const { t } = useTranslation()
  const narrow = useMediaQuery('(max-width: 62em)', false, { getInitialValueInEffect: false })
  const now = useNow()
  const { rows, ids, total = 0, hasMore, loadMore } = list
  const place = stringifySearch(search)
  const scroller = useRef<HTMLDivElement>(null)
  const [activeId, setActiveId] = useState(() => placeOf(place).activeId)
  const selection = useStore(selectionStore, (state) => state.selection)

  const active = Math.max(0, activeId === null ? 0 : ids.indexOf(activeId))

  const headHeight = narrow ? 0 : tableHeadHeight
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length + (hasMore ? 1 : 0),
    getScrollElement: () => scroller.current,
    getItemKey: (index) => rows[index]?.id ?? 'more',
    estimateSize: () => (narrow ? cardHeight : rowHeight),
    overscan: 8,
    // The row with the focus stays, however far the list is scrolled: without it the keys would lead nowhere.
    rangeExtractor: (range) => {
      const seen = defaultRangeExtractor(range)
      return active < rows.length && !seen.includes(active) ? [active, ...seen].sort((a, b) => a - b) : seen
    },
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    initialOffset: () => placeOf(place).offset,
  })
  const virtualRows = virtualizer.getVirtualItems()
  const last = virtualizer.range?.endIndex ?? 0
  useEffect(() => {
    if (hasMore && last >= rows.length - ahead) loadMore()
  }, [hasMore, last, rows.length, loadMore])

  // Another filter is another list: from its top, with nothing chosen.
  useEffect(() => {
    if (selectionStore.getState().place === place) return
    selectionStore.setState({ place, selection: nothing })
    scroller.current?.scrollTo({ top: placeOf(place).offset })
  }, [place])

  // Coming back from the workbench, the keys go on where they left off. The rows are there once the list knows its height.
  const returning = useRef(activeId !== null)
  const drawn = virtualRows.length > 0
  useEffect(() => {
    if (!drawn || !returning.current) return
    returning.current = false
    const id = placeOf(selectionStore.getState().place).activeId
    if (id !== null && document.activeElement === document.body)
      rowElement(scroller.current, id)?.focus({ preventScroll: true })
  }, [drawn])

  function moveTo(index: number, ranged: boolean): void {
    const target = Math.min(Math.max(0, index), rows.length - 1)
    const id = ids[target]
    if (id === undefined) return
    setActiveId(id)
    rememberPlace(place, { offset: scroller.current?.scrollTop ?? 0, activeId: id })
    if (ranged)
      select(extend(selection.anchor === null ? { ...selection, anchor: ids[active] ?? null } : selection, id, ids))
    virtualizer.scrollToIndex(target, { align: 'auto' })
    // The row may have to be drawn before it can be focused.
    requestAnimationFrame(() => rowElement(scroller.current, id)?.focus({ preventScroll: true }))
  }

  function choose(id: string, ranged: boolean): void {
    select(ranged ? extend(selection, id, ids) : toggle(selection, id, ids))
  }

  function open(id: string, go = onOpen): void {
    rememberPlace(place, { offset: scroller.current?.scrollTop ?? 0, activeId: id })
    go(id)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target instanceof HTMLElement && event.target.closest('input, a') && event.key !== 'Escape') return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / (narrow ? cardHeight : rowHeight)) - 1)
    const id = ids[active]
    const moves: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: rows.length - 1,
    }
    const target = moves[event.key]
    if (target !== undefined) moveTo(target, event.shiftKey)
    else if (event.key === ' ' && id) choose(id, event.shiftKey)
    else if (event.key === 'Enter' && id && !event.repeat) open(id)
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) select({ all: true, ids: new Set(), anchor: null })
    else if (event.key === 'Escape' && (selection.all || selection.ids.size > 0)) select(nothing)
    else return
    event.preventDefault()
  }

  function onRowClick(event: MouseEvent, id: string): void {
    if (event.target instanceof HTMLElement && event.target.closest('input, label')) return
    if (event.button !== 0 || event.metaKey || event.ctrlKey) return
    event.preventDefault()
    setActiveId(id)
    // The whole cell of the checkbox chooses: a finger needs more than the box.
    if (event.target instanceof Element && event.target.closest('[data-compare]')) open(id, onCompare)
    else if (event.target instanceof HTMLElement && event.target.closest('[data-select]')) choose(id, event.shiftKey)
    else if (event.shiftKey) choose(id, true)
    else open(id)
  }

  const loadedSelected = selection.all || (ids.length > 0 && ids.every((id) => selection.ids.has(id)))
  return (
    <div
      ref={scroller}
      className={classes['scroller']}
      data-stale={list.isStale || undefined}
      onScroll={(event) => rememberPlace(place, { offset: event.currentTarget.scrollTop, activeId })}
    >
      <p id="queue-hint" hidden>
        {t('queue.hint')}
      </p>
      {/* The rows are drawn as needed and worked by arrow keys: a grid (WAI-ARIA, pattern "grid"), marked up as the table that it also is. */}
      <table
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
        role="grid"
        className={classes['grid']}
        aria-label={t('queue.table')}
        aria-describedby="queue-hint"
        aria-rowcount={total + 1}
        aria-multiselectable="true"
        aria-busy={list.isStale}
        onKeyDown={onKeyDown}
      >
        <thead className={classes['headGroup']}>
          <tr aria-rowindex={1} className={classes['head']}>
            <th scope="col" className={classes['select']}>
              <Checkbox
                aria-label={t('queue.selectLoaded')}
                checked={loadedSelected}
                indeterminate={!loadedSelected && selection.ids.size > 0}
                onChange={() => select(loadedSelected ? nothing : { all: !hasMore, ids: new Set(ids), anchor: null })}
              />
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className={classes[column]}>
                {t(`queue.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={classes['rows']} style={{ height: virtualizer.getTotalSize() }}>
          {virtualRows.map(({ index, key, start, size }) => {
            const document = rows[index]
            const style = { height: size, transform: `translateY(${start - headHeight}px)` }
            if (!document) {
              return (
                <tr key={key} aria-rowindex={index + 2} className={classes['more']} style={style}>
                  <td>{t('queue.loadingMore')}</td>
                </tr>
              )
            }
            return (
              <DocumentRow
                key={key}
                document={document}
                index={index}
                style={style}
                href={hrefOf(document.id, 'workbench')}
                compareHref={hrefOf(document.id, 'compare')}
                now={now}
                selected={isSelected(selection, document.id)}
                active={index === active}
                onClick={onRowClick}
                onFocus={setActiveId}
                onToggle={choose}
              />
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

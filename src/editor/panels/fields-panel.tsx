import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useLayoutEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { itemsIn } from '../model/editor-state.ts'
import { useEditor } from '../use-editor.ts'
import { useWorkbench } from '../workbench-context.ts'
import { FieldRow } from './field-row.tsx'
import { JumpTo } from './jump-to.tsx'
import classes from './panels.module.css'
import { useFocusFollowing } from './use-focus-following.ts'
import { useItemName } from './use-item-name.ts'

/** From so many items on only those in sight are in the page. */
const VIRTUAL_FROM = 80
const ROW_HEIGHT = 72

interface RowFacts {
  id: string
  label: string
}

/** The names of all items; they change only when items come, go or the language changes. */
function useRows(): readonly RowFacts[] {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const ids = useEditor(session, (state) =>
    itemsIn(state)
      // Cells of tables stand in their grids.
      .filter(({ source }) => source !== 'cell')
      .map(({ id }) => id)
      .join('\n'),
  )
  const nameOf = useItemName()
  return useMemo(() => {
    const all = ids === '' ? [] : ids.split('\n')
    const isNumbered = (id: string) => id.startsWith('line:') || id.startsWith('new:')
    let lines = 0
    // Lines that an operator drew stand among the others: a line's number is its place.
    return all.map((id) => ({ id, label: isNumbered(id) ? t('fields.line', { number: ++lines }) : nameOf(id) }))
  }, [ids, nameOf, t])
}

/** The list of fields, or of lines: the mirror of every box for the keyboard and for readers. */
export function FieldsPanel() {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const rows = useRows()
  return rows.length === 0 ? (
    <div className={classes['empty']}>
      <p>{t('fields.none')}</p>
      <p>{t('fields.drawHint')}</p>
    </div>
  ) : rows.length >= VIRTUAL_FROM ? (
    <VirtualRows key={session.state.documentId} rows={rows} />
  ) : (
    <PlainRows rows={rows} />
  )
}

/** Few rows: those of the next document take the place of the ones before, inputs and all. */
function PlainRows({ rows }: { rows: readonly RowFacts[] }) {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const scroller = useRef<HTMLDivElement>(null)
  const scrolled = useRef(session)
  useLayoutEffect(() => {
    if (scrolled.current === session) return
    scrolled.current = session
    scroller.current!.scrollTop = 0
  }, [session])
  useFocusFollowing(() => {})
  return (
    <div ref={scroller} className={classes['scroller']}>
      <ol className={classes['rows']} aria-label={t('fields.list')}>
        {rows.map(({ id, label }, index) => (
          <li key={id}>
            <FieldRow id={id} number={index + 1} label={label} />
          </li>
        ))}
      </ol>
    </div>
  )
}

function VirtualRows({ rows }: { rows: readonly RowFacts[] }) {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const scroller = useRef<HTMLDivElement>(null)
  const focus = useEditor(session, (state) => state.focus)
  const position = useMemo(() => rows.findIndex(({ id }) => id === focus), [rows, focus])
  // Nothing of it is handed on to memoised components.
  // oxlint-disable-next-line react/incompatible-library
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]!.id,
    overscan: 8,
    rangeExtractor: (range) => withFocused(range, position),
  })
  useFocusFollowing((id) => {
    const index = rows.findIndex((row) => row.id === id)
    if (index < 0 || list.getVirtualItems().some((row) => row.index === index)) return
    list.scrollToIndex(index, { align: 'center' })
  })
  const visible = list.getVirtualItems()
  const wanted = visible.some(({ index }) => index === position)
  useFocusWhenShown(wanted)
  return (
    <>
      <JumpTo count={rows.length} onGo={(index) => session.focus(rows[index]!.id)} />
      <div ref={scroller} className={classes['scroller']}>
        <ol
          className={classes['rows']}
          aria-label={t('fields.list')}
          style={{ position: 'relative', blockSize: list.getTotalSize() }}
        >
          {visible.map(({ index, key, start }) => (
            <li
              key={key}
              ref={list.measureElement}
              data-index={index}
              aria-posinset={index + 1}
              aria-setsize={rows.length}
              style={{ position: 'absolute', insetInline: 0, insetBlockStart: 0, transform: `translateY(${start}px)` }}
            >
              <FieldRow id={rows[index]!.id} number={index + 1} label={rows[index]!.label} />
            </li>
          ))}
        </ol>
      </div>
    </>
  )
}

/**
 * The rows in sight, and wherever the list is scrolled to the one in focus between its neighbours: the keyboard's focus is never lost with
 * its row, and who reads row by row finds the next one.
 */
function withFocused(range: Range, position: number): number[] {
  const near = position < 0 ? [] : [position - 1, position, position + 1]
  const indexes = new Set([...defaultRangeExtractor(range), ...near])
  return [...indexes].filter((index) => index >= 0 && index < range.count).sort((first, second) => first - second)
}

/** A row that was scrolled to gets the keyboard's focus once it is there. */
function useFocusWhenShown(shown: boolean): void {
  const { session } = useWorkbench()
  const served = useRef(0)
  const count = useEditor(session, (state) => state.focusCount)
  useLayoutEffect(() => {
    const { focus, focusDecision, dialog } = session.state
    if (!shown || focus === null || focusDecision || dialog !== null || served.current === count) return
    served.current = count
    const input = document.querySelector<HTMLInputElement>(`[data-item="${CSS.escape(focus)}"]`)
    if (input && document.activeElement !== input) {
      input.focus({ preventScroll: true })
      input.select()
    }
  }, [session, shown, count])
}

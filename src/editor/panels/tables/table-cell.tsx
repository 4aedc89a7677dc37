import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlacedCell } from '#contract/table-structure'
import { confidenceLevel } from '../../model/histogram.ts'
import { inCaret, selectedArea } from '../../model/tables/selection.ts'
import { areaOf, columnName, meets } from '../../model/tables/grid.ts'
import { selectCell, takeCaret } from '../../model/tables/table-actions.ts'
import { useEditor } from '../../use-editor.ts'
import { useWorkbench } from '../../workbench-context.ts'
import { LevelMark } from '../confidence-chip.tsx'
import { FieldInput } from '../field-input.tsx'
import classes from './tables.module.css'

/** A word that would make its column wider than what else stands there: it is parted. */
const LONG_WORD = /\S{25}/u

/** One cell of a grid: its text, or its input when it has the focus. */
export const TableCell = memo(function TableCell({
  cell,
  table,
  stop,
}: {
  cell: PlacedCell
  table: number
  /** Tab comes here when no cell of the grid has the focus. */
  stop: boolean
}) {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const id = cell.item
  const item = useEditor(session, (state) => state.byId.get(id))
  const flag = useEditor(session, (state) => state.flags.get(id) ?? null)
  const threshold = useEditor(session, (state) => state.threshold)
  const current = useEditor(session, (state) => state.focus === id && !state.focusDecision)
  const caret = useEditor(session, (state) => state.focus === id && inCaret(state))
  const selected = useEditor(session, (state) => {
    const area = selectedArea(state, table)
    return area !== null && meets(area, areaOf(cell))
  })
  // Its item went a moment before its place does.
  if (!item) return null
  const corrected = item.value !== item.machine.value
  const doubted = !corrected && !item.accepted && item.value !== null
  const level = doubted ? confidenceLevel(item.confidence, threshold) : 'high'
  const label = t('fields.cell', { row: cell.row + 1, column: cell.column + 1 })
  const state = item.mark ? t(`fields.${item.mark}`) : flag ? t(`flag.${flag}`) : null
  return (
    <td
      className={classes['cell']}
      rowSpan={cell.rowSpan}
      colSpan={cell.columnSpan}
      aria-rowindex={cell.row + 1}
      aria-colindex={cell.column + 1}
      aria-selected={selected}
      data-row={id}
      data-flag={flag ?? undefined}
      data-current={current || undefined}
      data-corrected={corrected || undefined}
      data-long={LONG_WORD.test(item.value ?? '') || undefined}
      data-name={`${columnName(cell.column)}${cell.row + 1}`}
      tabIndex={current ? undefined : stop ? 0 : -1}
      onFocus={(event) => {
        if (event.target === event.currentTarget && !current) selectCell(session, id)
      }}
      onPointerDown={(event) => {
        if (current) takeCaret(session)
        else if (event.shiftKey) {
          event.preventDefault()
          selectCell(session, id, true)
        }
      }}
    >
      {(level !== 'high' || flag !== null) && (
        <span className={classes['level']} data-level={level}>
          <LevelMark level={flag !== null && level === 'high' ? 'medium' : level} />
        </span>
      )}
      {current ? (
        <FieldInput
          item={item}
          label={state === null ? label : `${label}, ${state}`}
          place={caret ? 'field' : 'cell'}
        />
      ) : (
        <bdi dir="auto">{item.value ?? '\u00a0'}</bdi>
      )}
      {state !== null && !current && <span className={classes['spoken']}>{state}</span>}
    </td>
  )
})

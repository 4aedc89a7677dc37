import { useMemo, type ClipboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { tableHtml, tableTsv } from '#contract/table-text'
import { isEditable } from '../../model/editor-state.ts'
import { columnName, holesOf } from '../../model/tables/grid.ts'
import {
  clearCells,
  fillHole,
  isSeveral,
  pasteTexts,
  selectArea,
  selectedTable,
  selectsSeveral,
} from '../../model/tables/table-actions.ts'
import { useEditor } from '../../use-editor.ts'
import { useWorkbench } from '../../workbench-context.ts'
import { pastedTexts } from './clipboard.ts'
import { TableCell } from './table-cell.tsx'
import classes from './tables.module.css'

/** A table as a grid that is bound to its cells on the page. */
export function TableGrid({ table }: { table: number }) {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const structure = useEditor(session, (state) => state.document?.review.tables[table])
  const inside = useEditor(session, (state) => {
    return state.focus !== null && structure?.cells.some(({ item }) => item === state.focus) === true
  })
  const editable = useEditor(session, isEditable)
  const rows = useMemo(() => {
    if (!structure) return []
    const holes = holesOf(structure)
    return Array.from({ length: structure.rows }, (_, row) =>
      [
        ...structure.cells.filter((cell) => cell.row === row).map((cell) => ({ column: cell.column, cell })),
        ...holes.filter((hole) => hole.row === row).map(({ column }) => ({ column, cell: null })),
      ].toSorted((first, second) => first.column - second.column),
    )
  }, [structure])
  if (!structure) return null
  const { rows: rowCount, columns: columnCount } = structure
  if (rowCount === 0 || columnCount === 0) return <p className={classes['gone']}>{t('tables.gone')}</p>
  const columns = Array.from({ length: columnCount }, (_, column) => column)

  const onCopy = (event: ClipboardEvent) => {
    const selected = selectsSeveral(session) ? selectedTable(session) : null
    if (!selected) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', tableTsv(selected))
    event.clipboardData.setData('text/html', tableHtml(selected))
    if (event.type === 'cut' && editable) clearCells(session)
  }
  const onPaste = (event: ClipboardEvent) => {
    const texts = pastedTexts(event.clipboardData)
    // One text for one cell goes where the caret is.
    if (!isSeveral(texts) && !selectsSeveral(session)) return
    event.preventDefault()
    pasteTexts(session, texts)
  }
  return (
    // Columns stand as they do on the page, whichever way the console's language runs.
    <div className={classes['scroller']} dir="ltr">
      <table
        // A table whose cells are moved through with the arrow keys (ARIA, "grid").
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role
        role="grid"
        className={classes['grid']}
        aria-label={t('tables.grid', { number: table + 1, rows: rowCount, columns: columnCount })}
        aria-multiselectable="true"
        onCopy={onCopy}
        onCut={onCopy}
        onPaste={onPaste}
      >
        <thead>
          <tr>
            <th scope="col">
              <button
                type="button"
                tabIndex={-1}
                aria-label={t('tables.selectAll')}
                onClick={() =>
                  selectArea(session, table, { top: 0, left: 0, bottom: rowCount - 1, right: columnCount - 1 })
                }
              />
            </th>
            {columns.map((column) => (
              <th key={column} scope="col">
                <button
                  type="button"
                  tabIndex={-1}
                  aria-label={t('tables.selectColumn', { name: columnName(column) })}
                  onClick={() =>
                    selectArea(session, table, { top: 0, left: column, bottom: rowCount - 1, right: column })
                  }
                >
                  {columnName(column)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((places, row) => (
            // A row has no name but its place.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={row}>
              <th scope="row">
                <button
                  type="button"
                  tabIndex={-1}
                  aria-label={t('tables.selectRow', { number: row + 1 })}
                  onClick={() => selectArea(session, table, { top: row, left: 0, bottom: row, right: columnCount - 1 })}
                >
                  {row + 1}
                </button>
              </th>
              {places.map(({ column, cell }) =>
                cell ? (
                  <TableCell key={cell.item} cell={cell} table={table} stop={!inside && cell === structure.cells[0]} />
                ) : (
                  <td key={`hole ${column}`} className={classes['hole']}>
                    <button
                      type="button"
                      tabIndex={-1}
                      disabled={!editable}
                      aria-label={t('tables.hole', { row: row + 1, column: column + 1 })}
                      onClick={() => fillHole(session, table, row, column)}
                    >
                      +
                    </button>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Recognition } from '#contract/result'
import { useLighting, useLit } from '../highlight.ts'
import classes from './result-tab.module.css'

type Table = Recognition['tables'][number]
type Cell = Table['cells'][number]

function CellView({ cell, id }: { cell: Cell; id: string }) {
  const lit = useLit(id)
  const lighting = useLighting(id, 'list')
  return (
    <td colSpan={cell.columnSpan} rowSpan={cell.rowSpan} data-lit={lit}>
      <button type="button" className={classes['cell']} {...lighting}>
        <bdi dir="auto">{cell.text || '\u00a0'}</bdi>
      </button>
    </td>
  )
}

/** A table as it stands on the page, cells that span several places included. */
export function TableSection({ table, index }: { table: Table; index: number }) {
  const { t } = useTranslation('explorer')
  const rows = useMemo(() => {
    const found = new Map<number, { cell: Cell; at: number }[]>()
    for (const [at, cell] of table.cells.entries()) found.set(cell.row, [...(found.get(cell.row) ?? []), { cell, at }])
    return [...found].sort(([a], [b]) => a - b)
  }, [table])
  return (
    // What scrolls must be reachable by the keyboard: its cells are.
    <div className={classes['tableScroller']}>
      <table className={classes['table']}>
        <caption>{t('result.size', { rows: table.rows, columns: table.columns })}</caption>
        <tbody>
          {rows.map(([row, cells]) => (
            <tr key={row}>
              {cells
                .toSorted((a, b) => a.cell.column - b.cell.column)
                .map(({ cell, at }) => (
                  <CellView key={at} cell={cell} id={`cell:${index}:${at}`} />
                ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

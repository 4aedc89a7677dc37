import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReviewItem } from '#contract/review'
import { labelText } from '../../ui/recogniser.ts'
import { ColumnHead } from './column-head.tsx'
import type { Column } from './columns.ts'
import { ConsensusCell, ReadingCell, ReviewCell } from './matrix-cells.tsx'
import { agreementOf, isSettled, type Row } from './matrix.ts'
import { isDisagreement } from '#contract/consensus'
import classes from './matrix-table.module.css'

interface MatrixTableProps {
  columns: readonly Column[]
  rows: readonly Row[]
  items: ReadonlyMap<string, ReviewItem>
  active: string | null
  /** Grows whenever the keyboard's focus should go to the active row. */
  focusCount: number
  editable: boolean
  nameOf: (column: Column) => string
  labelOf: (column: Column) => string
  fieldOf: (row: Row) => string
  onActive: (id: string) => void
  onTake: (row: Row, column: Column) => void
  onAgain: (column: Column) => void
}

/** Fields by recogniser: what each says, what most say, and what stands in the review. */
export function MatrixTable(props: MatrixTableProps) {
  const { columns, rows, items, active, focusCount, editable, nameOf, labelOf, fieldOf, onActive, onTake, onAgain } =
    props
  const { t } = useTranslation('compare')
  const scroller = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (focusCount === 0) return
    const row = scroller.current?.querySelector<HTMLElement>('[aria-current="true"]')
    row?.focus({ preventScroll: true })
    row?.scrollIntoView({ block: 'nearest' })
  }, [focusCount])
  return (
    // The table may be wider than the screen: arrow keys scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section ref={scroller} className={classes['scroller']} aria-label={t('matrix.label')} tabIndex={0}>
      <table className={classes['matrix']}>
        <thead>
          <tr>
            <th scope="col" className={classes['field']}>
              {t('matrix.field')}
            </th>
            <th scope="col">{t('matrix.consensus')}</th>
            <th scope="col">{t('matrix.review')}</th>
            {columns.map((column) => (
              <th key={column.id} scope="col" data-column={column.number}>
                <ColumnHead
                  column={column}
                  name={labelOf(column)}
                  agreement={agreementOf(rows, column.id)}
                  onAgain={onAgain}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const item = items.get(row.id)
            const open = isDisagreement(row.consensus) && !isSettled(item)
            const field = fieldOf(row)
            return (
              <tr
                key={row.id}
                data-row={row.id}
                data-open={open || undefined}
                aria-current={row.id === active ? 'true' : undefined}
                tabIndex={-1}
                onClick={() => onActive(row.id)}
                onFocus={() => onActive(row.id)}
              >
                <th scope="row" className={classes['field']}>
                  {field}
                </th>
                <ConsensusCell row={row} />
                <ReviewCell item={item} />
                {row.cells.map((cell) => (
                  <ReadingCell
                    key={cell.column.id}
                    cell={cell}
                    field={field}
                    name={nameOf(cell.column)}
                    disabled={!editable || !item}
                    onTake={() => onTake(row, cell.column)}
                  />
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

/** What a row is called: its field, with its number where it occurs several times. */
export function rowName({ label, occurrence }: Row, language: string): { name: string; number: number | null } {
  return { name: labelText(label, language), number: occurrence }
}

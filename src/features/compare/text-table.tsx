import { IconEqualNot } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../ui/format.ts'
import { ColumnHead } from './column-head.tsx'
import type { Column } from './columns.ts'
import classes from './matrix-table.module.css'
import { Runs } from './runs.tsx'
import { differs, type TextCell, type TextMatrix, type TextRow } from './texts.ts'

/** More rows than this make a page slow that nobody reads to its end. */
const SHOWN_AT_MOST = 500
const noFields = { agreed: 0, of: 0 }

function Text({ cell: { state, runs } }: { cell: TextCell }) {
  const { t } = useTranslation('compare')
  if (state === 'absent' || state === 'waiting' || state === 'failed') {
    return <span className={classes['quiet']}>{t(state === 'absent' ? 'texts.absent' : `matrix.${state}`)}</span>
  }
  return (
    <>
      <Runs runs={runs} />
      {state === 'other' && (
        <span className={classes['facts']}>
          <span className={classes['says']}>
            <IconEqualNot size={15} stroke={2.25} aria-hidden="true" />
            {t('matrix.differs')}
          </span>
        </span>
      )}
    </>
  )
}

interface TextTableProps {
  columns: readonly Column[]
  texts: TextMatrix
  active: string | null
  /** Grows whenever the keyboard's focus should go to the active row. */
  focusCount: number
  nameOfText: (row: TextRow) => string
  onActive: (id: string) => void
  labelOf: (column: Column) => string
  onAgain: (column: Column) => void
}

/** For kinds without fields: lines, or cells of tables, by recogniser, each held against the reading under review. */
export function TextTable({
  columns,
  texts: { rows, alike, of },
  active,
  focusCount,
  nameOfText,
  labelOf,
  onActive,
  onAgain,
}: TextTableProps) {
  const { t } = useTranslation('compare')
  const format = useFormat()
  const scroller = useRef<HTMLElement>(null)
  // A box on the page was pressed, or a key goes to the next text: its row comes into sight.
  useEffect(() => {
    if (active === null) return
    const row = scroller.current?.querySelector(`[data-row="${CSS.escape(active)}"]`)
    row?.scrollIntoView({ block: 'nearest' })
  }, [active])
  useEffect(() => {
    if (focusCount === 0) return
    scroller.current?.querySelector<HTMLElement>('[aria-current="true"]')?.focus({ preventScroll: true })
  }, [focusCount])
  return (
    // The table may be wider than the screen: arrow keys scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section ref={scroller} className={classes['scroller']} aria-label={t('texts.label')} tabIndex={0}>
      <table className={classes['matrix']}>
        <thead>
          <tr>
            <th scope="col" className={classes['field']}>
              {t('texts.text')}
            </th>
            {columns.map((column) => (
              <th key={column.id} scope="col" data-column={column.number}>
                <ColumnHead column={column} name={labelOf(column)} agreement={noFields} onAgain={onAgain} />
                {column.reading.status === 'succeeded' && alike.has(column.id) && (
                  <span className={classes['facts']}>
                    {t('texts.alike', { alike: format.number(alike.get(column.id)!), of: format.number(of) })}
                  </span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN_AT_MOST).map((row) => (
            <tr
              key={row.id}
              data-row={row.id}
              data-open={differs(row) || undefined}
              aria-current={row.id === active ? 'true' : undefined}
              tabIndex={-1}
              onClick={() => onActive(row.id)}
              onFocus={() => onActive(row.id)}
            >
              <th scope="row" className={classes['field']}>
                {nameOfText(row)}
              </th>
              {row.cells.map((cell) => (
                <td
                  key={cell.column.id}
                  data-head={`${cell.column.number} ${labelOf(cell.column)}`}
                  data-state={cell.state}
                  data-differs={cell.state === 'other' || undefined}
                >
                  <Text cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > SHOWN_AT_MOST && (
        <p className={classes['quiet']}>{t('texts.more', { number: format.number(rows.length - SHOWN_AT_MOST) })}</p>
      )}
    </section>
  )
}

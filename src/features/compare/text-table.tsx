import { IconEqualNot } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../ui/format.ts'
import { ColumnHead } from './column-head.tsx'
import type { Column } from './columns.ts'
import classes from './matrix-table.module.css'
import { Runs } from './runs.tsx'
import { textMatrixOf, type TextCell } from './texts.ts'

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
  labelOf: (column: Column) => string
  onAgain: (column: Column) => void
}

/** For kinds without fields: lines, or cells of tables, by recogniser, each held against the reading under review. */
export function TextTable({ columns, labelOf, onAgain }: TextTableProps) {
  const { t } = useTranslation('compare')
  const format = useFormat()
  const { rows, alike, of } = useMemo(() => textMatrixOf(columns), [columns])
  return (
    // The table may be wider than the screen: arrow keys scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={classes['scroller']} aria-label={t('texts.label')} tabIndex={0}>
      <table className={classes['matrix']}>
        <thead>
          <tr>
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
          {rows.slice(0, SHOWN_AT_MOST).map(({ id, cells }) => (
            <tr key={id} data-row={id}>
              {cells.map((cell) => (
                <td key={cell.column.id} data-state={cell.state} data-differs={cell.state === 'other' || undefined}>
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

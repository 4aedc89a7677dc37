import { Button, SegmentedControl } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../save-file.ts'
import { FigureLink } from './figure-link.tsx'
import classes from './figure-panel.module.css'
import { figuresCsv, type FigureColumn } from './figure-table.ts'

interface FigurePanelProps<Row> {
  title: string
  text?: string
  /** The name of the CSV, without its ending. */
  fileName: string
  columns: readonly FigureColumn<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** The picture of the same numbers; absent where the table says it best. */
  children?: ReactNode
}

/** A chart with its numbers as a table and as CSV: whoever cannot see or trust the picture has the figures, each with its link to the calls behind it. */
export function FigurePanel<Row>({ title, text, fileName, columns, rows, rowKey, children }: FigurePanelProps<Row>) {
  const { t } = useTranslation()
  const heading = useId()
  const [view, setView] = useState<'chart' | 'table'>(children ? 'chart' : 'table')
  return (
    <section className={classes['panel']} aria-labelledby={heading}>
      <header className={classes['head']}>
        <div className={classes['lead']}>
          <h2 id={heading} className={classes['title']}>
            {title}
          </h2>
          {text && <p className={classes['text']}>{text}</p>}
        </div>
        <div className={classes['tools']}>
          {children && (
            <SegmentedControl
              size="xs"
              aria-label={t('figures.view', { title })}
              value={view}
              onChange={(value) => setView(value === 'table' ? 'table' : 'chart')}
              data={[
                { value: 'chart', label: t('figures.chart') },
                { value: 'table', label: t('figures.table') },
              ]}
            />
          )}
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconDownload size={15} aria-hidden="true" />}
            aria-label={t('figures.csvOf', { title })}
            onClick={() => saveFile(`${fileName}.csv`, new Blob([figuresCsv(columns, rows)], { type: 'text/csv' }))}
          >
            {t('figures.csv')}
          </Button>
        </div>
      </header>
      {rows.length === 0 && <p className={classes['none']}>{t('figures.none')}</p>}
      {rows.length > 0 && view === 'chart' && <div className={classes['chart']}>{children}</div>}
      {rows.length > 0 && view === 'table' && (
        // What scrolls must be reachable by keys (WCAG 2.1.1).
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className={classes['scroll']} aria-label={t('figures.tableOf', { title })} tabIndex={0}>
          <table className={classes['table']}>
            <thead>
              <tr>
                {columns.map(({ key, label, numeric }) => (
                  <th key={key} scope="col" data-numeric={numeric}>
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={rowKey(row)}>
                  {columns.map((column) => {
                    const href = column.href?.(row)
                    return (
                      <td key={column.key} data-numeric={column.numeric} data-wraps={column.wraps}>
                        {href === undefined ? (
                          column.text(row)
                        ) : (
                          <FigureLink href={href}>{column.text(row)}</FigureLink>
                        )}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  )
}

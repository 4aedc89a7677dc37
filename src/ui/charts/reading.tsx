import type { TooltipContentProps } from 'recharts'
import classes from './charts.module.css'
import type { ChartSeries } from './series.ts'
import { Swatch } from './swatch.tsx'

/** `active`, `payload` and `label` are recharts' own, which it adds: where the pointer is. */
interface ReadingProps<Row> extends Partial<Pick<TooltipContentProps, 'active' | 'payload' | 'label'>> {
  series: readonly (ChartSeries<Row> & { look: number })[]
  line: boolean
  direction: 'ltr' | 'rtl'
  moment: (moment: string) => string
  format: (value: number) => string
}

/** What the series are at the moment under the pointer. */
export function Reading<Row>({ series, line, direction, moment, format, active, payload, label }: ReadingProps<Row>) {
  const row = payload?.[0]?.payload as Row | undefined
  if (active !== true || row === undefined) return null
  return (
    <div className={classes['reading']} dir={direction}>
      <p className={classes['moment']}>{moment(String(label))}</p>
      <ul>
        {series.map(({ key, label: name, look, value }) => {
          const number = value(row)
          return (
            <li key={key}>
              <Swatch look={look} line={line} />
              <span>{name}</span>
              <b>{number === null ? '–' : format(number)}</b>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

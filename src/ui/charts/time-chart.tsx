import { useId, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Symbols, Tooltip, XAxis, YAxis } from 'recharts'
import { localeOf } from '../language/locale.ts'
import classes from './charts.module.css'
import { momentLabels } from './days.ts'
import { SeriesPatterns } from './patterns.tsx'
import { Reading } from './reading.tsx'
import { colourAt, lookAt, patternId, type ChartSeries } from './series.ts'
import { Swatch } from './swatch.tsx'

interface TimeChartProps<Row> {
  /** One a moment, in order and without gaps (days.ts). */
  rows: readonly Row[]
  /** `yyyy-mm-dd`, or `yyyy-mm-ddThh` for hours. */
  at: (row: Row) => string
  series: readonly ChartSeries<Row>[]
  /** `stacked` where the series are parts of one whole. */
  as: 'bars' | 'stacked' | 'lines'
  /** A value as the axis and the tooltip write it. */
  format: (value: number) => string
  /** Whole numbers only on the axis, as of calls. */
  whole?: boolean
  /** Pixels. */
  height?: number
  /** A click on a moment; the table has the same as a link. */
  onPick?: (row: Row) => void
}

interface PointProps {
  cx?: number
  cy?: number
  index?: number
  value?: unknown
}

/** A point of a line: its look's own shape, and nothing where nothing was measured. */
const pointOf =
  (look: number) =>
  ({ cx, cy, index, value }: PointProps) =>
    value === null || cx === undefined || cy === undefined ? (
      <g key={index} />
    ) : (
      <Symbols key={index} cx={cx} cy={cy} size={38} type={lookAt(look).point} fill={colourAt(look)} />
    )

/** A figure of the scale in pixels, widest as any of 12 pixels' type is. */
const FIGURE = 7.5

/**
 * How wide the scale must be, in pixels, for its longest label. The library's own `auto` measures the labels before the data is there and
 * then cuts the longer ones off.
 */
function scaleWidth<Row>(
  rows: readonly Row[],
  series: readonly ChartSeries<Row>[],
  stacked: boolean,
  format: (value: number) => string,
): number {
  const tops = rows.map((row) => {
    const values = series.map(({ value }) => value(row) ?? 0)
    return stacked ? values.reduce((sum, value) => sum + value, 0) : Math.max(0, ...values)
  })
  const top = Math.max(1, ...tops)
  // The scale's topmost step may be rounder, and longer, than the highest value; its steps may have decimals that this has not.
  const labels = [format(top), format(top * 1.25), format(top * 0.75), format(top / 2)]
  return Math.ceil(Math.max(...labels.map(({ length }) => length)) * FIGURE) + 12
}

/**
 * Values over days or hours. It is a picture of numbers that a table beside it has (figure-panel.tsx) and is hidden from readers of screens. Time
 * runs from left to right in every language, as on a video's timeline; the scale stands where reading begins.
 */
export function TimeChart<Row>({
  rows,
  at,
  series,
  as,
  format,
  whole = false,
  height = 240,
  onPick,
}: TimeChartProps<Row>) {
  const { i18n } = useTranslation()
  const prefix = useId()
  const { short, long } = useMemo(() => momentLabels(localeOf(i18n.language)), [i18n.language])
  const isRightToLeft = i18n.dir() === 'rtl'
  const drawn = series.map((one, index) => ({ ...one, look: one.look ?? index }))
  // Points on top of each other say nothing.
  const withPoints = rows.length <= 45

  return (
    <div className={classes['figure']} aria-hidden="true">
      {drawn.length > 1 && (
        <ul className={classes['legend']}>
          {drawn.map(({ key, label, look }) => (
            <li key={key}>
              <Swatch look={look} line={as === 'lines'} />
              {label}
            </li>
          ))}
        </ul>
      )}
      <div className={classes['plot']} dir="ltr" style={{ height }}>
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height }}>
          <ComposedChart
            accessibilityLayer={false}
            data={[...rows]}
            margin={{ top: 8, right: isRightToLeft ? 0 : 12, bottom: 0, left: isRightToLeft ? 12 : 0 }}
            onClick={({ activeTooltipIndex }) => {
              const row = rows[Number(activeTooltipIndex)]
              if (row !== undefined) onPick?.(row)
            }}
            className={onPick ? classes['pickable'] : undefined}
          >
            <SeriesPatterns prefix={prefix} indexes={drawn.map(({ look }) => look)} />
            <CartesianGrid vertical={false} stroke="var(--fp-border)" />
            <XAxis
              dataKey={at as (row: unknown) => string}
              tickFormatter={short}
              tickLine={false}
              stroke="var(--fp-border-strong)"
              minTickGap={18}
              tickMargin={6}
            />
            <YAxis
              orientation={isRightToLeft ? 'right' : 'left'}
              width={scaleWidth(rows, drawn, as === 'stacked', format)}
              tickFormatter={format}
              tickLine={false}
              axisLine={false}
              allowDecimals={!whole}
              stroke="var(--fp-border-strong)"
            />
            <Tooltip
              content={
                <Reading series={drawn} line={as === 'lines'} direction={i18n.dir()} moment={long} format={format} />
              }
              isAnimationActive={false}
              cursor={as === 'lines' ? { stroke: 'var(--fp-border-strong)' } : { fill: 'var(--fp-surface-hover)' }}
            />
            {drawn.map(({ key, value, look }) =>
              as === 'lines' ? (
                <Line
                  key={key}
                  name={key}
                  dataKey={value as (row: unknown) => number | null}
                  stroke={colourAt(look)}
                  strokeWidth={2.25}
                  strokeDasharray={lookAt(look).dash}
                  dot={withPoints && pointOf(look)}
                  isAnimationActive={false}
                />
              ) : (
                <Bar
                  key={key}
                  name={key}
                  dataKey={value as (row: unknown) => number | null}
                  {...(as === 'stacked' && { stackId: 'whole' })}
                  fill={`url(#${patternId(prefix, look)})`}
                  stroke={colourAt(look)}
                  strokeWidth={1}
                  maxBarSize={36}
                  isAnimationActive={false}
                />
              ),
            )}
          </ComposedChart>
        </ResponsiveContainer>
      </div>
    </div>
  )
}

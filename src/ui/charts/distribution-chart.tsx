import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Pie, PieChart, Sector, type PieSectorShapeProps } from 'recharts'
import { useFormat } from '../format.ts'
import classes from './charts.module.css'
import { FigureLink } from './figure-link.tsx'
import { partsOf, type DistributionPart } from './parts.ts'
import { SeriesPatterns } from './patterns.tsx'
import { colourAt, patternId } from './series.ts'
import { Swatch } from './swatch.tsx'

interface DistributionChartProps {
  label: string
  parts: readonly DistributionPart[]
  /** What stands in the middle: the whole, in words. */
  whole: string
  wholeLabel: string
}

const size = 196

/**
 * The parts of a whole as a ring, with a list beside it that has each part's name, value, share and link. The ring is a picture of that list. Small
 * parts beyond the sixth are taken together.
 */
export function DistributionChart({ label, parts, whole, wholeLabel }: DistributionChartProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const prefix = useId()
  const shown = partsOf(parts, t('figures.others'), format.number)
  const total = shown.reduce((sum, { value }) => sum + value, 0)
  const drawSector = ({ index, ...sector }: PieSectorShapeProps) => (
    <Sector {...sector} fill={`url(#${patternId(prefix, index)})`} stroke={colourAt(index)} strokeWidth={1} />
  )
  return (
    <div className={classes['distribution']}>
      <div className={classes['ring']} aria-hidden="true" dir="ltr">
        <PieChart width={size} height={size} accessibilityLayer={false}>
          <SeriesPatterns prefix={prefix} indexes={shown.map((_, index) => index)} />
          <Pie
            data={[...shown]}
            dataKey="value"
            nameKey="label"
            innerRadius="64%"
            outerRadius="98%"
            startAngle={90}
            endAngle={-270}
            paddingAngle={shown.length > 1 ? 1.5 : 0}
            isAnimationActive={false}
            // What is hidden from readers of screens must not take the focus.
            rootTabIndex={-1}
            shape={drawSector}
          />
        </PieChart>
        <p className={classes['whole']}>
          <b>{whole}</b>
          <span>{wholeLabel}</span>
        </p>
      </div>
      <ul className={classes['parts']} aria-label={label}>
        {shown.map(({ key, label: name, note, value, text, href }, index) => (
          <li key={key}>
            <Swatch look={index} />
            <span className={classes['name']}>
              <span dir="auto">{name}</span>
              {note && <small dir="auto">{note}</small>}
            </span>
            <b className={classes['value']}>
              {href === undefined ? text : <FigureLink href={href}>{text}</FigureLink>}
            </b>
            <span className={classes['share']}>{format.percent(total === 0 ? 0 : value / total)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

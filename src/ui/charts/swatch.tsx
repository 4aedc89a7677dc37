import { useId } from 'react'
import classes from './charts.module.css'
import { SeriesPatterns } from './patterns.tsx'
import { colourAt, lookAt, patternId } from './series.ts'

/** A sample of a series' look, beside its name: of its bars, or of its line. */
export function Swatch({ look, line = false }: { look: number; line?: boolean }) {
  const prefix = useId()
  return (
    <svg className={classes['swatch']} width={18} height={12} aria-hidden="true">
      {line ? (
        <line
          x1={0}
          y1={6}
          x2={18}
          y2={6}
          stroke={colourAt(look)}
          strokeWidth={2.5}
          strokeDasharray={lookAt(look).dash}
        />
      ) : (
        <>
          <SeriesPatterns prefix={prefix} indexes={[look]} />
          <rect
            x={0.5}
            y={0.5}
            width={17}
            height={11}
            rx={2}
            fill={`url(#${patternId(prefix, look)})`}
            stroke={colourAt(look)}
          />
        </>
      )}
    </svg>
  )
}

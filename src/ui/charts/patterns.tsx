import { colourAt, lookAt, patternId, type Look } from './series.ts'

/** What lies on the paler ground of a pattern, in a tile of 8 by 8. */
const strokes: Record<Look['pattern'], string | undefined> = {
  solid: undefined,
  stripes: 'M-2 2 L2 -2 M0 8 L8 0 M6 10 L10 6',
  dots: 'M2 2 h0.01 M6 6 h0.01',
  rows: 'M0 2 H8 M0 6 H8',
  grid: 'M0 4 H8 M4 0 V8',
  'counter-stripes': 'M-2 6 L2 10 M0 0 L8 8 M6 -2 L10 2',
  faint: 'M4 4 h0.01',
}

function Tile({ id, index }: { id: string; index: number }) {
  const { pattern } = lookAt(index)
  const colour = colourAt(index)
  const stroke = strokes[pattern]
  return (
    <pattern id={id} width={8} height={8} patternUnits="userSpaceOnUse">
      <rect width={8} height={8} fill={colour} fillOpacity={stroke === undefined ? 1 : 0.28} />
      {stroke !== undefined && (
        <path
          d={stroke}
          stroke={colour}
          strokeWidth={pattern === 'dots' || pattern === 'faint' ? 3.4 : 2}
          strokeLinecap={pattern === 'dots' || pattern === 'faint' ? 'round' : 'butt'}
          fill="none"
        />
      )}
    </pattern>
  )
}

/** The patterns of some looks; `prefix` is unique on the page. */
export function SeriesPatterns({ prefix, indexes }: { prefix: string; indexes: readonly number[] }) {
  return (
    <defs>
      {[...new Set(indexes)].map((index) => (
        <Tile key={index} id={patternId(prefix, index)} index={index} />
      ))}
    </defs>
  )
}

/** One line or one colour of bars. */
export interface ChartSeries<Row> {
  key: string
  label: string
  /** null = nothing was measured: a line has a gap there, a bar is missing. */
  value: (row: Row) => number | null
  /** Which of the looks below; its place among the series when absent. Series that mean the same in two charts name the same one. */
  look?: number
}

/** How series are told apart: each has a colour, a pattern of its bars, a dash of its line and a shape of its points; none needs the colour. */
export const looks = [
  { pattern: 'solid', dash: undefined, point: 'circle' },
  { pattern: 'stripes', dash: '6 4', point: 'square' },
  { pattern: 'dots', dash: '2 3', point: 'triangle' },
  { pattern: 'rows', dash: '10 4 2 4', point: 'diamond' },
  { pattern: 'grid', dash: '12 4', point: 'cross' },
  { pattern: 'counter-stripes', dash: '4 2 1 2', point: 'star' },
  { pattern: 'faint', dash: '1 5', point: 'wye' },
] as const

export type Look = (typeof looks)[number]

export const lookAt = (index: number): Look => looks[index % looks.length]!

/** Colours are the charts' own variables (charts.module.css): they change with the scheme and give way to the system's where it forces its own. */
export const colourAt = (index: number): string => `var(--chart-${index % looks.length})`

export const patternId = (prefix: string, index: number): string => `${prefix}-${index % looks.length}`

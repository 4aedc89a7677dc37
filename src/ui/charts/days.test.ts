import { describe, expect, it } from 'vitest'
import { daysBetween, hoursOf, momentLabels, withoutGaps } from './days.ts'

describe('the moments of an axis', () => {
  it('are every day of the period, over the end of a month', () => {
    expect(daysBetween('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01'])
    expect(daysBetween('2026-03-01', '2026-02-27')).toEqual([])
  })

  it('are the hours of one day', () => {
    const hours = hoursOf('2026-11-21')
    expect([hours.length, hours[0], hours[23]]).toEqual([24, '2026-11-21T00', '2026-11-21T23'])
  })

  it('have a row each, empty where there was none', () => {
    const rows = withoutGaps(daysBetween('2026-11-01', '2026-11-03'), [{ key: '2026-11-02', calls: 7 }], {
      at: ({ key }) => key,
      empty: (key) => ({ key, calls: 0 }),
    })
    expect(rows.map(({ calls }) => calls)).toEqual([0, 7, 0])
  })

  it('are written as they stand, whatever the zone of this machine', () => {
    const { short, long } = momentLabels('en-GB')
    expect(short('2026-11-21')).toBe('21 Nov')
    expect(short('2026-11-21T07')).toBe('7:00')
    expect(long('2026-11-21')).toBe('Sat, 21 Nov 2026')
  })
})

import { describe, expect, it } from 'vitest'
import { daysOf, ledgerHref, ledgerQuestion, modesOf, parseUsagePlace, vendorToday } from './place.ts'

describe('the place in the URL', () => {
  it('keeps what it understands and leaves out the rest', () => {
    expect(
      parseUsagePlace({
        period: '7-days',
        mode: 'live',
        together: 'true',
        from: '2026-11-31x',
        hour: '24',
        app: '',
        outcome: 'lost',
        code: 'provider-timeout',
      }),
    ).toEqual({ period: '7-days', mode: 'live', together: true, code: 'provider-timeout' })
    expect(parseUsagePlace({ hour: '7', package: 5 })).toEqual({ hour: 7, package: '5' })
  })
})

describe('the days of a period', () => {
  it.each([
    [{}, '2026-10-23', '2026-11-21'],
    [{ period: 'today' }, '2026-11-21', '2026-11-21'],
    [{ period: '7-days' }, '2026-11-15', '2026-11-21'],
    [{ period: 'this-month' }, '2026-11-01', '2026-11-21'],
    [{ period: 'last-month' }, '2026-10-01', '2026-10-31'],
    [{ from: '2026-11-03', to: '2026-11-05', period: 'today' }, '2026-11-03', '2026-11-05'],
    [{ from: '2026-11-05', to: '2026-11-03' }, '2026-11-03', '2026-11-05'],
    [{ from: '2026-11-05' }, '2026-11-05', '2026-11-21'],
  ] as const)('%j', (place, from, to) => {
    expect(daysOf(place, '2026-11-21')).toEqual({ from, to })
  })

  it('are those of the vendors, eight hours ahead', () => {
    expect(vendorToday(Date.parse('2026-11-21T15:59:00Z'))).toBe('2026-11-21')
    expect(vendorToday(Date.parse('2026-11-21T16:00:00Z'))).toBe('2026-11-22')
  })
})

describe('modes', () => {
  const counted = [
    { key: 'sandbox', requests: 5 },
    { key: 'local', requests: 50 },
  ]
  it('are shown one at a time: the one asked for, or the first with calls', () => {
    expect(modesOf({}, counted)).toEqual(['sandbox'])
    expect(modesOf({ mode: 'live' }, counted)).toEqual(['live'])
    expect(modesOf({}, [])).toEqual(['live'])
  })
  it('are added together when somebody asks', () => {
    expect(modesOf({ mode: 'live', together: true }, counted)).toEqual(['live', 'sandbox', 'local'])
  })
})

describe('the account', () => {
  it('is asked for exactly what a figure’s link says', () => {
    const href = ledgerHref({ from: '2026-11-03', to: '2026-11-03', mode: 'sandbox', app: 'a', hour: 0 })
    expect(href).toBe('/usage/ledger?kind=call&from=2026-11-03&to=2026-11-03&mode=sandbox&app=a&hour=0')
    const place = parseUsagePlace(Object.fromEntries(new URL(href, 'http://x').searchParams))
    expect(ledgerQuestion(place, '2026-11-21')).toMatchObject({
      kind: 'call',
      from: '2026-11-03',
      to: '2026-11-03',
      mode: ['sandbox'],
      app: 'a',
      hour: 0,
    })
  })

  it('is whole where nothing narrows it', () => {
    const question = ledgerQuestion({}, '2026-11-21')
    expect(Object.values(question).filter((value) => value !== undefined)).toEqual([])
    expect(ledgerQuestion({ together: true, mode: 'live' }, '2026-11-21').mode).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { createFormat } from './format.ts'

const en = createFormat('en')
const zh = createFormat('zh-CN')
const now = Date.parse('2026-06-15T12:00:00Z')
const before = (seconds: number) => new Date(now - seconds * 1000).toISOString()

describe('formatters', () => {
  it('write sizes in decimal units, with one place at most', () => {
    expect(en.bytes(0)).toBe('0 bytes')
    expect(en.bytes(1)).toBe('1 byte')
    expect(en.bytes(999)).toBe('999 bytes')
    expect(en.bytes(1500)).toBe('1.5 kB')
    expect(en.bytes(999_999)).toBe('1 MB')
    expect(en.bytes(50_000_000)).toBe('50 MB')
    expect(en.bytes(2_340_000_000_000)).toBe('2,340 GB')
  })

  it('write money from fen, days as they stand and times as they are best read', () => {
    expect(en.money(123_450)).toBe('¥1,234.50')
    expect(zh.money(1)).toBe('¥0.01')
    // Arabic writes the sign after the number, and without the letters of CN¥.
    expect(
      createFormat('ar')
        .money(123_450)
        .replaceAll(/[^\d.,¥A-Z]/gu, ''),
    ).toBe('1,234.50¥')
    expect(en.day('2026-11-01')).toBe('Nov 1, 2026')
    expect(en.duration(312.4)).toBe('312 ms')
    expect(en.duration(999.6)).toBe('1 sec')
    expect(zh.duration(2440)).toBe('2.4秒')
  })

  it('never round a confidence up to certain nor down to nothing', () => {
    expect(en.percent(0.999)).toBe('99%')
    expect(en.percent(0.001)).toBe('1%')
    expect(en.percent(1)).toBe('100%')
    expect(en.percent(0)).toBe('0%')
    expect(en.percent(0.834)).toBe('83%')
  })

  it('write recent moments relative to now and older ones as dates', () => {
    expect(en.moment(before(20), now)).toBe('20 sec. ago')
    expect(en.moment(before(180), now)).toBe('3 min. ago')
    expect(zh.moment(before(7200), now)).toBe('2小时前')
    expect(en.moment(before(86_400), now)).toBe('yesterday')
    expect(en.moment('2026-03-02T12:00:00Z', now)).toBe('Mar 2')
    expect(en.moment('2024-03-02T12:00:00Z', now)).toBe('Mar 2, 2024')
  })

  it('show nothing in the future when the server’s clock is ahead', () => {
    expect(en.moment(before(-30), now)).toBe('now')
  })
})

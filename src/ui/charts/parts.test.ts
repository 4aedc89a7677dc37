import { describe, expect, it } from 'vitest'
import { partsOf } from './parts.ts'

const part = (value: number) => ({ key: `code-${value}`, label: `code ${value}`, value, text: String(value) })

describe('partsOf', () => {
  it('orders parts by size and leaves out those of nothing', () => {
    expect(partsOf([part(2), part(0), part(5)], 'Others', String).map(({ value }) => value)).toEqual([5, 2])
  })

  it('takes the small ones together, and loses none of them', () => {
    const parts = Array.from({ length: 9 }, (_, index) => part(index + 1))
    const shown = partsOf(parts, 'Others', String)
    expect(shown.map(({ value }) => value)).toEqual([9, 8, 7, 6, 5, 4, 6])
    expect(shown.at(-1)).toMatchObject({ label: 'Others', text: '6' })
    expect(shown.at(-1)!.href).toBeUndefined()
  })

  it('does not take a single one together', () => {
    expect(
      partsOf(
        Array.from({ length: 7 }, (_, index) => part(index + 1)),
        'Others',
        String,
      ),
    ).toHaveLength(7)
  })
})

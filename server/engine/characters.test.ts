import { describe, expect, it } from 'vitest'
import { align, classesOf, restrict } from './characters.ts'

/** Steps over the classes blank, 1, 2, 3, 4, 5, 6; what is not said is shared among the rest. */
const steps = (...rows: Record<number, number>[]) => {
  const classes = 7
  const flat = new Float32Array(rows.length * classes)
  for (const [step, row] of rows.entries()) {
    const said = Object.values(row).reduce((sum, value) => sum + value, 0)
    for (let index = 0; index < classes; index++) {
      flat[step * classes + index] = row[index] ?? (1 - said) / (classes - Object.keys(row).length)
    }
  }
  return { flat, classes }
}

describe('align', () => {
  it('joins a run, parts equal signs by a blank, and leaves blanks out', () => {
    const { flat, classes } = steps({ 0: 0.9 }, { 1: 0.8 }, { 1: 0.9 }, { 0: 0.9 }, { 1: 0.9 }, { 2: 0.7 }, { 0: 0.9 })
    expect(align(flat, classes).map(({ sign, first, last }) => [sign, first, last])).toEqual([
      [1, 1, 2],
      [1, 4, 4],
      [2, 5, 5],
    ])
  })

  it('puts the middle of a sign where its steps weigh most', () => {
    const { flat, classes } = steps({ 1: 0.9 }, { 1: 0.3, 0: 0.2 }, { 0: 0.9 })
    const [sign] = align(flat, classes)
    expect(sign!.centre).toBeCloseTo((0.9 * 0.5 + 0.3 * 1.5) / 1.2)
    expect(sign!.confidence).toBeCloseTo(0.9)
  })

  it('gives the best other signs of the run, one more than are said of it, without blank and itself, best first', () => {
    const { flat, classes } = steps(
      { 1: 0.5, 2: 0.2, 3: 0.15, 4: 0.1, 0: 0.03, 5: 0.015, 6: 0.005 },
      { 1: 0.6, 4: 0.3, 0: 0.1 },
    )
    const [sign] = align(flat, classes)
    expect(sign!.alternatives.map((other) => other.sign)).toEqual([4, 2, 3, 5])
    expect(sign!.alternatives[0]!.confidence).toBeCloseTo(0.3)
  })

  it('reads nothing from blanks', () => {
    const { flat, classes } = steps({ 0: 0.99 }, { 0: 0.4, 1: 0.3 })
    expect(align(flat, classes)).toEqual([])
  })
})

describe('restrict', () => {
  it('leaves the allowed classes only, and their probabilities add up to one', () => {
    const { flat, classes } = steps({ 1: 0.6, 2: 0.3, 0: 0.1, 3: 0, 4: 0, 5: 0 })
    const allowed = classesOf('b', ['', 'a', 'b', 'c', 'd', 'e'])
    expect([...allowed]).toEqual([0, 2])
    const [blank, b] = restrict(flat, classes, allowed)
    expect(blank).toBeCloseTo(0.25)
    expect(b).toBeCloseTo(0.75)
    expect(align(restrict(flat, classes, allowed), allowed.length)).toMatchObject([{ sign: 1 }])
  })
})

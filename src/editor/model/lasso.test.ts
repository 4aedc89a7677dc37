import { describe, expect, it } from 'vitest'
import type { Point } from '#contract/geometry'
import { heldBy } from './lasso.ts'
import { line, rectangle } from './testing.ts'

// Characters of 20 x 20; two blanks between a label and its value.
const lines = [line('姓名  张三', [20, 20]), line('住址  北京市', [20, 60]), line('Li Na', [20, 100])]

function loop(left: number, top: number, right: number, bottom: number): Point[] {
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
    [left + 1, top + 1],
  ]
}

describe('a lasso', () => {
  it('takes the characters whose middle it holds, in the order of reading', () => {
    expect(heldBy(lines, 0, loop(95, 10, 200, 85))).toEqual({
      text: '张三北京市',
      quads: [rectangle(100, 20, 40, 20), rectangle(100, 60, 60, 20)],
    })
    expect(heldBy(lines, 0, loop(115, 10, 200, 45)).text).toBe('三')
  })

  it('joins words of one script as it is written', () => {
    expect(heldBy(lines, 0, loop(10, 90, 200, 130)).text).toBe('Li Na')
  })

  it('that runs straight through words takes those it crosses', () => {
    expect(
      heldBy(lines, 0, [
        [98, 29],
        [120, 31],
        [150, 30],
      ]),
    ).toEqual({ text: '张三', quads: [rectangle(100, 20, 40, 20)] })
  })

  it('holds nothing on bare paper or on another page', () => {
    expect(heldBy(lines, 0, loop(300, 300, 400, 400))).toEqual({ text: '', quads: [] })
    expect(heldBy(lines, 1, loop(0, 0, 400, 400)).text).toBe('')
  })

  it('gives every character of a line without any its share of the length', () => {
    const bare = [{ ...line('ABCDE', [0, 0]), chars: [] }]
    expect(heldBy(bare, 0, loop(19, -5, 61, 25))).toEqual({ text: 'BC', quads: [rectangle(20, 0, 40, 20)] })
  })
})

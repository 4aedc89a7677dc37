import { expect, it } from 'vitest'
import type { Box } from './boxes.ts'
import { tallTurn } from './orientation.ts'

const box = (halfWidth: number, halfHeight: number): Box => ({ x: 0, y: 0, halfWidth, halfHeight, ux: 1, uy: 0 })

it('takes a page as turned when most of the length of its text stands upright', () => {
  expect(tallTurn([box(10, 100), box(10, 90), box(60, 10)])).toBe(1)
  expect(tallTurn([box(100, 10), box(90, 10), box(10, 60)])).toBe(0)
})

it('lets single signs, which are as high as wide, have no say', () => {
  expect(tallTurn([box(10, 12), box(10, 13), box(10, 12), box(40, 10)])).toBe(0)
  expect(tallTurn([])).toBe(0)
})

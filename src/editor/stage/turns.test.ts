import { describe, expect, it } from 'vitest'
import { turnOf } from './turns.ts'

const usual = { together: false, waiting: false, waited: 0 }

describe('the turns of page and boxes', () => {
  it('come one after the other when both are due', () => {
    expect(turnOf({ page: true, boxes: true }, usual)).toEqual({ page: true, boxes: false, boxesLater: true })
    expect(turnOf({ page: false, boxes: true }, { ...usual, waited: 1 })).toEqual({
      page: false,
      boxes: true,
      boxesLater: false,
    })
  })

  it('come at once when one alone is due', () => {
    expect(turnOf({ page: true, boxes: false }, usual)).toEqual({ page: true, boxes: false, boxesLater: false })
    expect(turnOf({ page: false, boxes: true }, usual)).toEqual({ page: false, boxes: true, boxesLater: false })
    expect(turnOf({ page: false, boxes: false }, usual)).toEqual({ page: false, boxes: false, boxesLater: false })
  })

  it('leave the main thread to others in between, however often a frame is asked for', () => {
    expect(turnOf({ page: false, boxes: true }, { ...usual, waiting: true })).toMatchObject({
      boxes: false,
      boxesLater: true,
    })
    expect(turnOf({ page: true, boxes: true }, { ...usual, waiting: true })).toMatchObject({ page: true, boxes: false })
  })

  it('coincide where the one would be seen on the other turned otherwise', () => {
    expect(turnOf({ page: true, boxes: true }, { ...usual, together: true })).toMatchObject({ page: true, boxes: true })
    expect(turnOf({ page: true, boxes: true }, { together: true, waiting: true, waited: 0 })).toMatchObject({
      boxes: true,
    })
  })

  it('come to the boxes though the page is due in every frame', () => {
    let [waited, frames] = [0, 0]
    while (!turnOf({ page: true, boxes: true }, { ...usual, waited }).boxes) {
      waited += 1
      frames += 1
      expect(frames).toBeLessThan(5)
    }
    expect(frames).toBe(2)
  })
})

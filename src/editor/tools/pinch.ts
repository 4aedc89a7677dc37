import type { Point } from '#contract/geometry'
import type { ViewController } from '../model/view-controller.ts'
import { distance } from './gesture.ts'

/** Two fingers: the page follows both of them. */
export function beginPinch(view: ViewController, first: Point, second: Point) {
  let before = { centre: middle(first, second), spread: Math.max(1, distance(first, second)) }
  return {
    move: (one: Point, other: Point) => {
      const now = { centre: middle(one, other), spread: Math.max(1, distance(one, other)) }
      view.panBy(now.centre[0] - before.centre[0], now.centre[1] - before.centre[1])
      view.zoomAt(now.centre, now.spread / before.spread)
      before = now
    },
  }
}

function middle([firstX, firstY]: Point, [secondX, secondY]: Point): Point {
  return [(firstX + secondX) / 2, (firstY + secondY) / 2]
}

import type { Point, Quad } from '#contract/geometry'
import type { HitIndex } from '../model/hits.ts'
import type { Session } from '../model/session.ts'
import type { ViewController } from '../model/view-controller.ts'
import type { Rotation } from '../model/view.ts'

/** A pointer on the stage; `point` in CSS pixels from the stage's top-left corner. */
export interface PointerInput {
  id: number
  point: Point
  kind: 'mouse' | 'touch' | 'pen'
  button: 'left' | 'middle' | 'right'
  /** Ctrl, on a Mac Cmd. */
  mod: boolean
  shift: boolean
  /** Space is held: every drag pans. */
  space: boolean
}

/** What a gesture shows while it lasts. The document changes once, when it is finished. */
export interface Preview {
  /** The box in hand as it would be. */
  active?: readonly Quad[]
  /** A box that is being drawn. */
  drawn?: Quad
  /** A lasso in page pixels, and the places of what it holds. */
  lasso?: { way: readonly Point[]; held: readonly Quad[] }
}

export interface ToolContext {
  session: Session
  view: ViewController
  /** Boxes of the page shown. */
  hits: () => HitIndex
  preview: (preview: Preview | null) => void
  rotation: () => Rotation
}

/** One pointer's way from down to up. `cancel` is called when it is interrupted: nothing may have changed then. */
export interface Gesture {
  move: (input: PointerInput) => void
  finish: (input: PointerInput) => void
  cancel: () => void
}

/** A hand trembles by so much, in CSS pixels, before a click becomes a drag. */
export function slop(kind: PointerInput['kind']): number {
  return kind === 'mouse' ? 3 : 10
}

/** How near a corner must be touched, in CSS pixels: a finger has a target of 44. */
export function reach(kind: PointerInput['kind']): number {
  return kind === 'mouse' ? 9 : 22
}

export function distance([fromX, fromY]: Point, [toX, toY]: Point): number {
  return Math.hypot(toX - fromX, toY - fromY)
}

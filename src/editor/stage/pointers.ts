import type { Point } from '#contract/geometry'
import { beginGesture } from '../tools/choose.ts'
import { doubleClick } from '../tools/click.ts'
import type { Gesture, PointerInput, ToolContext } from '../tools/gesture.ts'
import { beginPinch } from '../tools/pinch.ts'

const BUTTONS = ['left', 'middle', 'right'] as const
/** A step of a wheel zooms by this factor; trackpads send many small ones. */
const WHEEL_ZOOM = 1.0018

/**
 * Turns the DOM's pointer and wheel events on the stage into gestures. The browser never zooms or scrolls here, whatever is turned.
 * Answers how to stop.
 */
export function listenToPointers(element: HTMLElement, context: ToolContext): () => void {
  const controller = new AbortController()
  const options = { signal: controller.signal, passive: false } as const
  const touches = new Map<number, Point>()
  let gesture: { id: number; gesture: Gesture } | null = null
  let pinch: ReturnType<typeof beginPinch> | null = null
  let space = false

  const pointOf = (event: MouseEvent): Point => {
    const { left, top } = element.getBoundingClientRect()
    return [event.clientX - left, event.clientY - top]
  }
  const inputOf = (event: PointerEvent | MouseEvent): PointerInput => ({
    id: 'pointerId' in event ? event.pointerId : 0,
    point: pointOf(event),
    kind:
      'pointerType' in event && (event.pointerType === 'touch' || event.pointerType === 'pen')
        ? event.pointerType
        : 'mouse',
    button: BUTTONS[event.button] ?? 'left',
    mod: event.ctrlKey || event.metaKey,
    shift: event.shiftKey,
    space,
  })
  const cancel = () => {
    gesture?.gesture.cancel()
    gesture = null
  }
  const updatePinch = () => {
    const [first, second] = touches.values()
    if (!first || !second) return
    if (pinch) pinch.move(first, second)
    else pinch = beginPinch(context.view, first, second)
  }

  element.addEventListener(
    'pointerdown',
    (event) => {
      if (event.pointerType === 'touch') touches.set(event.pointerId, pointOf(event))
      if (touches.size === 2) {
        cancel()
        updatePinch()
        return
      }
      if (gesture || touches.size > 2) return
      const begun = beginGesture(context, inputOf(event))
      if (!begun) return
      gesture = { id: event.pointerId, gesture: begun }
      element.setPointerCapture(event.pointerId)
      element.focus({ preventScroll: true })
      event.preventDefault()
    },
    options,
  )
  element.addEventListener(
    'pointermove',
    (event) => {
      if (touches.has(event.pointerId)) touches.set(event.pointerId, pointOf(event))
      if (pinch) updatePinch()
      else if (gesture?.id === event.pointerId) gesture.gesture.move(inputOf(event))
    },
    options,
  )
  element.addEventListener(
    'pointerup',
    (event) => {
      touches.delete(event.pointerId)
      if (pinch) {
        if (touches.size < 2) pinch = null
        return
      }
      if (gesture?.id !== event.pointerId) return
      const { gesture: done } = gesture
      gesture = null
      done.finish(inputOf(event))
    },
    options,
  )
  const interrupted = (event: PointerEvent) => {
    touches.delete(event.pointerId)
    if (touches.size < 2) pinch = null
    if (gesture?.id === event.pointerId) cancel()
  }
  element.addEventListener('pointercancel', interrupted, options)
  element.addEventListener('lostpointercapture', interrupted, options)
  element.addEventListener('dblclick', (event) => doubleClick(context, inputOf(event)), options)
  element.addEventListener('contextmenu', (event) => event.preventDefault(), options)
  // Middle-drag pans; without this some browsers begin to scroll by themselves.
  element.addEventListener('mousedown', (event) => event.button === 1 && event.preventDefault(), options)
  element.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault()
      // Lines and pages to pixels.
      const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? element.clientHeight : 1
      if (event.ctrlKey || event.metaKey) {
        // A pinch on a trackpad arrives as a wheel with Ctrl and small steps.
        const step = Math.max(-240, Math.min(240, event.deltaY * unit * (Math.abs(event.deltaY) < 20 ? 4 : 1)))
        context.view.zoomAt(pointOf(event), WHEEL_ZOOM ** -step)
        return
      }
      const [x, y] = event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY]
      context.view.panBy(-x * unit, -y * unit)
    },
    options,
  )
  // Not on a button either, were it not that the drag takes the focus from it before Space is let go.
  const typing = (target: EventTarget | null) =>
    target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.code === 'Space' && !typing(event.target)) {
        space = true
        element.dataset['panning'] = 'true'
        if (event.target === element || event.target === document.body) event.preventDefault()
      }
      if (event.key !== 'Escape' || !gesture) return
      cancel()
      event.preventDefault()
      event.stopImmediatePropagation()
    },
    { ...options, capture: true },
  )
  const letGo = () => {
    space = false
    delete element.dataset['panning']
  }
  window.addEventListener('keyup', (event) => event.code === 'Space' && letGo(), options)
  window.addEventListener('blur', letGo, options)
  return () => {
    cancel()
    controller.abort()
  }
}

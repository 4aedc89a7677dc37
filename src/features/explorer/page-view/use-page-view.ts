import { useCallback, useEffect, useMemo, useRef, type RefObject } from 'react'
import type { Point, Quad } from '#contract/geometry'
import { eased, fitted, keptInSight, panned, zoomedAt, type Size, type View } from '../../../editor/index.ts'

/** A step of a button or key zooms by this factor. */
const zoomStep = 1.3
/** A step of a wheel; trackpads send many small ones. */
const wheelZoom = 1.0018
const keyPan = 48

export interface PageView {
  fit: () => void
  zoom: (direction: 1 | -1) => void
  /** Moves as little as it can until these places can be read. */
  show: (quads: readonly Quad[]) => void
}

interface Elements {
  stage: RefObject<HTMLDivElement | null>
  /** Lies on the stage with the page's own pixels. */
  sheet: RefObject<HTMLElement | null>
  /** The boxes, in page pixels. */
  boxes: RefObject<SVGGElement | null>
}

/**
 * Pans and zooms a page under its boxes, without React: wheel pans, Ctrl/Cmd+wheel and pinch zoom at the pointer, dragging pans, arrow keys,
 * plus, minus and 0. As long as nobody moved it the whole page is shown, whatever size the stage takes.
 */
export function usePageView({ stage, sheet, boxes }: Elements, page: Size): PageView {
  const state = useRef<{ view: View; stage: Size; page: Size; fits: boolean }>(null)
  const { width, height } = page

  const set = useCallback(
    (view: View, fits: boolean) => {
      if (!state.current) return
      const kept = keptInSight(view, state.current.page, state.current.stage)
      state.current.view = kept
      state.current.fits = fits
      if (sheet.current) sheet.current.style.transform = `translate(${kept.x}px, ${kept.y}px) scale(${kept.scale})`
      boxes.current?.setAttribute('transform', `translate(${kept.x} ${kept.y}) scale(${kept.scale})`)
      boxes.current?.style.setProperty('--scale', String(kept.scale))
      // One finger scrolls the page of the console until the picture is larger than its stage.
      if (stage.current) stage.current.dataset['fits'] = String(fits)
    },
    [stage, sheet, boxes],
  )
  const fit = useCallback(() => {
    if (state.current) set(fitted(state.current.page, state.current.stage, 0, 10), true)
  }, [set])
  const zoomAt = useCallback(
    (point: Point | null, factor: number) => {
      if (!state.current) return
      const { view, stage: size } = state.current
      set(zoomedAt(view, point ?? [size.width / 2, size.height / 2], factor), false)
    },
    [set],
  )

  useEffect(() => {
    const element = stage.current
    if (!element) return
    const measured = (): Size => ({ width: element.clientWidth, height: element.clientHeight })
    state.current = {
      view: { scale: 1, x: 0, y: 0, rotation: 0 },
      stage: measured(),
      page: { width, height },
      fits: true,
    }
    fit()
    const observer = new ResizeObserver(() => {
      if (!state.current) return
      state.current.stage = measured()
      if (state.current.fits) fit()
      else set(state.current.view, false)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [stage, width, height, fit, set])

  useEffect(() => {
    const element = stage.current
    if (!element) return
    const controller = new AbortController()
    const options = { signal: controller.signal, passive: false } as const
    const touches = new Map<number, Point>()
    const pointOf = (event: MouseEvent): Point => {
      const { left, top } = element.getBoundingClientRect()
      return [event.clientX - left, event.clientY - top]
    }
    const pan = (x: number, y: number) => state.current && set(panned(state.current.view, x, y), false)
    element.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault()
        const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? element.clientHeight : 1
        if (event.ctrlKey || event.metaKey) {
          const step = Math.max(-240, Math.min(240, event.deltaY * unit * (Math.abs(event.deltaY) < 20 ? 4 : 1)))
          zoomAt(pointOf(event), wheelZoom ** -step)
        } else pan(-event.deltaX * unit, -event.deltaY * unit)
      },
      options,
    )
    element.addEventListener(
      'pointerdown',
      (event) => {
        if (event.button !== 0) return
        touches.set(event.pointerId, pointOf(event))
      },
      options,
    )
    element.addEventListener(
      'pointermove',
      (event) => {
        const before = touches.get(event.pointerId)
        if (!before) return
        const now = pointOf(event)
        const other = [...touches].find(([id]) => id !== event.pointerId)?.[1]
        if (other) {
          const apart = (point: Point) => Math.hypot(point[0] - other[0], point[1] - other[1])
          const middle: Point = [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2]
          zoomAt(middle, apart(now) / Math.max(1, apart(before)))
        } else {
          if (Math.hypot(now[0] - before[0], now[1] - before[1]) < 3 && !element.hasPointerCapture(event.pointerId))
            return
          if (event.pointerType === 'touch' && state.current?.fits) return
          // Only a drag is captured: a click has to reach the box under it.
          element.setPointerCapture(event.pointerId)
          pan(now[0] - before[0], now[1] - before[1])
        }
        touches.set(event.pointerId, now)
      },
      options,
    )
    for (const type of ['pointerup', 'pointercancel', 'lostpointercapture'] as const) {
      element.addEventListener(type, (event) => touches.delete(event.pointerId), options)
    }
    element.addEventListener('dblclick', fit, options)
    element.addEventListener(
      'keydown',
      (event) => {
        if (event.target !== element || event.ctrlKey || event.metaKey || event.altKey) return
        const moves: Record<string, () => void> = {
          ArrowLeft: () => pan(keyPan, 0),
          ArrowRight: () => pan(-keyPan, 0),
          ArrowUp: () => pan(0, keyPan),
          ArrowDown: () => pan(0, -keyPan),
          '+': () => zoomAt(null, zoomStep),
          '=': () => zoomAt(null, zoomStep),
          '-': () => zoomAt(null, 1 / zoomStep),
          '0': fit,
        }
        const move = moves[event.key]
        if (!move) return
        event.preventDefault()
        move()
      },
      options,
    )
    return () => controller.abort()
  }, [stage, fit, set, zoomAt])

  return useMemo(
    () => ({
      fit,
      zoom: (direction) => zoomAt(null, zoomStep ** direction),
      show: (quads) => {
        if (!state.current) return
        const next = eased(state.current.view, quads, state.current.stage)
        if (next !== state.current.view) set(next, false)
      },
    }),
    [fit, set, zoomAt],
  )
}

import { memo, type PointerEvent } from 'react'
import { useStore } from 'zustand'
import type { Quad } from '#contract/geometry'
import { useHighlight } from '../highlight.ts'
import type { Mark } from '../marks.ts'
import classes from './page-view.module.css'

const pointsOf = (quad: Quad): string => quad.map((corner) => corner.join(',')).join(' ')

const idUnder = (event: { target: EventTarget }): string | null =>
  event.target instanceof Element ? (event.target.closest('[data-mark]')?.getAttribute('data-mark') ?? null) : null

/** Every box of the page. Drawn once: what is lit is drawn over it. */
export const Boxes = memo(function Boxes({ marks }: { marks: readonly Mark[] }) {
  const highlight = useHighlight()
  return (
    <g
      onPointerOver={(event: PointerEvent) => highlight.hover(idUnder(event))}
      onPointerLeave={() => highlight.hover(null)}
      onClick={(event) => highlight.choose(idUnder(event), 'page')}
    >
      {marks.map(({ id, kind, source, quads, path }) =>
        quads.map((quad, index) => (
          <polygon
            // A mark has few quads, and they never change places.
            // oxlint-disable-next-line react/no-array-index-key
            key={`${id} ${index}`}
            className={classes['box']}
            points={pointsOf(quad)}
            data-mark={id}
            data-kind={kind}
            data-source={source ?? 'none'}
            {...(path !== null && { 'data-path': path })}
          />
        )),
      )}
    </g>
  )
})

/** The boxes that are lit, over all others. */
export function LitBoxes({ marks }: { marks: readonly Mark[] }) {
  const { hovered, chosen } = useStore(useHighlight().store)
  const lit = marks.filter(({ id }) => id === hovered || id === chosen)
  return (
    <g className={classes['lit']}>
      {lit.flatMap(({ id, quads }) =>
        quads.map((quad) => (
          <polygon
            key={`${id} ${pointsOf(quad)}`}
            points={pointsOf(quad)}
            data-lit={id === chosen ? 'chosen' : 'hovered'}
            data-lit-mark={id}
          />
        )),
      )}
    </g>
  )
}

import { useEffect, useRef, type ReactNode } from 'react'
import classes from './page-sheet.module.css'

export interface ShownPage {
  index: number
  width: number
  height: number
  /** Small and there at once; the large one is laid over it. */
  previewUrl: string
  imageUrl: string
}

/** What pans and zooms a sheet needs: the room it has, the pictures in page pixels, and the boxes over them. */
export interface SheetElements {
  stage: HTMLElement
  sheet: HTMLElement
  boxes: SVGGElement
}

interface PageSheetProps {
  page: ShownPage | undefined
  label: string
  /** Takes hold of the elements, and lets go of them by what it answers. Must keep its identity while it means the same. */
  attach: (elements: SheetElements) => () => void
  /** Drawn over the page in its own pixels. */
  boxes: ReactNode
  /** Stands over the page. */
  children?: ReactNode
  testId: string
  boxCount: number
}

/** A page with boxes over it, on a stage that is panned and zoomed without React. */
export function PageSheet({ page, label, attach, boxes, children, testId, boxCount }: PageSheetProps) {
  const stage = useRef<HTMLDivElement>(null)
  const sheet = useRef<HTMLDivElement>(null)
  const drawn = useRef<SVGGElement>(null)
  const there = page !== undefined
  useEffect(() => {
    if (!there || !stage.current || !sheet.current || !drawn.current) return
    return attach({ stage: stage.current, sheet: sheet.current, boxes: drawn.current })
  }, [attach, there])
  return (
    <div
      ref={stage}
      className={classes['stage']}
      // Arrow keys pan here, as in the workbench; the lists beside it hold everything that is drawn.
      role="application"
      aria-label={label}
      data-testid={testId}
      data-boxes={boxCount}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {page && (
        <div ref={sheet} className={classes['sheet']} style={{ width: page.width, height: page.height }}>
          <img key={page.previewUrl} src={page.previewUrl} alt="" draggable={false} />
          {page.imageUrl !== page.previewUrl && (
            <img key={page.imageUrl} src={page.imageUrl} alt="" draggable={false} />
          )}
        </div>
      )}
      {page && (
        <svg className={classes['overlay']} aria-hidden="true" data-mantine-color-scheme="light">
          <g ref={drawn}>{boxes}</g>
        </svg>
      )}
      {children}
    </div>
  )
}

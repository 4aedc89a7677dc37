import type { Page } from '@playwright/test'

/** What React did since the counts were last taken. */
export interface RenderCounts {
  /** Times that React changed the page at all. */
  commits: number
  /** Ids of the rows of the list whose components ran, in order, each as often as it did. */
  rows: string[]
  /** Corners of outlines that were drawn on any canvas. */
  corners: number
}

/**
 * Counts renders in the built page, by the hook that React calls for its developer tools in every build. To be called before the page is
 * opened.
 */
export async function countRenders(page: Page): Promise<void> {
  await page.addInitScript(() => {
    /** What of React's own records is looked at; `flags & 1` says that a component ran in this commit. */
    interface Fiber {
      child: Fiber | null
      sibling: Fiber | null
      alternate: Fiber | null
      flags: number
      memoizedProps: Record<string, unknown> | null
    }
    const counts: RenderCounts = { commits: 0, rows: [], corners: 0 }
    const walk = (fiber: Fiber) => {
      const props = fiber.memoizedProps
      const isRow = typeof props?.['id'] === 'string' && typeof props['number'] === 'number' && 'label' in props
      if (isRow && (fiber.flags & 1) === 1 && fiber.child !== null) counts.rows.push(props['id'] as string)
      // What was not gone into keeps its children, and their old flags.
      if (fiber.alternate && fiber.alternate.child === fiber.child) return
      for (let child = fiber.child; child; child = child.sibling) walk(child)
    }
    Object.assign(window, {
      renderCounts: counts,
      __REACT_DEVTOOLS_GLOBAL_HOOK__: {
        supportsFiber: true,
        inject: () => 1,
        onCommitFiberUnmount: () => {},
        onCommitFiberRoot: (_: number, root: { current: Fiber }) => {
          counts.commits += 1
          walk(root.current)
        },
      },
    })
    const { prototype } = CanvasRenderingContext2D
    const lineTo = Object.getOwnPropertyDescriptor(prototype, 'lineTo')!.value as (x: number, y: number) => void
    prototype.lineTo = function counted(x, y) {
      counts.corners += 1
      lineTo.call(this, x, y)
    }
  })
}

/** Takes the counts, which begin anew. */
export function takeCounts(page: Page): Promise<RenderCounts> {
  return page.evaluate(() => {
    const { renderCounts } = window as unknown as { renderCounts: RenderCounts }
    const taken = { ...renderCounts, rows: [...renderCounts.rows] }
    Object.assign(renderCounts, { commits: 0, rows: [], corners: 0 })
    return taken
  })
}

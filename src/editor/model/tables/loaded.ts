import type * as tableActions from './table-actions.ts'

type TableTools = typeof tableActions

let tools: TableTools | null = null

/** Called by the grids' own code once it has arrived: a workbench without tables does not load it. */
export function provideTableTools(loaded: TableTools): void {
  tools = loaded
}

/** What can be done to tables; null until the first grid is on the screen. */
export function tableTools(): TableTools | null {
  return tools
}

import { isEditable } from '../model/editor-state.ts'
import { tableTools } from '../model/tables/loaded.ts'
import { focusedCell } from '../model/tables/selection.ts'
import type { Session } from '../model/session.ts'
import type { Command, CommandContext } from './command.ts'

/** The grids' own code; commands of tables ask for it in `when`, so that it is there when they run. */
const tools = () => tableTools()!

const inGrid = ({ session }: CommandContext) =>
  tableTools() !== null && session.state.hand === 'text' && focusedCell(session.state) !== null
const canRebuild = ({ session }: CommandContext) =>
  tableTools() !== null && isEditable(session.state) && focusedCell(session.state) !== null

const directions = [
  ['left', 'ArrowLeft', 0, -1],
  ['right', 'ArrowRight', 0, 1],
  ['up', 'ArrowUp', -1, 0],
  ['down', 'ArrowDown', 1, 0],
] as const

const going = directions.flatMap(([name, key, rows, columns]): Command[] =>
  [false, true].map((extend) => ({
    id: `${extend ? 'select' : 'cell'}-${name}`,
    group: 'tables',
    keys: [extend ? `Shift+${key}` : key],
    places: ['cell'],
    needs: ['text'],
    repeats: true,
    when: inGrid,
    run: ({ session }) => {
      // At the edge nothing moves, the caret of the cell's input neither.
      tools().goToCell(session, rows, columns, extend)
    },
  })),
)

/** Commands on the structure of the table in focus; most of them are reached by its menus and can be given a key. */
const structure: readonly [id: string, keys: string[], run: (session: Session) => boolean][] = [
  ['row-above', [], (session) => tools().insertLines(session, 'row', 'before')],
  ['row-below', ['Insert'], (session) => tools().insertLines(session, 'row', 'after')],
  ['column-before', [], (session) => tools().insertLines(session, 'column', 'before')],
  ['column-after', [], (session) => tools().insertLines(session, 'column', 'after')],
  ['delete-rows', ['Mod+Delete'], (session) => tools().deleteLines(session, 'row')],
  ['delete-columns', [], (session) => tools().deleteLines(session, 'column')],
  ['row-up', ['Mod+ArrowUp'], (session) => tools().moveLines(session, 'row', -1)],
  ['row-down', ['Mod+ArrowDown'], (session) => tools().moveLines(session, 'row', 1)],
  ['column-back', [], (session) => tools().moveLines(session, 'column', -1)],
  ['column-on', [], (session) => tools().moveLines(session, 'column', 1)],
  ['split-row', [], (session) => tools().splitLines(session, 'row')],
  ['split-column', [], (session) => tools().splitLines(session, 'column')],
  ['merge-rows', [], (session) => tools().joinLines(session, 'row')],
  ['merge-columns', [], (session) => tools().joinLines(session, 'column')],
  ['merge-cells', [], (session) => tools().joinCells(session)],
  ['split-cell', [], (session) => tools().partCell(session)],
]

/** What the grid of a table can do. In the text of a cell its keys are those of a field. */
export const tableCommands: readonly Command[] = [
  ...going,
  {
    id: 'select-table',
    group: 'tables',
    keys: ['Mod+A'],
    places: ['cell'],
    when: inGrid,
    run: ({ session }) => {
      const { table, structure: whole } = focusedCell(session.state)!
      tools().selectArea(session, table, { top: 0, left: 0, bottom: whole.rows - 1, right: whole.columns - 1 })
    },
  },
  {
    id: 'cell-text',
    group: 'tables',
    keys: ['Home', 'End'],
    places: ['cell'],
    when: inGrid,
    run: ({ session }) => {
      tools().takeCaret(session)
      // The browser moves the caret.
      return false
    },
  },
  {
    id: 'clear-cells',
    group: 'tables',
    keys: ['Delete', 'Backspace'],
    places: ['cell'],
    needs: ['text'],
    when: (context) => inGrid(context) && canRebuild(context) && tools().selectsSeveral(context.session),
    run: ({ session }) => void tools().clearCells(session),
  },
  ...structure.map(([id, keys, run]): Command => ({
    id,
    group: 'tables',
    keys,
    places: ['cell', 'control'],
    when: canRebuild,
    run: ({ session }) => void run(session),
  })),
]

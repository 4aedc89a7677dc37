import type { TextTable } from '#contract/table-text'
import { isEditable, itemsIn } from '../editor-state.ts'
import type { Session } from '../session.ts'
import { mergeCells, mergeLines, overflowOf, paste, splitCell, splitLine } from './edits.ts'
import { areaOf, cellAt, meets, neighbourOf, type Area, type Axis } from './grid.ts'
import { deleted, inserted, moved } from './lines.ts'
import { focusedCell, selectedArea, tableOf } from './selection.ts'
import { TableDraft } from './table-draft.ts'

const fromOf = (area: Area, axis: Axis) => (axis === 'row' ? area.top : area.left)
const toOf = (area: Area, axis: Axis) => (axis === 'row' ? area.bottom : area.right)

/** Puts the focus on another cell; with `extend` what lies between stays selected. */
export function selectCell(session: Session, item: string, extend = false): void {
  const { grid, focus } = session.state
  const anchor = extend ? (grid.focus === focus && grid.anchor !== null ? grid.anchor : focus) : null
  session.focus(item)
  session.set({ grid: { ...session.state.grid, focus: item, anchor, caret: false } })
}

/** Goes to the next cell in a direction. False at the edge of the table. */
export function goToCell(session: Session, rows: number, columns: number, extend = false): boolean {
  const found = focusedCell(session.state)
  const next = found && neighbourOf(found.structure, found.cell, rows, columns)
  if (!next) return false
  session.commitDraft()
  selectCell(session, next.item, extend)
  return true
}

/** Selects rows, columns, or all of a table. */
export function selectArea(session: Session, table: number, { top, left, bottom, right }: Area): void {
  const structure = session.state.document?.review.tables[table]
  const first = structure && cellAt(structure, top, left)
  const last = structure && cellAt(structure, bottom, right)
  if (!first || !last) return
  session.focus(first.item)
  session.set({ grid: { ...session.state.grid, focus: first.item, anchor: last.item, caret: false } })
}

/** Arrows move in the text of the cell in focus from now on. */
export function takeCaret(session: Session): void {
  session.set({ grid: { ...session.state.grid, focus: session.state.focus, anchor: null, caret: true } })
}

/** Edits the table in focus as one step of the history. `edit` answers which place gets the focus, or null when nothing can be done. */
function rebuild(
  session: Session,
  label: string,
  edit: (draft: TableDraft, area: Area) => { row: number; column: number } | null,
): boolean {
  session.commitDraft()
  const { state } = session
  const found = focusedCell(state)
  const area = found && selectedArea(state, found.table)
  if (!found || !area || !isEditable(state)) return false
  const { table, structure } = found
  const page = state.document?.recognition.tables[table]?.page ?? state.page
  const draft = new TableDraft(table, structure, state.byId, page, session.services.uuid)
  const place = edit(draft, area)
  if (!place) {
    session.announce('tableCannot')
    return false
  }
  const own = new Set(structure.cells.map(({ item }) => item))
  const items = itemsIn(state)
  session.commit(label, draft.changes(items.findLastIndex(({ id }) => own.has(id)) + 1))
  const now = session.state.document?.review.tables[table]
  if (!now || now.rows === 0 || now.columns === 0) session.announce('tableGone')
  else {
    const cell = cellAt(now, Math.min(place.row, now.rows - 1), Math.min(place.column, now.columns - 1))
    if (cell) selectCell(session, cell.item)
    session.announce('tableNow', { rows: now.rows, columns: now.columns })
  }
  return true
}

/** Puts in as many rows or columns as are selected, before or after them. */
export function insertLines(session: Session, axis: Axis, side: 'before' | 'after'): boolean {
  return rebuild(session, 'table', (draft, area) => {
    const [from, to] = [fromOf(area, axis), toOf(area, axis)]
    const at = side === 'before' ? from : to + 1
    draft.structure = inserted(draft.structure, axis, at, to - from + 1)
    return axis === 'row' ? { row: at, column: area.left } : { row: area.top, column: at }
  })
}

export function deleteLines(session: Session, axis: Axis): boolean {
  return rebuild(session, 'table', (draft, area) => {
    draft.structure = deleted(draft.structure, axis, fromOf(area, axis), toOf(area, axis))
    return { row: area.top, column: area.left }
  })
}

export function moveLines(session: Session, axis: Axis, by: 1 | -1): boolean {
  return rebuild(session, 'table', (draft, area) => {
    const structure = moved(draft.structure, axis, fromOf(area, axis), toOf(area, axis), by)
    if (!structure) return null
    draft.structure = structure
    return axis === 'row' ? { row: area.top + by, column: area.left } : { row: area.top, column: area.left + by }
  })
}

/** Parts the row or column in focus in two. */
export function splitLines(session: Session, axis: Axis): boolean {
  return rebuild(session, 'table', (draft, area) => {
    splitLine(draft, axis, fromOf(area, axis))
    return { row: area.top, column: area.left }
  })
}

/** Makes one row or column of those that are selected. */
export function joinLines(session: Session, axis: Axis): boolean {
  return rebuild(session, 'table', (draft, area) => {
    return mergeLines(draft, axis, fromOf(area, axis), toOf(area, axis)) ? { row: area.top, column: area.left } : null
  })
}

export function joinCells(session: Session): boolean {
  return rebuild(session, 'table', (draft, area) => {
    return mergeCells(draft, area) ? { row: area.top, column: area.left } : null
  })
}

export function partCell(session: Session): boolean {
  return rebuild(session, 'table', (draft) => {
    const cell = focusedCell(session.state)?.cell
    return cell && splitCell(draft, cell) ? cell : null
  })
}

/** Empties the selected cells. */
export function clearCells(session: Session): boolean {
  return rebuild(session, 'clear', (draft, area) => {
    for (const cell of draft.structure.cells) if (meets(areaOf(cell), area)) draft.write(cell.item, null)
    return { row: area.top, column: area.left }
  })
}

/** Gives every place of a table that has no cell one, so that it can be written into, and puts the focus on the one wanted. */
export function fillHole(session: Session, table: number, row: number, column: number): boolean {
  const first = session.state.document?.review.tables[table]?.cells[0]
  if (!first) return false
  session.focus(first.item, { still: true, silent: true })
  return rebuild(session, 'table', () => ({ row, column }))
}

/**
 * Puts texts of a spreadsheet into the selected cells, or from the one in focus on. What is larger than the table waits for an answer
 * (`answerPaste`).
 */
export function pasteTexts(session: Session, texts: readonly (readonly string[])[]): void {
  const found = focusedCell(session.state)
  const area = found && selectedArea(session.state, found.table)
  if (!found || !area || !isEditable(session.state) || texts.length === 0) return
  const { rows, columns } = overflowOf(found.structure, { row: area.top, column: area.left }, texts)
  if (rows > 0 || columns > 0) {
    const pasting = { item: found.cell.item, texts, rows, columns }
    session.set({ grid: { ...session.state.grid, pasting } })
    session.announce('tablePaste', { rows, columns })
    return
  }
  rebuild(session, 'paste', (draft) => {
    paste(draft, area, texts, false)
    return { row: area.top, column: area.left }
  })
}

/** What becomes of a text that is larger than the table: the table grows, the rest is left out, or nothing. */
export function answerPaste(session: Session, answer: 'grow' | 'fit' | 'cancel'): void {
  const { pasting } = session.state.grid
  session.set({ grid: { ...session.state.grid, pasting: null } })
  if (!pasting) return
  if (tableOf(session.state.document?.review.tables ?? [], pasting.item) === undefined) return
  if (session.state.focus !== pasting.item) session.focus(pasting.item)
  if (answer === 'cancel') {
    session.focus(pasting.item)
    return
  }
  rebuild(session, 'paste', (draft, area) => {
    paste(draft, area, pasting.texts, answer === 'grow')
    return { row: area.top, column: area.left }
  })
}

/** A table, or the selected part of it, as text. */
export function textTable(session: Session, table: number, area?: Area): TextTable | null {
  const { document, byId } = session.state
  const structure = document?.review.tables[table]
  if (!structure) return null
  const { top, left, bottom, right } = area ?? {
    top: 0,
    left: 0,
    bottom: structure.rows - 1,
    right: structure.columns - 1,
  }
  const cells = structure.cells
    .filter((cell) => meets(areaOf(cell), { top, left, bottom, right }))
    .map(({ item, row, column, rowSpan, columnSpan }) => ({
      row: row - top,
      column: column - left,
      rowSpan,
      columnSpan,
      text: byId.get(item)?.value ?? '',
    }))
  return { rows: bottom - top + 1, columns: right - left + 1, cells }
}

/** The selected texts; null when no cell is in focus. */
export function selectedTable(session: Session): TextTable | null {
  const found = focusedCell(session.state)
  const area = found && selectedArea(session.state, found.table)
  return found && area ? textTable(session, found.table, area) : null
}

/** True when more than one cell is selected. */
export function selectsSeveral(session: Session): boolean {
  const table = selectedTable(session)
  return table !== null && table.cells.length > 1
}

/** Whether a text has several cells, or only one. */
export function isSeveral(texts: readonly (readonly string[])[]): boolean {
  return texts.length > 1 || (texts[0]?.length ?? 0) > 1
}

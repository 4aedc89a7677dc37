import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldDefinition } from '#contract/documents/index'
import { formatIn } from '../../ui/format.ts'
import { labelText } from '../../ui/recogniser.ts'
import { clockTime } from '../model/frame-pages.ts'
import { cellOf } from '../model/tables/grid.ts'
import { tableOf } from '../model/tables/selection.ts'
import { useEditor } from '../use-editor.ts'
import { useWorkbench } from '../workbench-context.ts'

/** What an item is called, by its id (contract/review.ts): its field's label, or where its text stands. */
export function useItemName(): (id: string) => string {
  const { t, i18n } = useTranslation('editor')
  const { session } = useWorkbench()
  const recognition = useEditor(session, (state) => state.document?.recognition)
  const { language } = i18n
  const tables = useEditor(session, (state) => state.document?.review.tables)
  return useCallback(
    (id: string) => {
      const [source, first = '', second] = id.split(':')
      const table = tables ? tableOf(tables, id) : undefined
      const placed = table === undefined ? undefined : cellOf(tables![table]!, id)
      const cellName = (number: number, { row, column }: { row: number; column: number }) =>
        t((tables?.length ?? 0) > 1 ? 'fields.cellOfTable' : 'fields.cell', {
          row: row + 1,
          column: column + 1,
          table: number + 1,
        })
      if (placed) return cellName(table!, placed)
      if (source === 'line') return t('fields.line', { number: Number(first) + 1 })
      if (source === 'frame') {
        const time = clockTime(recognition?.frames[Number(first)]?.timeMs ?? 0)
        return t('timeline.line', { time, number: Number(second) + 1 })
      }
      if (source === 'table') return t('tables.table', { number: Number(first) + 1 })
      if (source === 'cell') {
        // One that was deleted has the place that it had.
        const known = recognition?.tables[Number(first)]?.cells[Number(second)]
        return cellName(Number(first), known ?? { row: 0, column: 0 })
      }
      const label = source === 'field' ? fieldDefinition(recognition?.kind ?? '', first)?.label : undefined
      if (!label) return source === 'new' ? t('fields.drawn') : first
      const name = labelText(label, language)
      return second === undefined ? name : `${name} ${formatIn(language).number(Number(second) + 1)}`
    },
    [t, language, recognition, tables],
  )
}

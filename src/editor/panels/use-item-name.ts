import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldDefinition } from '#contract/documents/index'
import { createFormat } from '../../ui/format.ts'
import { labelText } from '../../ui/recogniser.ts'
import { useEditor } from '../use-editor.ts'
import { useWorkbench } from '../workbench-context.ts'

/** What an item is called, by its id (contract/review.ts): its field's label, or where its text stands. */
export function useItemName(): (id: string) => string {
  const { t, i18n } = useTranslation('editor')
  const { session } = useWorkbench()
  const recognition = useEditor(session, (state) => state.document?.recognition)
  const { language } = i18n
  return useCallback(
    (id: string) => {
      const [source, first = '', second] = id.split(':')
      if (source === 'line') return t('fields.line', { number: Number(first) + 1 })
      if (source === 'frame') {
        return t('fields.frameLine', { frame: Number(first) + 1, number: Number(second) + 1 })
      }
      if (source === 'table') return t('tables.table', { number: Number(first) + 1 })
      if (source === 'cell') {
        const cell = recognition?.tables[Number(first)]?.cells[Number(second)]
        const place = { row: (cell?.row ?? 0) + 1, column: (cell?.column ?? 0) + 1, table: Number(first) + 1 }
        return t((recognition?.tables.length ?? 0) > 1 ? 'fields.cellOfTable' : 'fields.cell', place)
      }
      const label = source === 'field' ? fieldDefinition(recognition?.kind ?? '', first)?.label : undefined
      if (!label) return source === 'new' ? t('fields.drawn') : first
      const name = labelText(label, language)
      return second === undefined ? name : `${name} ${createFormat(language).number(Number(second) + 1)}`
    },
    [t, language, recognition],
  )
}

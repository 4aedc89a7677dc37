import { useTranslation } from 'react-i18next'
import { provideTableTools } from '../../model/tables/loaded.ts'
import * as tableActions from '../../model/tables/table-actions.ts'
import { useEditor } from '../../use-editor.ts'
import { useWorkbench } from '../../workbench-context.ts'
import { useFocusFollowing } from '../use-focus-following.ts'
import { CellBar } from './cell-bar.tsx'
import { PasteQuestion } from './paste-question.tsx'
import { TableGrid } from './table-grid.tsx'
import { TableMenus } from './table-menus.tsx'
import classes from './tables.module.css'

provideTableTools(tableActions)

/** Every table of the document as a grid, the mirror of its cells on the page. */
export default function TablesPanel() {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const count = useEditor(session, (state) => state.document?.review.tables.length ?? 0)
  useFocusFollowing(() => {})
  return (
    <div className={classes['tables']}>
      {Array.from({ length: count }, (_, table) => (
        // Tables are told apart by their order alone.
        // oxlint-disable-next-line react/no-array-index-key
        <section key={table} aria-label={t('tables.table', { number: table + 1 })}>
          <header className={classes['title']}>
            {count > 1 && <h3>{t('tables.table', { number: table + 1 })}</h3>}
            <TableMenus table={table} />
          </header>
          <CellBar table={table} />
          <PasteQuestion table={table} />
          <TableGrid table={table} />
        </section>
      ))}
    </div>
  )
}

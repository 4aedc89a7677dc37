import { useTranslation } from 'react-i18next'
import { columnName } from '../../model/tables/grid.ts'
import { focusedCell } from '../../model/tables/selection.ts'
import { useEditor } from '../../use-editor.ts'
import { useWorkbench } from '../../workbench-context.ts'
import { ConfidenceChip } from '../confidence-chip.tsx'
import { Crop } from '../crop.tsx'
import { Glyphs } from '../glyphs.tsx'
import { Details, markedQuads } from '../field-row.tsx'
import panels from '../panels.module.css'
import classes from './tables.module.css'

/** What is known of the cell in focus: its place on the page, its confidence, its other readings. */
export function CellBar({ table }: { table: number }) {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const cell = useEditor(session, (state) => {
    const found = focusedCell(state)
    return found?.table === table ? found.cell : null
  })
  const item = useEditor(session, (state) => (cell ? state.byId.get(cell.item) : undefined))
  const flag = useEditor(session, (state) => (cell ? (state.flags.get(cell.item) ?? null) : null))
  const threshold = useEditor(session, (state) => state.threshold)
  const pages = useEditor(session, (state) => state.pages)
  const doubtful = useEditor(session, (state) => (state.doubtful?.item === cell?.item ? state.doubtful : null))
  const page = item && pages[item.page]
  if (!cell || !item) return <p className={`${classes['hint']} ${panels['ofKeys']}`}>{t('tables.hint')}</p>
  const corrected = item.value !== item.machine.value
  return (
    <div className={classes['bar']}>
      <div className={panels['head']}>
        <span className={panels['number']} aria-hidden="true">
          {columnName(cell.column)}
          {cell.row + 1}
        </span>
        <span className={panels['label']}>{t('fields.cell', { row: cell.row + 1, column: cell.column + 1 })}</span>
        <span className={panels['facts']} id={`facts-${item.id}`}>
          {flag && (
            <span className={panels['flag']} data-reason={flag}>
              {t(`flag.${flag}`)}
            </span>
          )}
          {(item.mark !== null || corrected || item.accepted) && (
            <span className={panels['status']}>
              {t(`fields.${item.mark ?? (corrected ? 'corrected' : 'accepted')}`)}
            </span>
          )}
          {item.machine.value !== null && !corrected && (
            <ConfidenceChip value={item.confidence} threshold={threshold} />
          )}
        </span>
      </div>
      {page && item.quads.length > 0 && (
        <Crop
          page={page}
          quads={item.quads}
          marked={markedQuads(item, doubtful?.index ?? null)}
          label={t('fields.crop')}
        />
      )}
      {page && doubtful && <Glyphs item={item} page={page} />}
      {corrected && item.machine.value !== null && (
        <p className={panels['machine']}>
          <bdi>{t('fields.machine', { value: item.machine.value })}</bdi>
        </p>
      )}
      <Details item={item} />
    </div>
  )
}

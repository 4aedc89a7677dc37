import { useTranslation } from 'react-i18next'
import type { Change, ChangeSet } from '#contract/review'
import { useFormat } from '../../ui/format.ts'
import { useEditor } from '../use-editor.ts'
import { useWorkbench } from '../workbench-context.ts'
import classes from './panels.module.css'
import { useItemName } from './use-item-name.ts'

const SHOWN_AT_MOST = 200

/** What was done to the document, by whom and when, the newest first. */
export function HistoryPanel() {
  const { t } = useTranslation('editor')
  const format = useFormat()
  const { session } = useWorkbench()
  const nameOf = useItemName()
  const document = useEditor(session, (state) => state.document)
  if (!document) return null
  const unsent = new Set(document.pending.map(({ id }) => id))
  const steps = [...document.acknowledged, ...document.pending].reverse()

  const describe = (change: Change): string => {
    switch (change.type) {
      case 'value':
        return t('history.value', { field: nameOf(change.item), from: change.from ?? '', to: change.to ?? '' })
      case 'box':
        return t('history.box', { field: nameOf(change.item) })
      case 'mark':
        return change.to === null
          ? t('history.unmark', { field: nameOf(change.item) })
          : t('history.mark', { field: nameOf(change.item), mark: t(`fields.${change.to}`) })
      case 'accept':
        return t(change.to ? 'history.accept' : 'history.unaccept', { field: nameOf(change.item) })
      case 'add':
        return t('history.add', { field: nameOf(change.item.id) })
      case 'remove':
        return t('history.remove', { field: nameOf(change.item.id) })
      case 'table':
        return t('history.table', { table: change.table + 1, rows: change.to.rows, columns: change.to.columns })
      case 'decision':
        return change.to.reason === null
          ? t(`history.state.${change.to.state}`)
          : `${t(`history.state.${change.to.state}`)} · ${change.to.reason}`
    }
  }
  const how = ({ label }: ChangeSet) => (label === 'undo' || label === 'redo' ? t(`history.${label}`) : null)

  return steps.length === 0 ? (
    <p className={classes['empty']}>{t('history.empty')}</p>
  ) : (
    <ol className={classes['history']}>
      {steps.slice(0, SHOWN_AT_MOST).map((step) => (
        <li key={step.id}>
          <ul>
            {step.changes.map((change, index) => (
              // The changes of one step have no names of their own.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={index}>
                <bdi>{describe(change)}</bdi>
              </li>
            ))}
          </ul>
          <p>
            {how(step) !== null && <em>{how(step)} · </em>}
            {step.author ?? t('history.you')} ·{' '}
            {step.at ? format.dateTime(step.at) : unsent.has(step.id) ? t('history.unsent') : ''}
          </p>
        </li>
      ))}
    </ol>
  )
}

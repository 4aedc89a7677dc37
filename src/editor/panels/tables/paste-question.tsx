import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { answerPaste } from '../../model/tables/table-actions.ts'
import { tableOf } from '../../model/tables/selection.ts'
import { useEditor } from '../../use-editor.ts'
import { useWorkbench } from '../../workbench-context.ts'
import classes from './tables.module.css'

/** Asked when what was pasted is larger than the table: it grows, or takes what fits. */
export function PasteQuestion({ table }: { table: number }) {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const pasting = useEditor(session, ({ grid, document }) =>
    grid.pasting && tableOf(document?.review.tables ?? [], grid.pasting.item) === table ? grid.pasting : null,
  )
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (pasting) first.current?.focus()
  }, [pasting])
  if (!pasting) return null
  const { rows, columns } = pasting
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div className={classes['question']} role="group" aria-labelledby={`paste-${table}`}>
      <p id={`paste-${table}`}>
        <strong>{t('tables.pasteTitle')}</strong> {t('tables.pasteText', { rows, columns })}
      </p>
      <Button ref={first} size="compact-md" onClick={() => answerPaste(session, 'grow')}>
        {t('tables.grow')}
      </Button>
      <Button size="compact-md" variant="default" onClick={() => answerPaste(session, 'fit')}>
        {t('tables.fit')}
      </Button>
      <Button size="compact-md" variant="subtle" onClick={() => answerPaste(session, 'cancel')}>
        {t('tables.cancel')}
      </Button>
    </div>
  )
}

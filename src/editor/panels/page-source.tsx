import { IconFileText } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useEditor } from '../use-editor.ts'
import { useWorkbench } from '../workbench-context.ts'
import classes from './pages.module.css'

/** Says where the text of the page on the screen is the file's own, not read from its picture. */
export function PageSource() {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const fromFile = useEditor(session, ({ document, page }) => {
    return document?.recognition.lines.some((line) => line.source === 'file' && line.page === page) === true
  })
  if (!fromFile) return null
  return (
    <p className={classes['source']} data-testid="page-source">
      <IconFileText size={16} stroke={1.75} aria-hidden="true" />
      <span>
        <strong>{t('pages.fromFile')}.</strong> {t('pages.fromFileHint')}
      </span>
    </p>
  )
}

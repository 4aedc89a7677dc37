import { Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useProblemText } from '../../ui/problem-text.ts'
import { useEditor } from '../use-editor.ts'
import { useWorkbench } from '../workbench-context.ts'
import classes from './panels.module.css'

/** What stands in place of the fields while the document has not been read. */
export function Waiting() {
  const { t } = useTranslation('editor')
  const problemText = useProblemText()
  const { session } = useWorkbench()
  const { state, progress, error } = useEditor(session, (editor) => editor.summary)
  const known = state === 'received' || state === 'queued' || state === 'failed' ? state : 'running'
  const text = error && state === 'failed' ? problemText(error) : null
  return (
    <output className={classes['waiting']}>
      <h2>{t(`waiting.${known}`)}</h2>
      {known === 'running' && (
        <Progress value={Math.round((progress?.share ?? 0) * 100)} animated aria-label={t('waiting.running')} />
      )}
      {text && <p>{[text.title, text.detail].filter(Boolean).join(' ')}</p>}
      {(known === 'running' || known === 'queued') && <p>{t('waiting.hint')}</p>}
    </output>
  )
}

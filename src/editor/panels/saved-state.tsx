import { Button, Loader } from '@mantine/core'
import { IconAlertTriangle, IconCloudCheck, IconCloudOff, IconGitMerge } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useProblemText } from '../../ui/problem-text.ts'
import { useEditor } from '../use-editor.ts'
import { useWorkbench, useWorkbenchTools } from '../workbench-context.ts'
import classes from './panels.module.css'

/** Where the work is kept, always in sight. */
export function SavedState() {
  const { t } = useTranslation('editor')
  const problemText = useProblemText()
  const { session } = useWorkbench()
  const { retrySaving } = useWorkbenchTools()
  const saved = useEditor(session, (state) => (state.draft ? 'saving' : state.saved))
  const problem = useEditor(session, (state) => state.savedProblem)
  const detail = saved === 'refused' && problem ? problemText(problem).title : null
  return (
    <output className={classes['saved']} data-saved={saved} data-testid="saved-state">
      {saved === 'saved' && <IconCloudCheck size={18} stroke={1.75} aria-hidden="true" />}
      {saved === 'saving' && <Loader size={14} aria-hidden="true" />}
      {saved === 'kept' && <IconCloudOff size={18} stroke={1.75} aria-hidden="true" />}
      {saved === 'conflict' && <IconGitMerge size={18} stroke={1.75} aria-hidden="true" />}
      {saved === 'refused' && <IconAlertTriangle size={18} stroke={1.75} aria-hidden="true" />}
      <span>
        {t(`saved.${saved}`)}
        {detail && `: ${detail}`}
      </span>
      {(saved === 'kept' || saved === 'refused') && (
        <Button variant="subtle" size="compact-xs" onClick={retrySaving}>
          {t('saved.retry')}
        </Button>
      )}
      {saved === 'conflict' && (
        <Button variant="subtle" size="compact-xs" onClick={() => session.openDialog('conflict')}>
          {t('saved.choose')}
        </Button>
      )}
    </output>
  )
}

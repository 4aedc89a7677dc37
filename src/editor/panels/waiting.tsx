import { Progress } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { requestRecognition } from '../../api/documents.ts'
import { problemOf } from '../../api/problem-error.ts'
import { PricedButton } from '../../ui/price/priced-button.tsx'
import { useProblemText } from '../../ui/problem-text.ts'
import { useEditor } from '../use-editor.ts'
import { useWorkbench } from '../workbench-context.ts'
import classes from './panels.module.css'

/** What stands in place of the fields while the document has not been read. */
export function Waiting() {
  const { t } = useTranslation('editor')
  const problemText = useProblemText()
  const { session } = useWorkbench()
  const { id, state, progress, error, provider, capability } = useEditor(session, (editor) => editor.summary)
  const [asking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<unknown>(null)
  const again = async () => {
    if (provider === null || capability === null) return
    setAsking(true)
    setRefusal(null)
    // That it is queued is heard from the server.
    await requestRecognition(id, { provider, capability }).catch(setRefusal)
    setAsking(false)
  }
  const offered = state === 'failed' && provider !== null && capability !== null
  const known = state === 'received' || state === 'queued' || state === 'failed' ? state : 'running'
  const text = error && state === 'failed' ? problemText(error) : null
  return (
    <output className={classes['waiting']}>
      <h2>{t(`waiting.${known}`)}</h2>
      {known === 'running' && (
        <Progress value={Math.round((progress?.share ?? 0) * 100)} animated aria-label={t('waiting.running')} />
      )}
      {text && <p>{[text.title, text.detail].filter(Boolean).join(' ')}</p>}
      {refusal !== null && <p>{problemText(problemOf(refusal)).title}</p>}
      {offered && (
        <PricedButton
          asked={[{ provider, capability, calls: 1 }]}
          label={t('waiting.again')}
          variant="default"
          loading={asking}
          onClick={() => void again()}
          mx="auto"
        />
      )}
      {(known === 'running' || known === 'queued') && <p>{t('waiting.hint')}</p>}
    </output>
  )
}

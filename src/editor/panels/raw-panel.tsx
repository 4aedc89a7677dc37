import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ModeBadge } from '../../ui/mode-badge.tsx'
import { useEditor } from '../use-editor.ts'
import { useWorkbench } from '../workbench-context.ts'
import classes from './panels.module.css'

/** The recogniser's answer as it came: its facts, and its body, indented when it is JSON. */
export function RawPanel() {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const recognition = useEditor(session, (state) => state.document?.recognition ?? null)
  const body = useMemo(() => {
    const raw = recognition?.raw
    if (!raw) return null
    try {
      return raw.contentType.includes('json') ? JSON.stringify(JSON.parse(raw.body), null, 2) : raw.body
    } catch {
      return raw.body
    }
  }, [recognition])
  if (!recognition) return null
  return (
    <div className={classes['raw']}>
      <dl>
        <dt>{t('raw.provider')}</dt>
        <dd>
          {recognition.provider} <ModeBadge mode={recognition.mode} />
        </dd>
        <dt>{t('raw.capability')}</dt>
        <dd>{recognition.capability}</dd>
        {recognition.requestId !== null && (
          <>
            <dt>{t('raw.request')}</dt>
            <dd>
              <code>{recognition.requestId}</code>
            </dd>
          </>
        )}
        {recognition.durationMs !== null && (
          <>
            <dt>{t('raw.duration')}</dt>
            <dd>{t('raw.milliseconds', { count: Math.round(recognition.durationMs) })}</dd>
          </>
        )}
      </dl>
      {body === null ? (
        <p className={classes['empty']}>{t('raw.none')}</p>
      ) : (
        // What scrolls must be reachable by the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre tabIndex={0} aria-label={t('raw.body')}>
          {body}
        </pre>
      )}
    </div>
  )
}

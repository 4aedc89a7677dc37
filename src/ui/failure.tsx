import { IconAlertTriangle, IconPlugConnectedX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../api/problem-error.ts'
import classes from './failure.module.css'
import { Notice } from './notice.tsx'
import { useProblemText } from './problem-text.ts'

/** A failure in words, with a way on: trying again where that may help, and whatever `children` offer. */
export function Failure({ error, onRetry, children }: { error: unknown; onRetry?: () => void; children?: ReactNode }) {
  const { t } = useTranslation()
  const text = useProblemText()
  const problem = problemOf(error)
  const { title, detail } = text(problem)
  const lost = problem.code === 'connection-lost'
  return (
    <Notice
      tone="danger"
      picture={lost ? <IconPlugConnectedX size={30} stroke={1.6} /> : <IconAlertTriangle size={30} stroke={1.6} />}
      title={title}
      actions={
        <>
          {onRetry && (
            // The kit's own button would be in the page's entry for this alone.
            <button type="button" className={classes['retry']} onClick={onRetry}>
              {t('action.retry')}
            </button>
          )}
          {children}
        </>
      }
    >
      {detail && <p>{detail}</p>}
    </Notice>
  )
}

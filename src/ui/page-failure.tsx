import type { ErrorComponentProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Failure } from './failure.tsx'

/** Instead of a page that could not be loaded or drawn: what happened, trying again, and the way back to the documents. */
export function PageFailure({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation()
  return (
    <Failure error={error} onRetry={reset}>
      <a href="/documents">{t('action.back')}</a>
    </Failure>
  )
}

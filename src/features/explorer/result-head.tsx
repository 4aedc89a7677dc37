import { IconArrowRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { kindByName } from '#contract/documents/index'
import type { Recognition } from '#contract/result'
import { useFormat } from '../../ui/format.ts'
import { ModeBadge } from '../../ui/mode-badge.tsx'
import { labelText } from '../../ui/recogniser.ts'
import classes from './explorer-page.module.css'

/** What was read, in which mode, how long it took, and the way to where it is corrected. */
export function ResultHead({ recognition }: { recognition: Recognition }) {
  const { t, i18n } = useTranslation('explorer')
  const format = useFormat()
  const { kind, mode, status, durationMs, requestId, documentId } = recognition
  const label = kindByName(kind)?.label
  return (
    <div className={classes['resultHead']} data-testid="result-head" data-status={status} data-mode={mode}>
      <span className={classes['resultKind']}>{label ? labelText(label, i18n.language) : kind}</span>
      <ModeBadge mode={mode} />
      <span className={classes['resultFacts']}>
        {t(`status.${status}`)}
        {durationMs !== null && ` · ${t('request.milliseconds', { formatted: format.number(Math.round(durationMs)) })}`}
        {requestId !== null && (
          <>
            {' · '}
            <code>{requestId}</code>
          </>
        )}
      </span>
      <Link className={classes['toWorkbench']} to="/documents/$documentId" params={{ documentId }}>
        {t('result.workbench')}
        <IconArrowRight size={15} aria-hidden="true" />
      </Link>
    </div>
  )
}

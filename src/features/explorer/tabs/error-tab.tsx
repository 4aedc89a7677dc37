import { Button } from '@mantine/core'
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '#contract/problem'
import { useProblemText } from '../../../ui/problem-text.ts'
import classes from './error-tab.module.css'

/** A failure explained: what happened, whose fault it is, what to do, and the provider's own code. */
export function ErrorTab({ problem, onRetry }: { problem: Problem | null; onRetry: (() => void) | null }) {
  const { t, i18n } = useTranslation('explorer')
  const text = useProblemText()
  if (!problem) return <p className={classes['none']}>{t('error.none')}</p>
  const { title, detail, original } = text(problem)
  const { whoseFault, provider, providerCode, code, status, retryable, action, parameters } = problem
  const message = parameters?.['providerMessage']
  // In Chinese the detail holds what to do; in English it is joined to it unless the catalogue speaks.
  const toDo = action !== undefined && !detail?.includes(action) && i18n.language.startsWith('en') ? action : undefined
  return (
    <div className={classes['error']} role="alert" data-testid="error-explained" data-code={code}>
      <h3 className={classes['title']}>
        <IconAlertTriangle size={20} aria-hidden="true" />
        {title}
      </h3>
      {detail && <p className={classes['detail']}>{detail}</p>}
      {toDo && <p className={classes['detail']}>{toDo}</p>}
      <dl className={classes['facts']}>
        <dt>{t('error.fault')}</dt>
        <dd data-fault={whoseFault}>{t(`fault.${whoseFault}`)}</dd>
        <dt>{t('error.again')}</dt>
        <dd>{t(retryable ? 'error.retryable' : 'error.final')}</dd>
        {providerCode !== undefined && (
          <>
            <dt>{t('error.providerCode')}</dt>
            <dd>
              <code>{providerCode}</code>
              {provider !== undefined && <span className={classes['quiet']}> {provider}</span>}
            </dd>
          </>
        )}
        {typeof message === 'string' && message !== '' && (
          <>
            <dt>{t('error.providerMessage')}</dt>
            <dd>
              <bdi dir="auto">{message}</bdi>
            </dd>
          </>
        )}
        {original !== undefined && (
          <>
            <dt>{t('error.inEnglish')}</dt>
            <dd>
              <bdi lang="en" dir="ltr">
                {original}
              </bdi>
            </dd>
          </>
        )}
        <dt>{t('error.code')}</dt>
        <dd>
          <code>{code}</code> <span className={classes['quiet']}>{status > 0 && status}</span>
        </dd>
      </dl>
      {onRetry && (
        <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={onRetry}>
          {t('error.run')}
        </Button>
      )}
    </div>
  )
}

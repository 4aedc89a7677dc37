import { useTranslation } from 'react-i18next'
import type { Exchange } from '#contract/exchange'
import { useFormat } from '../../../ui/format.ts'
import classes from './exchange.module.css'

/** One call in a line: why, the how-manieth time, where to, what came back, how long it took. */
export function ExchangeHead({ exchange }: { exchange: Exchange }) {
  const { t } = useTranslation('explorer')
  const format = useFormat()
  const { purpose, attempt, request, answer, durationMs, error } = exchange
  const url = URL.canParse(request.url) ? new URL(request.url) : null
  return (
    <span className={classes['head']}>
      <span className={classes['purpose']} data-purpose={purpose}>
        {t(`purpose.${purpose}`)}
      </span>
      {attempt > 1 && <span className={classes['quiet']}>{t('request.attempt', { count: attempt })}</span>}
      <span className={classes['target']}>
        <code>{request.method}</code> <code>{url ? url.host + url.pathname : request.url}</code>
      </span>
      <span
        className={classes['outcome']}
        data-failed={error !== undefined || (answer?.status ?? 0) >= 400 || undefined}
      >
        {answer ? answer.status : t('request.noAnswer')}
      </span>
      <span className={classes['quiet']}>
        {t('request.milliseconds', { formatted: format.number(Math.round(durationMs)) })}
      </span>
    </span>
  )
}

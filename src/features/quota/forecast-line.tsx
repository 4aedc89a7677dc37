import { useQuery } from '@tanstack/react-query'
import { IconTrendingDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Forecast } from '#contract/forecast'
import type { Mode } from '#contract/result'
import { forecastQuery } from '../../api/forecast.ts'
import { useFormat } from '../../ui/format.ts'
import classes from './forecast-line.module.css'
import { registerForecastLanguage } from './forecast-language/index.ts'

await registerForecastLanguage()

/** When the packages of a pool will be used up, with how sure that is, and what expires before it is used; nothing where nothing is left. */
export function ForecastLine({ provider, mode, pool }: { provider: string; mode: Mode; pool: string }) {
  const { data = [] } = useQuery(forecastQuery)
  const found = data.find((each) => each.provider === provider && each.mode === mode && each.pool === pool)
  return found && found.state !== 'empty' ? <Line forecast={found} /> : null
}

function Line({ forecast }: { forecast: Forecast }) {
  const { t } = useTranslation('forecast')
  const format = useFormat()
  const { state, runsOut, losses, lastExpiry, perDay, unit, historyDays } = forecast
  const amount = (units: number) =>
    unit === 'call'
      ? t('calls', { count: Math.round(units) })
      : t('points', { points: format.number(Math.floor(units / 100)) })
  const expiry = lastExpiry === null ? '' : format.day(lastExpiry)
  const main = () => {
    if (state === 'not-enough-history') return t('notEnough', { count: historyDays })
    if (state === 'unused') return t('unused', { day: expiry })
    if (runsOut === null) return t('expires', { day: expiry })
    const { low, likely, high } = runsOut
    return high === null
      ? t('runsOutOpen', { day: format.day(likely), from: format.day(low), expiry })
      : t('runsOut', { day: format.day(likely), from: format.day(low), to: format.day(high) })
  }
  return (
    <div className={classes['forecast']} data-state={state} data-testid="forecast">
      <IconTrendingDown size={17} stroke={1.8} aria-hidden="true" />
      <div>
        <p className={classes['main']}>{main()}</p>
        {state !== 'unused' &&
          losses.map(({ packageId, expires, units: { low, likely, high } }) => (
            <p key={packageId} className={classes['loss']}>
              {t('loss', {
                day: format.day(expires),
                amount: amount(likely),
                from: amount(low),
                to: amount(high ?? likely),
              })}
            </p>
          ))}
        {perDay !== null && perDay > 0 && (
          <p className={classes['quiet']}>
            {t('basis', { amount: amount(Math.max(perDay, unit === 'call' ? 1 : 100)), count: historyDays })}
          </p>
        )}
      </div>
    </div>
  )
}

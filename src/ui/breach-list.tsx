import { useTranslation } from 'react-i18next'
import type { LimitBreach } from '#contract/limits'
import { useFormat } from './format.ts'

const inBytes = new Set(['bytes', 'minBytes', 'maxBytes'])

/** Every limit that a file breaks, in words, with what to do about it. */
export function BreachList({ breaches }: { breaches: readonly LimitBreach[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <ul>
      {breaches.map(({ code, parameters }) => {
        const readable = Object.fromEntries(
          Object.entries(parameters).map(([name, value]) => [
            name,
            typeof value === 'string' ? value : inBytes.has(name) ? format.bytes(value) : format.number(value),
          ]),
        )
        return (
          <li key={code}>
            <strong>{t(`breach.${code}.title`, { replace: readable })}</strong>{' '}
            {t(`breach.${code}.detail`, { replace: readable })}
          </li>
        )
      })}
    </ul>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { LedgerEntry } from '#contract/metering'
import { providersQuery } from '../../../api/providers.ts'
import { FigurePanel } from '../../../ui/charts/figure-panel.tsx'
import { useFormat } from '../../../ui/format.ts'
import { labelText } from '../../../ui/recogniser.ts'
import { useOutcomeName } from './use-outcome-name.ts'

/** The newest calls as the ledger has them, each with the way to what was read. */
export function LatestCalls({ calls, fileName }: { calls: readonly LedgerEntry[]; fileName: string }) {
  const { t, i18n } = useTranslation('apps')
  const format = useFormat()
  const outcome = useOutcomeName()
  const providers = useQuery(providersQuery).data ?? []
  const capabilityOf = ({ provider, capability }: LedgerEntry) => {
    const found = providers.find(({ id }) => id === provider)?.capabilities.find(({ id }) => id === capability)
    return found ? labelText(found.label, i18n.language) : (capability ?? '')
  }
  const readingOf = ({ provider, capability, callId }: LedgerEntry) =>
    callId === null || capability === null
      ? undefined
      : `/explorer?${new URLSearchParams({ provider, capability, recognition: callId })}`
  const write = (value: number | null, how: (value: number) => string) => (value === null ? '–' : how(value))
  return (
    <FigurePanel
      title={t('monitoring.latest')}
      text={t('monitoring.latestText')}
      fileName={`${fileName}-calls`}
      rows={calls}
      rowKey={({ sequence }) => String(sequence)}
      columns={[
        {
          key: 'at',
          label: t('monitoring.at'),
          text: ({ at }) => format.dateTime(at),
          plain: ({ at }) => at,
          href: readingOf,
        },
        {
          key: 'capability',
          label: t('monitoring.capability'),
          text: capabilityOf,
          plain: ({ provider, capability }) => `${provider}/${capability}`,
        },
        {
          key: 'outcome',
          label: t('monitoring.outcome'),
          text: (call) => outcome(call.outcome),
          plain: (call) => call.outcome,
        },
        { key: 'code', label: t('monitoring.code'), text: ({ code }) => code ?? '–', plain: ({ code }) => code },
        {
          key: 'durationMs',
          label: t('monitoring.time'),
          numeric: true,
          text: ({ durationMs }) => write(durationMs, format.duration),
          plain: ({ durationMs }) => durationMs,
        },
        {
          key: 'bytes',
          label: t('monitoring.totals.traffic'),
          numeric: true,
          text: ({ bytes }) => write(bytes, format.bytes),
          plain: ({ bytes }) => bytes,
        },
        {
          key: 'fen',
          label: t('monitoring.cost'),
          numeric: true,
          text: ({ fen }) => format.money(fen),
          plain: ({ fen }) => fen,
        },
      ]}
    />
  )
}

import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconCircleCheck, IconCircleX, IconPlugConnected } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Circuit, Probe, ProviderStatus } from '#contract/provider'
import { problemOf } from '../../api/problem-error.ts'
import { probeProvider, providersStatusQuery } from '../../api/providers.ts'
import type { FaultState } from '../../api/sandbox.ts'
import { useFormat } from '../../ui/format.ts'
import { ModeBadge } from '../../ui/mode-badge.tsx'
import { useProblemText } from '../../ui/problem-text.ts'
import { labelText } from '../../ui/recogniser.ts'
import { FaultSwitch } from './fault-switch.tsx'
import { LiveHint } from './live-hint.tsx'
import classes from './providers.module.css'

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

function CircuitState({ circuit }: { circuit: Circuit }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <span className={classes['circuit']} data-state={circuit.state}>
      {t(`settings.provider.circuits.${circuit.state}`, {
        until: circuit.until === null ? '' : format.dateTime(circuit.until),
      })}
      {circuit.failures > 0 && ` · ${t('settings.provider.failures', { count: circuit.failures })}`}
    </span>
  )
}

function LastCall({ call, now }: { call: NonNullable<ProviderStatus['lastCall']>; now: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <span>
      <time dateTime={call.at} title={format.dateTime(call.at)}>
        {format.moment(call.at, now)}
      </time>
      {' · '}
      <span className={classes['outcome']} data-ok={call.ok}>
        {call.ok ? t('settings.provider.succeeded') : t('settings.provider.failed')}
        {call.status !== null && ` (${call.status})`}
      </span>
      {` · ${t('settings.provider.milliseconds', { formatted: format.number(Math.round(call.durationMs)) })}`}
      {` · ${call.purpose}`}
      {call.code !== null && (
        <>
          {' · '}
          <code>{call.code}</code>
        </>
      )}
    </span>
  )
}

function ProbeOutcome({ probe }: { probe: Probe }) {
  const { t } = useTranslation()
  const format = useFormat()
  const text = useProblemText()
  const problem = probe.problem && text(probe.problem)
  return (
    <p className={classes['probe']} data-ok={probe.ok} data-testid="probe-outcome">
      {probe.ok ? <IconCircleCheck size={18} aria-hidden="true" /> : <IconCircleX size={18} aria-hidden="true" />}
      <span>
        <strong>{t(probe.ok ? `settings.provider.checked.${probe.checked}` : 'settings.provider.probeFailed')}</strong>{' '}
        {problem && `${problem.title}. ${problem.detail ?? ''} `}
        <span className={classes['quiet']}>
          {t('settings.provider.milliseconds', { formatted: format.number(Math.round(probe.durationMs)) })}
        </span>
      </span>
    </p>
  )
}

interface ProviderCardProps {
  status: ProviderStatus
  now: number
  fault: FaultState | undefined
  faultsOffered: boolean
}

/** One provider: its mode, where its calls go, how the last one went, and a test that costs nothing. It never takes a key. */
export function ProviderCard({ status, now, fault, faultsOffered }: ProviderCardProps) {
  const { t, i18n } = useTranslation()
  const client = useQueryClient()
  const text = useProblemText()
  const { id, label, mode, ready, endpoints, keyEnding, circuit, lastCall, settings, liveVariables } = status
  const probe = useMutation({
    mutationFn: () => probeProvider(id),
    onSettled: () => void client.invalidateQueries(providersStatusQuery),
  })
  const name = labelText(label, i18n.language)
  return (
    <article className={classes['card']} aria-label={name} data-provider={id} data-mode={mode}>
      <header className={classes['head']}>
        <h3 className={classes['name']}>{name}</h3>
        <ModeBadge mode={mode} />
        {!ready && <span className={classes['unready']}>{t('settings.provider.notReady')}</span>}
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlugConnected size={16} />}
          loading={probe.isPending}
          onClick={() => probe.mutate()}
        >
          {t('settings.provider.test')}
        </Button>
      </header>
      <output aria-live="polite">
        {probe.data && <ProbeOutcome probe={probe.data} />}
        {probe.error && <p className={classes['unready']}>{text(problemOf(probe.error)).title}</p>}
      </output>
      {mode === 'local' ? (
        <p className={classes['quiet']}>{t('settings.provider.local')}</p>
      ) : (
        <dl className={classes['facts']}>
          <Fact name={t('settings.provider.endpoint')}>
            {endpoints.map((endpoint) => (
              <code key={endpoint} className={classes['endpoint']}>
                {endpoint}
              </code>
            ))}
          </Fact>
          <Fact name={t('settings.provider.key')}>
            {keyEnding === null ? (
              <span className={classes['quiet']}>{t('settings.provider.noKey')}</span>
            ) : (
              <code>{`•••• ${keyEnding}`}</code>
            )}
          </Fact>
          <Fact name={t('settings.provider.lastCall')}>
            {lastCall ? (
              <LastCall call={lastCall} now={now} />
            ) : (
              <span className={classes['quiet']}>{t('settings.provider.noCall')}</span>
            )}
          </Fact>
          {circuit && (
            <Fact name={t('settings.provider.circuit')}>
              <CircuitState circuit={circuit} />
            </Fact>
          )}
          {settings.map((setting) => (
            <Fact key={setting.name} name={setting.name}>
              <code className={classes['endpoint']}>{setting.value}</code>
            </Fact>
          ))}
        </dl>
      )}
      {faultsOffered && <FaultSwitch provider={id} name={name} fault={fault} />}
      {liveVariables && (mode === 'sandbox' || !ready) && <LiveHint variables={liveVariables} />}
    </article>
  )
}

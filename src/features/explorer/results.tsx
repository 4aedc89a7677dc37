import { Loader, Tabs } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Exchange } from '#contract/exchange'
import type { Problem } from '#contract/problem'
import type { Recognition } from '#contract/result'
import type { Mark } from './marks.ts'
import { marksByPath } from './marks.ts'
import { RawView } from './raw/raw-view.tsx'
import { CurlTab } from './tabs/curl-tab.tsx'
import { ErrorTab } from './tabs/error-tab.tsx'
import { RequestTab } from './tabs/request-tab.tsx'
import { ResultTab } from './tabs/result-tab.tsx'
import { SigningTab } from './tabs/signing-tab.tsx'
import classes from './results.module.css'

const tabs = ['result', 'request', 'signing', 'answer', 'error', 'curl'] as const
type Tab = (typeof tabs)[number]

interface ResultsProps {
  recognition: Recognition | undefined
  exchanges: readonly Exchange[] | undefined
  marks: readonly Mark[]
  problem: Problem | null
  working: boolean
  curl: string
  frame: number | null
  onFrame: (frame: number | null) => void
  onRetry: (() => void) | null
}

/** The answer to show: the recognition's own, else the last one that came for it, which is what went wrong. */
function rawOf(recognition: Recognition | undefined, exchanges: readonly Exchange[] | undefined) {
  if (recognition?.raw) return recognition.raw
  const body = exchanges?.findLast(({ answer }) => typeof answer?.body.text === 'string')?.answer?.body
  return body ? { contentType: body.contentType ?? '', body: body.text ?? '' } : null
}

/** What a recognition brought, in tabs: result, request, signing, answer, error, and the same as a curl line. */
export function Results(props: ResultsProps) {
  const { recognition, exchanges, marks, problem, working, curl, frame, onFrame, onRetry } = props
  const { t } = useTranslation('explorer')
  const [tab, setTab] = useState<Tab>(problem ? 'error' : 'result')
  const byPath = useMemo(() => marksByPath(marks), [marks])
  const raw = useMemo(() => rawOf(recognition, exchanges), [recognition, exchanges])
  const failed = problem !== null
  const [wasFailed, setWasFailed] = useState(failed)
  if (failed !== wasFailed) {
    // A failure is what one wants to see, and after it the new result.
    setWasFailed(failed)
    if (failed) setTab('error')
    else if (tab === 'error') setTab('result')
  }

  const waiting = (
    <p className={classes['waiting']}>
      {working && <Loader size="xs" aria-hidden="true" />}
      {t(working ? 'results.working' : 'results.none')}
    </p>
  )
  return (
    <Tabs
      className={classes['tabs']}
      value={tab}
      onChange={(value) => setTab(tabs.find((each) => each === value) ?? 'result')}
      keepMounted={false}
    >
      <Tabs.List className={classes['list']} aria-label={t('results.label')}>
        {tabs.map((each) => (
          <Tabs.Tab key={each} value={each} data-failed={(each === 'error' && failed) || undefined}>
            {t(`tab.${each}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="result" className={classes['panel']}>
        {recognition?.status === 'succeeded' ? (
          <ResultTab recognition={recognition} frame={frame} onFrame={onFrame} />
        ) : (
          waiting
        )}
      </Tabs.Panel>
      <Tabs.Panel value="request" className={classes['panel']}>
        {exchanges ? <RequestTab exchanges={exchanges} /> : waiting}
      </Tabs.Panel>
      <Tabs.Panel value="signing" className={classes['panel']}>
        {exchanges ? <SigningTab exchanges={exchanges} /> : waiting}
      </Tabs.Panel>
      <Tabs.Panel value="answer" className={classes['panel']} data-whole>
        {raw ? (
          <RawView body={raw.body} contentType={raw.contentType} marks={byPath} />
        ) : recognition && !working ? (
          <p className={classes['waiting']}>{t('answer.nothing')}</p>
        ) : (
          waiting
        )}
      </Tabs.Panel>
      <Tabs.Panel value="error" className={classes['panel']}>
        <ErrorTab problem={problem} onRetry={onRetry} />
      </Tabs.Panel>
      <Tabs.Panel value="curl" className={classes['panel']}>
        <CurlTab line={curl} />
      </Tabs.Panel>
    </Tabs>
  )
}

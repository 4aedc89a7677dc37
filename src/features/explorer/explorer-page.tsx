import { ActionIcon } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconCompass, IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useDropzone } from 'react-dropzone'
import { useTranslation } from 'react-i18next'
import { checkLimits } from '#contract/limits'
import { problemOf } from '../../api/problem-error.ts'
import { providersQuery } from '../../api/providers.ts'
import { cancelRecognition, isUnfinished } from '../../api/recognitions.ts'
import type { Sample } from '../../api/samples.ts'
import { Failure } from '../../ui/failure.tsx'
import { Notice } from '../../ui/notice.tsx'
import { labelText } from '../../ui/recogniser.ts'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { Catalogue } from './catalogue.tsx'
import { curlLine } from './curl-line.ts'
import { sentValues } from './form/parameter-values.ts'
import { createHighlight, HighlightProvider } from './highlight.ts'
import { registerExplorerLanguage } from './language/index.ts'
import { marksOf } from './marks.ts'
import type { ShownPage } from '../../ui/page-sheet.tsx'
import { usePriceGate } from '../../ui/price/use-prices.ts'
import { PageView } from './page-view/page-view.tsx'
import type { ExplorerPlace } from './place.ts'
import { ResultHead } from './result-head.tsx'
import { Results } from './results.tsx'
import { callOf } from './call-of.ts'
import { RunForm } from './run-form.tsx'
import { useChosenFile } from './use-chosen-file.ts'
import { useForm } from './use-form.ts'
import { useRecognition } from './use-recognition.ts'
import { useRun } from './use-run.ts'
import classes from './explorer-page.module.css'

await registerExplorerLanguage()

interface ExplorerPageProps {
  place: ExplorerPlace
  onPlace: (place: ExplorerPlace, replace?: boolean) => void
}

/** Every operation of every provider, tried on a file: a form made from the catalogue, the result on the page, and what was said on the wire. */
export function ExplorerPage({ place, onPlace }: ExplorerPageProps) {
  const { t, i18n } = useTranslation('explorer')
  const shell = useTranslation().t
  const providers = useQuery(providersQuery)
  const [listed, setListed] = useState(true)
  const { chosen, chooseFile, chooseSample } = useChosenFile()
  const provider = providers.data?.find(({ id }) => id === place.provider)
  const capability = provider?.capabilities.find(({ id }) => id === place.capability)
  usePageTitle(
    [capability && labelText(capability.label, i18n.language), shell('frame.explorer')].filter(Boolean).join(' · '),
  )
  const key = `${place.provider} ${place.capability}`
  const form = useForm(key, capability)
  const [frame, setFrame] = useState<number | null>(null)

  const { provider: providerId, capability: capabilityId } = place
  const runner = useRun(
    useCallback(
      (recognition: string) => onPlace({ provider: providerId, capability: capabilityId, recognition }),
      [onPlace, providerId, capabilityId],
    ),
  )
  const { recognition: found, error, exchanges, pages, refetch } = useRecognition(place.recognition)
  const sending = runner.state.step !== null
  const recognition = sending || runner.state.problem ? undefined : found
  const unfinished = recognition !== undefined && isUnfinished(recognition)

  // A link to a recognition alone is enough.
  useEffect(() => {
    if (!found || place.provider !== undefined) return
    onPlace({ provider: found.provider, capability: found.capability, recognition: found.id }, true)
  }, [found, place.provider, onPlace])
  const { clear } = runner
  useEffect(() => {
    clear()
    setFrame(null)
  }, [key, place.recognition, clear])

  const breaches = useMemo(
    () => (chosen && capability ? checkLimits(chosen.facts, capability.limits) : []),
    [chosen, capability],
  )
  const { values, refusals, kind, follow } = form
  const gate = usePriceGate(provider?.ready && capability ? [callOf(provider.id, capability.id, chosen?.facts)] : [])
  const working = sending || unfinished
  const ready =
    provider?.ready === true &&
    chosen !== null &&
    breaches.length === 0 &&
    Object.keys(refusals).length === 0 &&
    gate.open
  const { run: start } = runner
  const run = useCallback(() => {
    if (!ready || working || !capability || !provider || !chosen) return
    const parameters = sentValues(capability, values)
    void start({ provider: provider.id, capability: capability.id, parameters, kind }, capability, chosen.file)
  }, [ready, working, capability, provider, chosen, values, kind, start])
  const cancel = () => {
    if (sending) runner.cancel()
    else if (recognition) void cancelRecognition(recognition.id).finally(() => void refetch())
  }

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing || event.repeat) return
      event.preventDefault()
      run()
    }
    // A pasted picture is for the form here; elsewhere in the console it becomes a document.
    const onPaste = (event: ClipboardEvent) => {
      const file = event.clipboardData?.files[0]
      if (!file) return
      event.preventDefault()
      event.stopPropagation()
      chooseFile(file)
    }
    document.addEventListener('keydown', onKey)
    document.addEventListener('paste', onPaste, { capture: true })
    return () => {
      document.removeEventListener('keydown', onKey)
      document.removeEventListener('paste', onPaste, { capture: true })
    }
  }, [run, chooseFile])

  const { getRootProps, getInputProps, isDragActive, open } = useDropzone({
    noClick: true,
    noKeyboard: true,
    // What is dropped here does not go to the intake, whose dropzone is the whole window.
    noDragEventsBubbling: true,
    multiple: false,
    onDrop: (files) => files[0] && chooseFile(files[0]),
  })

  const marks = useMemo(() => (recognition?.status === 'succeeded' ? marksOf(recognition) : []), [recognition])
  const recognitionId = recognition?.id
  // oxlint-disable-next-line react/exhaustive-deps -- what is lit belongs to one result
  const highlight = useMemo(() => createHighlight(), [recognitionId])
  const shown = useMemo((): ShownPage[] => {
    if (recognition && pages) {
      return recognition.pages.flatMap(({ index, width, height }) => {
        const page = pages.find((each) => each.index === index)
        return page ? [{ index, width, height, previewUrl: page.previewUrl, imageUrl: page.imageUrl }] : []
      })
    }
    if (recognition || !chosen?.picture) return []
    const { url, width, height } = chosen.picture
    return [{ index: 0, width, height, previewUrl: url, imageUrl: url }]
  }, [recognition, pages, chosen])

  if (providers.error) return <Failure error={providers.error} onRetry={() => void providers.refetch()} />
  const onSample = (sample: Sample) => {
    follow(sample)
    chooseSample(sample)
  }
  const { step, share } = runner.state
  const progress = recognition?.progress
  const text = step
    ? t(`step.${step}`)
    : progress
      ? shell(`stage.${progress.stage}`)
      : t(`status.${recognition?.status ?? 'queued'}`)
  const problem = runner.state.problem ?? recognition?.error ?? (error ? problemOf(error) : null)
  return (
    <div
      {...getRootProps({ role: undefined, tabIndex: undefined })}
      className={classes['page']}
      data-listed={listed}
      data-chosen={capability !== undefined}
    >
      <input {...getInputProps({ 'aria-label': t('file.choose'), style: { display: 'none' } })} />
      <aside className={classes['catalogue']}>
        <Catalogue providers={providers.data ?? []} place={place} />
      </aside>
      {provider && capability ? (
        <>
          <div className={classes['formColumn']}>
            <div className={classes['formBar']}>
              <ActionIcon
                className={classes['onlyWide']}
                variant="subtle"
                color="gray"
                aria-label={t(listed ? 'catalogue.hide' : 'catalogue.show')}
                aria-expanded={listed}
                onClick={() => setListed(!listed)}
              >
                {listed ? <IconLayoutSidebarLeftCollapse size={18} /> : <IconLayoutSidebarLeftExpand size={18} />}
              </ActionIcon>
              <Link to="/explorer" className={classes['all']}>
                {t('catalogue.all')}
              </Link>
            </div>
            <RunForm
              provider={provider}
              capability={capability}
              values={values}
              refusals={refusals}
              onValue={form.setValue}
              kind={kind}
              onKind={form.setKind}
              chosen={chosen}
              breaches={breaches}
              dragging={isDragActive}
              onOpenFile={open}
              onSample={onSample}
              gate={gate}
              working={working ? { text, share: step ? share : (progress?.share ?? 0) } : null}
              onRun={run}
              onCancel={cancel}
            />
          </div>
          <HighlightProvider value={highlight}>
            <div className={classes['results']}>
              {recognition && <ResultHead recognition={recognition} />}
              <div className={classes['both']}>
                <PageView
                  key={recognitionId ?? chosen?.picture?.url ?? 'none'}
                  pages={shown}
                  marks={marks}
                  frame={frame}
                >
                  {shown.length === 0 && (
                    <p className={classes['noPage']}>{t(chosen ? 'page.noPicture' : 'page.noFile')}</p>
                  )}
                </PageView>
                <Results
                  key={key}
                  recognition={recognition}
                  exchanges={recognition ? exchanges : undefined}
                  marks={marks}
                  problem={problem}
                  working={working}
                  curl={curlLine({
                    origin: location.origin,
                    provider: provider.id,
                    capability: capability.id,
                    parameters: { ...sentValues(capability, values), ...(kind !== undefined && { kind }) },
                    fileName: chosen?.file.name ?? 'document.jpg',
                  })}
                  frame={frame}
                  onFrame={setFrame}
                  onRetry={ready && !working ? run : null}
                />
              </div>
            </div>
          </HighlightProvider>
        </>
      ) : (
        <div className={classes['welcome']}>
          {providers.data && (
            <Notice
              heading="h1"
              picture={<IconCompass size={32} stroke={1.5} />}
              title={t(place.capability === undefined ? 'welcome.title' : 'welcome.gone')}
            >
              <p>{t('welcome.text')}</p>
            </Notice>
          )}
        </div>
      )}
    </div>
  )
}

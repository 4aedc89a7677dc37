import { ActionIcon, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { contains, type Quad } from '#contract/geometry'
import type { Region } from '#contract/result'
import { toPage } from '../model/view.ts'
import { useEditor } from '../use-editor.ts'
import { useWorkbench } from '../workbench-context.ts'
import { ConfidenceChip } from './confidence-chip.tsx'
import { Crop } from './crop.tsx'
import classes from './regions-panel.module.css'

const none: readonly Region[] = []
const noQuads: readonly Quad[] = []

/** While this list is on the screen, the region under the pointer on the page is the one that is shown. */
function usePointing(regions: readonly Region[]): void {
  const { session } = useWorkbench()
  useEffect(() => {
    const stage = document.querySelector<HTMLElement>('[data-testid="stage"]')
    const move = (event: PointerEvent) => {
      const { left, top } = stage!.getBoundingClientRect()
      const point = toPage(session.services.view.view, [event.clientX - left, event.clientY - top])
      const { page, region } = session.state
      const under = regions.findIndex((each) => each.page === page && contains(each.quad, point))
      const next = under < 0 ? null : under
      if (next !== region) session.set({ region: next })
    }
    stage?.addEventListener('pointermove', move)
    return () => {
      stage?.removeEventListener('pointermove', move)
      session.set({ region: null })
    }
  }, [session, regions])
}

function RegionRow({ region, index }: { region: Region; index: number }) {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const pages = useEditor(session, (state) => state.pages)
  const threshold = useEditor(session, (state) => state.threshold)
  const current = useEditor(session, (state) => state.region === index)
  const [copied, setCopied] = useState(false)
  // Every provider has its own kinds of regions: one that has no name here is shown under its own.
  const names: Readonly<Record<string, string>> = t('regions.kind', { returnObjects: true })
  const name = names[region.kind] ?? region.kind
  const page = pages[region.page]
  const quads = useMemo(() => [region.quad], [region])
  const { text = '' } = region
  const show = () => {
    if (session.state.page !== region.page) session.showPage(region.page)
    session.set({ region: index })
  }
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <li
      className={classes['region']}
      data-current={current || undefined}
      data-region={region.kind}
      onPointerEnter={show}
      onPointerLeave={() => session.set({ region: null })}
    >
      <button
        type="button"
        className={classes['name']}
        aria-current={current ? 'true' : undefined}
        onFocus={show}
        onBlur={() => session.set({ region: null })}
        onClick={() => {
          show()
          session.services.view.reveal([region.quad])
        }}
      >
        <strong>{name}</strong>
        {pages.length > 1 && <span>{t('pages.page', { number: region.page + 1 })}</span>}
        {region.confidence !== null && <ConfidenceChip value={region.confidence} threshold={threshold} />}
      </button>
      {page && <Crop page={page} quads={quads} marked={noQuads} label={t('fields.crop')} height={84} />}
      {text === '' ? (
        <p className={classes['none']}>{t('regions.none')}</p>
      ) : (
        <div className={classes['text']}>
          {/* Plain text, whatever it says: an address in a code is never made a link. */}
          <p dir="auto">{text}</p>
          <Tooltip label={t(copied ? 'regions.copied' : 'regions.copy')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t(copied ? 'regions.copied' : 'regions.copy')}
              onClick={() => void copy()}
            >
              {copied ? <IconCheck size={18} aria-hidden="true" /> : <IconCopy size={18} aria-hidden="true" />}
            </ActionIcon>
          </Tooltip>
        </div>
      )}
    </li>
  )
}

/** Portraits, seals, codes and outlines of the document with what stands in them, each shown on the page when it is pointed at. */
export default function RegionsPanel() {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const regions = useEditor(session, (state) => state.document?.recognition.regions ?? none)
  usePointing(regions)
  return (
    <div className={classes['regions']}>
      {regions.some(({ text }) => text) && <p className={classes['none']}>{t('regions.plain')}</p>}
      <ul aria-label={t('regions.title')}>
        {regions.map((region, index) => (
          // Regions are told apart by their order in the reading.
          // oxlint-disable-next-line react/no-array-index-key
          <RegionRow key={index} region={region} index={index} />
        ))}
      </ul>
    </div>
  )
}

import { ActionIcon, Checkbox, Popover } from '@mantine/core'
import {
  IconChevronLeft,
  IconChevronRight,
  IconMaximize,
  IconStack2,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react'
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useHighlight } from '../highlight.ts'
import { marksOnPage, type Mark, type MarkKind } from '../marks.ts'
import { PageController } from '../../../editor/index.ts'
import { PageSheet, type SheetElements, type ShownPage } from '../../../ui/page-sheet.tsx'
import { Boxes, LitBoxes } from './boxes.tsx'
import classes from './page-view.module.css'

interface PageViewProps {
  pages: readonly ShownPage[]
  marks: readonly Mark[]
  /** The frame of a video whose lines are shown; null = none. */
  frame: number | null
  /** Stands over the page while there is nothing to be seen yet. */
  children?: ReactNode
}

const layerKinds: readonly MarkKind[] = ['field', 'line', 'region', 'cell']

/** The kinds that have boxes at all, in the order in which they are offered. */
function presentKinds(marks: readonly Mark[]): MarkKind[] {
  const present = new Set(marks.filter(({ quads }) => quads.length > 0).map(({ kind }) => kind))
  return layerKinds.filter((kind) => present.has(kind))
}

/** A page with what was found on it: boxes of fields, lines, regions and cells, which light up with the lists beside it. */
export function PageView({ pages, marks, frame, children }: PageViewProps) {
  const { t } = useTranslation('explorer')
  const highlight = useHighlight()
  const [index, setIndex] = useState(0)
  const page = pages[index] ?? pages[0]
  const present = useMemo(() => presentKinds(marks), [marks])
  const [hidden, setHidden] = useState<readonly MarkKind[]>([])
  const controller = useRef<PageController>(null)
  const { width = 0, height = 0 } = page ?? {}
  const attach = useCallback(
    (elements: SheetElements) => {
      const made = new PageController(elements, { width, height })
      controller.current = made
      return () => made.destroy()
    },
    [width, height],
  )
  const pageIndex = page?.index ?? 0
  const shown = useMemo(() => {
    const prefix = `frame:${frame}:`
    const wanted = marks.filter(({ kind, id }) => (kind === 'frame' ? id.startsWith(prefix) : !hidden.includes(kind)))
    return marksOnPage(wanted, pageIndex)
  }, [marks, frame, pageIndex, hidden])

  const chosen = useStore(highlight.store, (state) => (state.from === 'page' ? null : state.chosen))
  useEffect(
    () =>
      highlight.store.subscribe(({ chosen: next, from }, before) => {
        if (next === null || next === before.chosen || from === 'page') return
        const mark = marks.find(({ id }) => id === next)
        const place = pages.findIndex((each) => each.index === mark?.page)
        if (place !== -1) setIndex(place)
      }),
    [highlight, marks, pages],
  )
  useEffect(() => {
    const mark = chosen === null ? undefined : marks.find(({ id }) => id === chosen)
    if (mark && mark.quads.length > 0 && pages[index]?.index === mark.page) controller.current?.show(mark.quads)
  }, [chosen, marks, pages, index])

  return (
    <section className={classes['view']} aria-label={t('page.region')}>
      <div className={classes['bar']} role="toolbar" aria-label={t('page.tools')}>
        {pages.length > 1 && (
          <span className={classes['pages']}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('page.previous')}
              disabled={index === 0}
              onClick={() => setIndex(index - 1)}
            >
              <IconChevronLeft size={18} />
            </ActionIcon>
            <span>{t('page.place', { page: index + 1, pages: pages.length })}</span>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('page.next')}
              disabled={index >= pages.length - 1}
              onClick={() => setIndex(index + 1)}
            >
              <IconChevronRight size={18} />
            </ActionIcon>
          </span>
        )}
        <span className={classes['count']}>{marks.length > 0 && t('page.boxes', { count: shown.length })}</span>
        {present.length > 0 && (
          <Popover position="bottom-end" withArrow shadow="md">
            <Popover.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={t('page.layers')}>
                <IconStack2 size={18} stroke={1.75} />
              </ActionIcon>
            </Popover.Target>
            <Popover.Dropdown aria-label={t('page.layers')}>
              <div className={classes['layers']}>
                {present.map((kind) => (
                  <Checkbox
                    key={kind}
                    size="sm"
                    label={t(`layer.${kind}`)}
                    checked={!hidden.includes(kind)}
                    onChange={(event) =>
                      setHidden(
                        event.currentTarget.checked ? hidden.filter((each) => each !== kind) : [...hidden, kind],
                      )
                    }
                  />
                ))}
                <ul className={classes['legend']}>
                  {(['provider', 'grounded', 'operator'] as const).map((source) => (
                    <li key={source}>
                      <span className={classes['swatch']} data-source={source} aria-hidden="true" />
                      {t(`boxSource.${source}`)}
                    </li>
                  ))}
                </ul>
              </div>
            </Popover.Dropdown>
          </Popover>
        )}
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('page.zoomOut')}
          onClick={() => controller.current?.zoom(-1)}
        >
          <IconZoomOut size={18} stroke={1.75} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('page.zoomIn')}
          onClick={() => controller.current?.zoom(1)}
        >
          <IconZoomIn size={18} stroke={1.75} />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" aria-label={t('page.fit')} onClick={() => controller.current?.fit()}>
          <IconMaximize size={18} stroke={1.75} />
        </ActionIcon>
      </div>
      <PageSheet
        page={page}
        label={t('page.stage')}
        attach={attach}
        testId="explorer-stage"
        boxCount={shown.length}
        boxes={
          <>
            <Boxes marks={shown} />
            <LitBoxes marks={shown} />
          </>
        }
      >
        {children}
      </PageSheet>
    </section>
  )
}

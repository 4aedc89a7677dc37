import { ActionIcon, SegmentedControl } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconMaximize, IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Page } from '#contract/document'
import type { Quad } from '#contract/geometry'
import { PageController } from '../../editor/index.ts'
import { ModeBadge } from '../../ui/mode-badge.tsx'
import { PageSheet, type SheetElements } from '../../ui/page-sheet.tsx'
import type { Column } from './columns.ts'
import type { PageGroup } from './page-group.ts'
import type { PlacedRow } from './placed.ts'
import classes from './page-views.module.css'

const pointsOf = (quad: Quad): string => quad.map((corner) => corner.join(',')).join(' ')

interface PageViewsProps {
  pages: readonly Page[]
  columns: readonly Column[]
  rows: readonly PlacedRow[]
  active: string | null
  group: PageGroup
  /** One view at a time, whatever is chosen: a narrow screen has no room for two. */
  single: boolean
  nameOf: (column: Column) => string
  labelOf: (column: Column) => string
  onActive: (id: string) => void
}

/** The boxes of one recogniser on one page; those of the active field are drawn over the others. */
function Boxes({
  column,
  page,
  rows,
  active,
  onActive,
}: Pick<PageViewsProps, 'rows' | 'active' | 'onActive'> & { column: Column; page: number }) {
  const shown = boxesOf(column, page, rows)
  return (
    <>
      {[...shown.filter(({ id }) => id !== active), ...shown.filter(({ id }) => id === active)].map(
        ({ id, quads, source, differs }) =>
          quads.map((quad) => (
            <polygon
              key={`${id} ${pointsOf(quad)}`}
              className={classes['box']}
              points={pointsOf(quad)}
              data-box={id}
              data-source={source ?? 'none'}
              data-differs={differs || undefined}
              data-active={id === active || undefined}
              onClick={() => onActive(id)}
            />
          )),
      )}
    </>
  )
}

function boxesOf(column: Column, page: number, rows: readonly PlacedRow[]) {
  return rows.flatMap(({ id, cells }) => {
    const cell = cells.find((each) => each.column.id === column.id)
    if (!cell || cell.box.page !== page || cell.box.quads.length === 0) return []
    return [{ id, quads: cell.box.quads, source: cell.box.boxSource, differs: cell.agrees === false }]
  })
}

function View({
  column,
  page,
  ...props
}: Omit<PageViewsProps, 'pages' | 'columns' | 'single'> & { column: Column; page: Page }) {
  const { t } = useTranslation('compare')
  const { group, rows, active, nameOf, labelOf, onActive } = props
  const { width, height, index } = page
  const attach = useCallback(
    (elements: SheetElements) => {
      const made = new PageController(elements, { width, height }, (view, fits) => group.moved(made, view, fits))
      const leave = group.add(made)
      return () => {
        leave()
        made.destroy()
      }
    },
    [group, width, height],
  )
  const count = boxesOf(column, index, rows).length
  return (
    <figure className={classes['view']} data-view={column.number}>
      <figcaption className={classes['caption']}>
        <kbd>{column.number}</kbd>
        <span className={classes['name']}>{labelOf(column)}</span>
        <ModeBadge mode={column.mode} />
        {count === 0 && column.reading.status === 'succeeded' && (
          <span className={classes['none']}>{t('pages.noBoxes')}</span>
        )}
      </figcaption>
      <PageSheet
        page={page}
        label={t('pages.stage', { page: index + 1, name: nameOf(column) })}
        attach={attach}
        testId={`compare-stage-${column.number}`}
        boxCount={count}
        boxes={<Boxes column={column} page={index} rows={rows} active={active} onActive={onActive} />}
      />
    </figure>
  )
}

/** The page once for each recogniser, or once for one of them; what is zoomed and moved in one view goes along in the others. */
export function PageViews({ pages, columns, single, ...props }: PageViewsProps) {
  const { t } = useTranslation('compare')
  const { rows, active, group } = props
  const [layout, setLayout] = useState<'each' | 'one'>('each')
  const [whose, setWhose] = useState<string | null>(null)
  const [index, setIndex] = useState(0)
  const page = pages[index] ?? pages[0]
  const alone = single || layout === 'one'
  const chosen = columns.find(({ id }) => id === whose) ?? columns[0]
  const shown = alone ? columns.filter((column) => column === chosen) : columns

  const row = rows.find(({ id }) => id === active)
  const placed = row?.cells.find(({ box }) => box.quads.length > 0)
  const target = placed?.box
  // Where the active field stands comes into sight; by its id, since a reading that comes in later moves nothing.
  useEffect(() => {
    if (!target) return
    const place = pages.findIndex((each) => each.index === target.page)
    if (place === -1) return
    setIndex(place)
    group.show(target.quads)
    // oxlint-disable-next-line react/exhaustive-deps
  }, [active, group])

  if (!page) return null
  return (
    <section className={classes['pages']} aria-label={t('pages.label')}>
      <div className={classes['bar']} role="toolbar" aria-label={t('pages.label')}>
        {!single && (
          <SegmentedControl
            size="xs"
            aria-label={t('pages.layout')}
            value={layout}
            onChange={(next) => setLayout(next)}
            data={[
              { value: 'each', label: t('pages.each') },
              { value: 'one', label: t('pages.one') },
            ]}
          />
        )}
        {alone && columns.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label={t('pages.whose')}
            value={chosen?.id ?? ''}
            onChange={setWhose}
            data={columns.map((column) => ({ value: column.id, label: `${column.number}` }))}
          />
        )}
        <span className={classes['gap']} />
        {pages.length > 1 && (
          <span className={classes['places']}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('pages.previous')}
              disabled={index === 0}
              onClick={() => setIndex(index - 1)}
            >
              <IconChevronLeft size={18} />
            </ActionIcon>
            {t('pages.place', { page: index + 1, pages: pages.length })}
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('pages.next')}
              disabled={index >= pages.length - 1}
              onClick={() => setIndex(index + 1)}
            >
              <IconChevronRight size={18} />
            </ActionIcon>
          </span>
        )}
        <ActionIcon variant="subtle" color="gray" aria-label={t('pages.zoomOut')} onClick={() => group.zoom(-1)}>
          <IconZoomOut size={18} stroke={1.75} />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" aria-label={t('pages.zoomIn')} onClick={() => group.zoom(1)}>
          <IconZoomIn size={18} stroke={1.75} />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" aria-label={t('pages.fit')} onClick={() => group.fit()}>
          <IconMaximize size={18} stroke={1.75} />
        </ActionIcon>
      </div>
      <div className={classes['views']}>
        {shown.map((column) => (
          <View key={column.id} column={column} page={page} {...props} />
        ))}
      </div>
    </section>
  )
}

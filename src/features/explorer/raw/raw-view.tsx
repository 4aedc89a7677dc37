import { ActionIcon, TextInput } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconFocus2, IconSearch } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useFormat } from '../../../ui/format.ts'
import { useHighlight, useLit } from '../highlight.ts'
import type { Mark } from '../marks.ts'
import { CopyAction } from '../copy-action.tsx'
import { findMatches, splitAt } from './find-matches.ts'
import { rawRows } from './raw-rows.ts'
import { loosePath, type Row } from './row.ts'
import classes from './raw-view.module.css'

const rowHeight = 20

interface RowLineProps {
  row: Row
  number: number
  mark: Mark | null
  matches: readonly number[]
  current: number | null
  length: number
}

function RowLine({ row, number, mark, matches, current, length }: RowLineProps) {
  const { t } = useTranslation('explorer')
  const highlight = useHighlight()
  const lit = useLit(mark?.id ?? null)
  const pieces = splitAt(row, matches, length)
  return (
    <div
      className={classes['row']}
      data-lit={lit}
      data-linked={mark !== null || undefined}
      data-path={row.path ?? undefined}
      {...(mark && {
        onPointerEnter: () => highlight.hover(mark.id),
        onPointerLeave: () => highlight.hover(null),
        onClick: () => highlight.choose(mark.id, 'raw'),
      })}
    >
      <span className={classes['gutter']}>
        {mark && (
          <button
            type="button"
            className={classes['link']}
            aria-label={t('answer.show', { path: row.path })}
            onFocus={() => highlight.hover(mark.id)}
            onBlur={() => highlight.hover(null)}
            onClick={() => highlight.choose(mark.id, 'raw')}
          >
            <IconFocus2 size={14} stroke={2} aria-hidden="true" />
          </button>
        )}
        <span className={classes['number']} aria-hidden="true">
          {number}
        </span>
      </span>
      <code className={classes['code']} style={{ paddingInlineStart: `${Math.min(row.depth, 16) * 1.125}rem` }}>
        {pieces.map(({ type, text, match }, index) =>
          match === null ? (
            // Pieces of one line, made anew as a whole.
            // oxlint-disable-next-line react/no-array-index-key
            <span key={index} data-type={type}>
              {text}
            </span>
          ) : (
            // oxlint-disable-next-line react/no-array-index-key
            <mark key={index} data-current={match === current || undefined}>
              {text}
            </mark>
          ),
        )}
      </code>
    </div>
  )
}

interface RawViewProps {
  body: string
  contentType: string
  marks: ReadonlyMap<string, readonly Mark[]>
}

/** An answer as it came: indented, searchable, and linked to the page where a value has a place on it. Only lines in sight are drawn. */
export function RawView({ body, contentType, marks }: RawViewProps) {
  const { t } = useTranslation('explorer')
  const format = useFormat()
  const highlight = useHighlight()
  const rows = useMemo(() => rawRows(body), [body])
  const links = useMemo(
    () =>
      rows.map(({ path }) => {
        const there = path === null || path === '' ? undefined : marks.get(loosePath(path))
        return there?.find(({ quads }) => quads.length > 0) ?? null
      }),
    [rows, marks],
  )
  const [sought, setSought] = useState('')
  const wanted = useDeferredValue(sought)
  const matches = useMemo(() => findMatches(rows, wanted), [rows, wanted])
  const byRow = useMemo(() => {
    const places = new Map<number, number[]>()
    for (const { row, at } of matches) places.set(row, [...(places.get(row) ?? []), at])
    return places
  }, [matches])
  const [place, setPlace] = useState(0)
  const current = matches[Math.min(place, matches.length - 1)]
  const scroller = useRef<HTMLDivElement>(null)
  // The library's own state changes by itself; this component is what reads it.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })
  const { scrollToIndex } = virtual

  useEffect(() => setPlace(0), [wanted])
  useEffect(() => {
    if (current) scrollToIndex(current.row, { align: 'center' })
  }, [current, scrollToIndex])

  const chosen = useStore(highlight.store, (state) => (state.from === 'raw' ? null : state.chosen))
  useEffect(() => {
    const at = chosen === null ? -1 : links.findIndex((mark) => mark?.id === chosen)
    if (at !== -1) scrollToIndex(at, { align: 'center' })
  }, [chosen, links, scrollToIndex])

  const step = (by: 1 | -1) => {
    if (matches.length > 0)
      setPlace((before) => (Math.min(before, matches.length - 1) + by + matches.length) % matches.length)
  }
  return (
    <div className={classes['view']}>
      <div className={classes['bar']}>
        <TextInput
          className={classes['search']}
          type="search"
          size="xs"
          aria-label={t('answer.search')}
          placeholder={t('answer.search')}
          leftSection={<IconSearch size={15} aria-hidden="true" />}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return
            event.preventDefault()
            step(event.shiftKey ? -1 : 1)
          }}
        />
        <output className={classes['matches']} data-testid="matches">
          {wanted.trim() !== '' &&
            (matches.length === 0
              ? t('answer.none')
              : t('answer.match', {
                  place: format.number(Math.min(place, matches.length - 1) + 1),
                  total: format.number(matches.length),
                }))}
        </output>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('answer.previous')}
          disabled={matches.length === 0}
          onClick={() => step(-1)}
        >
          <IconChevronUp size={16} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('answer.next')}
          disabled={matches.length === 0}
          onClick={() => step(1)}
        >
          <IconChevronDown size={16} />
        </ActionIcon>
        <CopyAction value={body} label={t('answer.copy')} />
      </div>
      <p className={classes['facts']}>
        {contentType} · {t('answer.lines', { count: rows.length, formatted: format.number(rows.length) })}
      </p>
      {/* What scrolls must be reachable by the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section ref={scroller} className={classes['scroller']} tabIndex={0} aria-label={t('answer.body')}>
        <div className={classes['sheet']} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => (
            <div key={index} className={classes['place']} style={{ transform: `translateY(${start}px)` }}>
              <RowLine
                row={rows[index]!}
                number={index + 1}
                mark={links[index] ?? null}
                matches={byRow.get(index) ?? []}
                current={current?.row === index ? current.at : null}
                length={wanted.trim().length}
              />
            </div>
          ))}
        </div>
      </section>
    </div>
  )
}

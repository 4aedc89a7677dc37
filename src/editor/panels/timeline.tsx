import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { clockTime, frameTimes, passagesOf } from '../model/frame-pages.ts'
import { useEditor } from '../use-editor.ts'
import { useWorkbench } from '../workbench-context.ts'
import { countsIn, flagCounts, PageFlags } from './page-flags.tsx'
import classes from './pages.module.css'
import { useRoving } from './use-roving.ts'

/** A video as frames in their order and as text by time. Choosing a frame shows it. */
export default function Timeline() {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const list = useRef<HTMLOListElement>(null)
  const pages = useEditor(session, (state) => state.pages)
  const shown = useEditor(session, (state) => state.page)
  const document = useEditor(session, (state) => state.document)
  const flags = countsIn(useEditor(session, flagCounts))
  const times = useMemo(() => frameTimes({ document }) ?? [], [document])
  const passages = useMemo(() => (document ? passagesOf({ ...session.state, document }) : []), [session, document])
  const onKeyDown = useRoving(list, shown, (frame) => session.showPage(frame))
  // A frame lasts until the next one; the last as long as the one before.
  const lasting = times.length > 1 ? times.at(-1)! - times.at(-2)! : 1000
  const whole = (times.at(-1) ?? 0) + lasting
  const share = (frame: number) => (times[frame] ?? whole) / whole
  const show = (frame: number) => {
    session.showPage(frame)
    const first = document?.review.items.find(({ page, value }) => page === frame && value !== null)
    if (first) session.focus(first.id, { still: true })
  }
  return (
    // Time runs from left to right in every language, as on a player.
    <nav className={classes['timeline']} aria-label={t('timeline.title')} dir="ltr">
      <ul className={classes['track']}>
        {passages.map(({ text, from, to }) => (
          <li
            key={from}
            style={{ insetInlineStart: `${share(from) * 100}%`, inlineSize: `${(share(to + 1) - share(from)) * 100}%` }}
          >
            <button
              type="button"
              aria-label={t('timeline.passage', {
                from: clockTime(times[from]!),
                to: clockTime(times[to + 1] ?? whole),
                text,
              })}
              aria-current={shown >= from && shown <= to ? 'true' : undefined}
              title={text}
              onClick={() => show(from)}
            >
              <bdi>{text}</bdi>
            </button>
          </li>
        ))}
      </ul>
      {/* Its buttons take the keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ol ref={list} onKeyDown={onKeyDown}>
        {pages.map((page, frame) => {
          const time = clockTime(times[frame] ?? 0)
          const text = passages.find(({ from, to }) => frame >= from && frame <= to)?.text
          const flag = flags[frame] ?? { count: 0, reason: null }
          const name = text === undefined ? t('timeline.empty', { time }) : t('timeline.frame', { time, text })
          return (
            <li key={page.index}>
              <button
                type="button"
                tabIndex={frame === shown ? 0 : -1}
                aria-current={frame === shown ? 'true' : undefined}
                aria-label={flag.reason ? `${name}, ${t('pages.flags', { count: flag.count })}` : name}
                data-empty={text === undefined || undefined}
                onClick={() => show(frame)}
              >
                <img src={page.thumbnailUrl} alt="" loading="lazy" />
                <span>{time}</span>
                <PageFlags {...flag} />
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

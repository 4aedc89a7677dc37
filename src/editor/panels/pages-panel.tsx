import { lazy, Suspense, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { frameTimes } from '../model/frame-pages.ts'
import { useEditor } from '../use-editor.ts'
import { useWorkbench } from '../workbench-context.ts'
import { countsIn, flagCounts, PageFlags } from './page-flags.tsx'
import classes from './pages.module.css'
import { useRoving } from './use-roving.ts'

const Timeline = lazy(() => import('./timeline.tsx'))

/** The pages of the document with their open flags, or the timeline of a video; nothing for a document of one page. */
export function PagesPanel() {
  const { session } = useWorkbench()
  const video = useEditor(session, (state) => frameTimes(state) !== null)
  const several = useEditor(session, (state) => state.pages.length > 1)
  if (video) {
    return (
      <Suspense fallback={null}>
        <Timeline />
      </Suspense>
    )
  }
  return several ? <Thumbnails /> : null
}

function Thumbnails() {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const list = useRef<HTMLOListElement>(null)
  const pages = useEditor(session, (state) => state.pages)
  const shown = useEditor(session, (state) => state.page)
  const flags = countsIn(useEditor(session, flagCounts))
  const fromFile = useEditor(session, ({ document }) => document?.recognition.lines)
  const onKeyDown = useRoving(list, shown, (page) => session.showPage(page))
  const own = new Set(fromFile?.flatMap(({ source, page }) => (source === 'file' ? [page] : [])))
  return (
    <nav className={classes['pages']} aria-label={t('pages.title')}>
      {/* Its buttons take the keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ol ref={list} onKeyDown={onKeyDown}>
        {pages.map((page, index) => {
          const flag = flags[index] ?? { count: 0, reason: null }
          const name = [
            t('pages.page', { number: index + 1 }),
            ...(flag.reason ? [t('pages.flags', { count: flag.count }), t(`flag.${flag.reason}`)] : []),
            ...(own.has(index) ? [t('pages.fromFile')] : []),
          ].join(', ')
          return (
            <li key={page.index}>
              <button
                type="button"
                tabIndex={index === shown ? 0 : -1}
                aria-current={index === shown ? 'page' : undefined}
                aria-label={name}
                onClick={() => session.showPage(index)}
              >
                <img src={page.thumbnailUrl} alt="" loading="lazy" />
                <span>{index + 1}</span>
                <PageFlags {...flag} />
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

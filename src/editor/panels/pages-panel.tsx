import { useTranslation } from 'react-i18next'
import { itemsIn } from '../model/editor-state.ts'
import { useEditor } from '../use-editor.ts'
import { useWorkbench } from '../workbench-context.ts'
import classes from './panels.module.css'

/** The pages of the document with their open flags; nothing for a document of one page. */
export function PagesPanel() {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const pages = useEditor(session, (state) => state.pages)
  const shown = useEditor(session, (state) => state.page)
  const flags = useEditor(session, (state) => {
    const counts = state.pages.map(() => 0)
    for (const { id, page, quads } of itemsIn(state)) {
      if (quads.length > 0 && state.flags.has(id) && counts[page] !== undefined) counts[page] += 1
    }
    return counts.join(' ')
  }).split(' ')
  if (pages.length < 2) return null
  return (
    <nav className={classes['pages']} aria-label={t('pages.title')}>
      <ol>
        {pages.map((page, index) => {
          const count = Number(flags[index] ?? 0)
          const name = t('pages.page', { number: index + 1 })
          return (
            <li key={page.index}>
              <button
                type="button"
                aria-current={index === shown ? 'page' : undefined}
                aria-label={count > 0 ? `${name}, ${t('pages.flags', { count })}` : name}
                onClick={() => session.showPage(index)}
              >
                <img src={page.thumbnailUrl} alt="" loading="lazy" />
                <span>{index + 1}</span>
                {count > 0 && <span className={classes['pageFlags']}>{count}</span>}
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

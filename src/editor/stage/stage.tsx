import { useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../model/session.ts'
import { useEditor } from '../use-editor.ts'
import { mountStage } from './mount-stage.ts'
import { StageScene } from './stage-scene.ts'
import classes from './stage.module.css'

/** The page with its boxes. React makes the element; everything on it is drawn by the controller. */
export function Stage({ session }: { session: Session }) {
  const { t } = useTranslation('editor')
  const container = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLDivElement>(null)
  const probe = useRef<HTMLSpanElement>(null)
  const scene = useRef<StageScene>(null)
  const tool = useEditor(session, (state) => state.tool)
  const page = useEditor(session, (state) => state.page)
  const pages = useEditor(session, (state) => state.pages.length)

  // The canvases stay for the next document: the browser takes longer to make such large ones than to draw on them.
  useLayoutEffect(() => {
    const made = new StageScene(canvas.current!)
    scene.current = made
    return () => made.destroy()
  }, [])

  // Before the first frame: an effect after it would have the page drawn a frame later.
  useLayoutEffect(() => {
    const elements = { container: container.current!, canvas: canvas.current!, probe: probe.current! }
    return mountStage({ ...elements, scene: scene.current! }, session).unmount
  }, [session])

  return (
    <div
      ref={container}
      className={classes['stage']}
      data-testid="stage"
      data-place="page"
      data-tool={tool}
      // The page takes keys of its own (arrows move a box), as drawing programs do; the list of fields is what readers read.
      role="application"
      aria-label={t('stage.label', { page: page + 1, pages })}
      aria-describedby="fp-stage-help"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <div ref={canvas} className={classes['canvas']} aria-hidden="true" />
      {/* In sight while the stage says so (data-picture); readers hear it from the live region. */}
      <p className={classes['missing']}>{t('announce.noImage')}</p>
      <span ref={probe} hidden />
      <span id="fp-stage-help" hidden>
        {t('stage.help')}
      </span>
    </div>
  )
}

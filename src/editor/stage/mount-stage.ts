import { pageImages } from '../images/page-images.ts'
import type { Session } from '../model/session.ts'
import { LassoOverlay } from './lasso-overlay.ts'
import { listenToPointers } from './pointers.ts'
import classes from './stage.module.css'
import { StageController, type StageElements } from './stage-controller.ts'

/** Brings a session to the screen and to the pointer. Answers what draws it, and how to take it away. */
export function mountStage(
  elements: StageElements,
  session: Session,
  images = pageImages,
): { controller: StageController; unmount: () => void } {
  const { view } = session.services
  const controller = new StageController(elements, session, images)
  const lasso = new LassoOverlay(elements.container, classes['lasso'])
  const stop = listenToPointers(elements.container, {
    session,
    view,
    hits: () => controller.targets.index,
    preview: (preview) => {
      controller.preview(preview)
      lasso.show(preview?.lasso, view.view)
    },
    rotation: () => view.view.rotation,
  })
  return {
    controller,
    unmount: () => {
      stop()
      lasso.destroy()
      controller.destroy()
    },
  }
}

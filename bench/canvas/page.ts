import '../../src/ui/tokens.css'
import classes from '../../src/editor/stage/stage.module.css'
import { decodePicture } from '../../src/editor/images/decode.ts'
import { heldBytes, pageImages, type PageImages } from '../../src/editor/images/page-images.ts'
import type { Session } from '../../src/editor/model/session.ts'
import { valueChanges } from '../../src/editor/model/value-changes.ts'
import { mountStage } from '../../src/editor/stage/mount-stage.ts'
import type { StageController } from '../../src/editor/stage/stage-controller.ts'
import { StageScene } from '../../src/editor/stage/stage-scene.ts'
import { openBenchSession } from './bench-session.ts'
import { afterPaint, type Bench } from './contract.ts'

// The console's own stage in the whole viewport, on the console's own session: what is measured here is what an operator gets.

/** A picture without a preview or tiles beside it: decoded whole, in the console's own worker. */
function wholeImages(levels: ImageBitmap[]): PageImages {
  return {
    isTiled: () => false,
    preview: () => Promise.reject(new Error('there is no preview')),
    whole: () => Promise.resolve(levels),
    tileAtHand: () => null,
    tile: () => Promise.reject(new Error('there are no tiles')),
  }
}

interface Mounted {
  session: Session
  controller: StageController
  unmount: () => void
  ids: string[]
}

const root = document.getElementById('stage')!
let mounted: Mounted | null = null
let framesBefore = 0

function elements() {
  const container = document.createElement('div')
  container.className = classes['stage']!
  const canvas = document.createElement('div')
  canvas.className = classes['canvas']!
  const probe = document.createElement('span')
  probe.hidden = true
  container.append(canvas, probe)
  root.replaceChildren(container)
  return { container, canvas, probe, scene: new StageScene(canvas) }
}

/** Kept from one document to the next, as the workbench keeps its own (src/editor/stage/stage.tsx). */
let parts: ReturnType<typeof elements> | null = null

function onStage(): Mounted {
  if (!mounted) throw new Error('nothing is loaded')
  return mounted
}

async function drawn(): Promise<void> {
  const { controller } = onStage()
  do await afterPaint()
  while (!controller.settled)
}

const bench: Bench = {
  load: async (imageUrl, boxes, page) => {
    framesBefore += mounted?.controller.frames ?? 0
    mounted?.unmount()
    mounted?.session.close()
    mounted = null
    let images = pageImages
    let size = page
    if (!size) {
      const levels = await decodePicture(imageUrl, true)
      images = wholeImages(levels)
      size = { width: levels[0]!.width, height: levels[0]!.height, previewUrl: imageUrl }
    }
    const session = openBenchSession({ ...size, url: imageUrl }, boxes)
    parts ??= elements()
    const { controller, unmount } = mountStage(parts, session, images)
    mounted = { session, controller, unmount, ids: boxes.map((_, index) => `line:${index}`) }
    // Fitted to the viewport's very edges; the console leaves a margin.
    const { view } = session.services
    view.showPage(size, 0)
    const { clientWidth, clientHeight } = parts.container
    view.zoomBy(Math.min(clientWidth / size.width, clientHeight / size.height) / view.view.scale)
    await drawn()
  },
  panBy: (deltaX, deltaY) => onStage().session.services.view.panBy(deltaX, deltaY),
  zoomAt: (x, y, factor) => onStage().session.services.view.zoomAt([x, y], factor),
  select: async (index) => {
    const { session, ids } = onStage()
    session.focus(ids[index]!, { hand: 'box', still: true })
    await drawn()
  },
  editLabel: async (index, text) => {
    const { session, ids } = onStage()
    session.commit('value', valueChanges(ids[index]!, text, session.state))
    await drawn()
  },
  countDrawn: () => onStage().controller.drawn,
  frames: () => framesBefore + (mounted?.controller.frames ?? 0),
  selectedIndex: () => mounted?.ids.indexOf(mounted.session.state.focus ?? '') ?? -1,
  view: () => onStage().session.services.view.view,
  picture: () => mounted?.controller.picture ?? 'none',
  heldBytes,
}

window.__bench = bench

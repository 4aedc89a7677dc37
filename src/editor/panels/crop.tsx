import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Page } from '#contract/document'
import { angleOf, type Point, type Quad } from '#contract/geometry'
import { textHeight } from '../model/view.ts'
import { fullImageOf, previewOf } from '../page-images.ts'
import classes from './panels.module.css'

/** Height of a line of text in the crop, in CSS pixels. */
const LINE_HEIGHT = 34
/** Paper around the text, as a share of its height. */
const MARGIN = 0.35
const LINES_AT_MOST = 4

interface Cut {
  width: number
  height: number
  scale: number
  angle: number
  /** The page point at the crop's top-left corner. */
  origin: Point
}

/** How a quad is cut out of the page so that its text stands upright and fits the width. */
function cutOf(quad: Quad, room: number): Cut {
  const angle = angleOf(quad)
  const [along, across] = [
    [Math.cos(angle), Math.sin(angle)],
    [-Math.sin(angle), Math.cos(angle)],
  ] as const
  const project = (axis: readonly [number, number]) => quad.map(([x, y]) => x * axis[0] + y * axis[1])
  const [left, right] = [Math.min(...project(along)), Math.max(...project(along))]
  const [top, bottom] = [Math.min(...project(across)), Math.max(...project(across))]
  const margin = MARGIN * Math.max(4, textHeight(quad))
  const [u, v] = [left - margin, top - margin]
  const [lengthways, upright] = [right - left + 2 * margin, bottom - top + 2 * margin]
  const scale = Math.min(LINE_HEIGHT / Math.max(1, bottom - top), room / lengthways)
  return {
    scale,
    angle,
    width: lengthways * scale,
    height: upright * scale,
    origin: [u * along[0] + v * across[0], u * along[1] + v * across[1]],
  }
}

function paint(canvas: HTMLCanvasElement, cut: Cut, page: Page, bitmap: ImageBitmap, marked: readonly Quad[]): void {
  const ratio = window.devicePixelRatio || 1
  canvas.width = Math.max(1, Math.round(cut.width * ratio))
  canvas.height = Math.max(1, Math.round(cut.height * ratio))
  const context = canvas.getContext('2d')
  if (!context) return
  context.scale(ratio * cut.scale, ratio * cut.scale)
  context.rotate(-cut.angle)
  context.translate(-cut.origin[0], -cut.origin[1])
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, page.width, page.height)
  if (marked.length === 0) return
  context.beginPath()
  for (const quad of marked) {
    for (const [index, [x, y]] of quad.entries()) {
      if (index === 0) context.moveTo(x, y)
      else context.lineTo(x, y)
    }
    context.closePath()
  }
  context.lineWidth = 2 / cut.scale
  context.strokeStyle = getComputedStyle(canvas).getPropertyValue('--fp-crop-mark').trim()
  context.stroke()
}

/** The place of a value cut out of the page, upright, one strip a line of its text. */
export function Crop({ page, quads, marked }: { page: Page; quads: readonly Quad[]; marked: readonly Quad[] }) {
  const { t } = useTranslation('editor')
  const host = useRef<HTMLElement>(null)
  const [bitmap, setBitmap] = useState<ImageBitmap | null>(null)
  const [room, setRoom] = useState(0)
  const shown = quads.slice(0, LINES_AT_MOST)

  useEffect(() => {
    let left = false
    void (async () => {
      for (const load of [previewOf, fullImageOf]) {
        // Without the one the other may still come; without both the crop stays empty.
        const image = await load(page).catch(() => null)
        if (left) return
        if (image) setBitmap(image)
      }
    })()
    return () => {
      left = true
    }
  }, [page])

  useEffect(() => {
    const element = host.current!
    const observer = new ResizeObserver(() => setRoom(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  useEffect(() => {
    if (!bitmap || room === 0) return
    for (const [index, canvas] of [...host.current!.querySelectorAll('canvas')].entries()) {
      const quad = quads[index]
      if (quad) paint(canvas, cutOf(quad, room), page, bitmap, marked)
    }
  }, [bitmap, room, quads, page, marked])

  return (
    <figure ref={host} className={classes['crop']} aria-label={t('fields.crop')}>
      {room > 0 &&
        shown.map((quad, index) => {
          const { width, height } = cutOf(quad, room)
          // The strips have no names of their own: their order is all there is.
          // oxlint-disable-next-line react/no-array-index-key
          return <canvas key={index} style={{ inlineSize: width, blockSize: height }} />
        })}
    </figure>
  )
}

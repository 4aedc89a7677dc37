import { useEffect, useMemo, useRef, useState } from 'react'
import type { Page } from '#contract/document'
import { angleOf, boundsOf, type Bounds, type Point, type Quad } from '#contract/geometry'
import { textHeight } from '../model/view.ts'
import { previewPieces, sharpPieces, type Piece } from '../images/page-images.ts'
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
function cutOf(quad: Quad, room: number, height: number): Cut {
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
  const scale = Math.min(height / Math.max(1, bottom - top), room / lengthways)
  return {
    scale,
    angle,
    width: lengthways * scale,
    height: upright * scale,
    origin: [u * along[0] + v * across[0], u * along[1] + v * across[1]],
  }
}

function widened({ left, top, right, bottom }: Bounds, by: number): Bounds {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by }
}

function paint(canvas: HTMLCanvasElement, cut: Cut, pieces: readonly Piece[], marked: readonly Quad[]): void {
  const ratio = window.devicePixelRatio || 1
  canvas.width = Math.max(1, Math.round(cut.width * ratio))
  canvas.height = Math.max(1, Math.round(cut.height * ratio))
  const context = canvas.getContext('2d')
  if (!context) return
  context.scale(ratio * cut.scale, ratio * cut.scale)
  context.rotate(-cut.angle)
  context.translate(-cut.origin[0], -cut.origin[1])
  context.imageSmoothingQuality = 'high'
  for (const { bitmap, left, top, right, bottom } of pieces) {
    context.drawImage(bitmap, left, top, right - left, bottom - top)
  }
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

interface CropProps {
  page: Page
  quads: readonly Quad[]
  /** Places in it that are outlined. */
  marked: readonly Quad[]
  label: string
  /** Which of several lines is in hand. */
  current?: number
  /** Of a line of text, in CSS pixels. */
  height?: number
}

/** The place of a value cut out of the page, upright, one strip a line of its text. */
export function Crop({ page, quads: all, marked, label, current = 0, height = LINE_HEIGHT }: CropProps) {
  const host = useRef<HTMLElement>(null)
  const [pieces, setPieces] = useState<readonly Piece[]>([])
  const [room, setRoom] = useState(0)
  // Of a long text those lines around the one in hand.
  const from = Math.max(0, Math.min(current - 1, all.length - LINES_AT_MOST))
  const quads = useMemo(() => all.slice(from, from + LINES_AT_MOST), [all, from])

  useEffect(() => {
    if (room === 0) return
    let left = false
    void (async () => {
      // Without the one the other may still come; without both the crop stays empty.
      const rough = await previewPieces(page).catch(() => [])
      if (left) return
      setPieces(rough)
      const ratio = window.devicePixelRatio || 1
      const cuts = quads.map((quad) => ({ quad, cut: cutOf(quad, room, height) }))
      const scale = ratio * Math.max(0, ...cuts.map(({ cut }) => cut.scale))
      const parts = cuts.map(({ quad }) => widened(boundsOf(quad), MARGIN * Math.max(4, textHeight(quad))))
      const sharp = await sharpPieces(page, parts, scale).catch(() => [])
      // Pieces may leave corners of a slanted strip free.
      if (!left && sharp.length > 0) setPieces([...rough, ...sharp])
    })()
    return () => {
      left = true
    }
  }, [page, quads, room, height])

  useEffect(() => {
    const element = host.current!
    const observer = new ResizeObserver(() => setRoom(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  useEffect(() => {
    if (pieces.length === 0 || room === 0) return
    for (const [index, canvas] of [...host.current!.querySelectorAll('canvas')].entries()) {
      const quad = quads[index]
      if (quad) paint(canvas, cutOf(quad, room, height), pieces, marked)
    }
  }, [pieces, room, quads, marked, height])

  return (
    <figure ref={host} className={classes['crop']} aria-label={label}>
      {room > 0 &&
        quads.map((quad, index) => {
          const cut = cutOf(quad, room, height)
          // The strips have no names of their own: their order is all there is.
          // oxlint-disable-next-line react/no-array-index-key
          return (
            <canvas
              key={index}
              data-current={(all.length > 1 && from + index === current) || undefined}
              style={{ inlineSize: cut.width, blockSize: cut.height }}
            />
          )
        })}
    </figure>
  )
}

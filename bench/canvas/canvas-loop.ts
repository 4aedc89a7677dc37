import Flatbush from 'flatbush'
import { afterPaint, type Bench, type BenchBox } from './contract.ts'

// The yardstick: a well-written loop on one 2D canvas. It draws what is in sight, simplified where it is small, a few paths a colour, once a frame.

const colours = { low: '#b3124a', medium: '#8f5200', high: '#0b62ad' } as const
type Level = keyof typeof colours
const levels = Object.keys(colours) as Level[]
const MARKED_ABOVE = 10
const LABELLED_ABOVE = 13
const LABELS_AT_MOST = 120
/** As on the console's stage: a path of thousands takes the rasteriser far longer than as many in paths of some hundred. */
const BOXES_A_PATH = 250

const canvas = document.createElement('canvas')
document.getElementById('stage')!.append(canvas)
const context = canvas.getContext('2d')!
let image: ImageBitmap | null = null
let boxes: BenchBox[] = []
let index: Flatbush | null = null
let view = { scale: 1, x: 0, y: 0 }
let selected = -1
let drawnBoxes = 0
let frameCount = 0
let asked = false

const levelOf = ({ confidence }: BenchBox): Level => (confidence < 0.8 ? 'low' : confidence < 0.9 ? 'medium' : 'high')

function trace({ quad }: BenchBox): void {
  const { scale, x, y } = view
  context.moveTo(x + quad[0] * scale, y + quad[1] * scale)
  for (let corner = 2; corner < 8; corner += 2) context.lineTo(x + quad[corner]! * scale, y + quad[corner + 1]! * scale)
  context.closePath()
}

function draw(): void {
  asked = false
  frameCount += 1
  const ratio = devicePixelRatio
  const [width, height] = [innerWidth, innerHeight]
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, width, height)
  const { scale, x, y } = view
  if (image) context.drawImage(image, x, y, image.width * scale, image.height * scale)
  const sight = index?.search(-x / scale, -y / scale, (width - x) / scale, (height - y) / scale) ?? []
  drawnBoxes = sight.length
  const groups: Record<Level, BenchBox[]> = { low: [], medium: [], high: [] }
  for (const position of sight) {
    const box = boxes[position]!
    groups[levelOf(box)].push(box)
  }
  for (const level of levels) {
    context.strokeStyle = colours[level]
    context.lineWidth = 1
    for (let from = 0; from < groups[level].length; from += BOXES_A_PATH) {
      context.beginPath()
      for (const box of groups[level].slice(from, from + BOXES_A_PATH)) trace(box)
      context.stroke()
    }
    context.beginPath()
    for (const { quad } of groups[level]) {
      const size = Math.min(10, (quad[7] - quad[1]) * scale)
      if (level === 'high' || size < MARKED_ABOVE) continue
      const [left, top] = [x + quad[0] * scale, y + quad[1] * scale]
      context.moveTo(left, top)
      context.lineTo(left + size * 0.6, top)
      context.lineTo(left, top + size * 0.6)
      context.closePath()
    }
    context.fillStyle = colours[level]
    context.fill()
  }
  if (sight.length <= LABELS_AT_MOST) {
    context.font = '600 11px system-ui, sans-serif'
    for (const position of sight) {
      const { quad, text, confidence } = boxes[position]!
      if ((quad[7] - quad[1]) * scale < LABELLED_ABOVE) continue
      context.fillText(
        `${text ?? ''} ${Math.floor(confidence * 100)}%`,
        x + quad[2] * scale + 3,
        y + quad[3] * scale + 9,
      )
    }
  }
  if (selected < 0) return
  context.beginPath()
  trace(boxes[selected]!)
  context.strokeStyle = '#0b7466'
  context.lineWidth = 3
  context.stroke()
}

function ask(): void {
  if (asked) return
  asked = true
  requestAnimationFrame(draw)
}

canvas.addEventListener('pointerup', ({ offsetX, offsetY }) => {
  const [x, y] = [(offsetX - view.x) / view.scale, (offsetY - view.y) / view.scale]
  selected = index?.search(x, y, x, y)[0] ?? -1
  ask()
})

const bench: Bench = {
  load: async (imageUrl, given) => {
    image = await createImageBitmap(await (await fetch(imageUrl)).blob())
    boxes = given
    selected = -1
    index = new Flatbush(Math.max(1, boxes.length))
    for (const { quad } of boxes) index.add(quad[0], quad[1], quad[4], quad[5])
    if (boxes.length === 0) index.add(-1, -1, -1, -1)
    index.finish()
    canvas.width = innerWidth * devicePixelRatio
    canvas.height = innerHeight * devicePixelRatio
    canvas.style.width = `${innerWidth}px`
    canvas.style.height = `${innerHeight}px`
    const scale = Math.min(innerWidth / image.width, innerHeight / image.height)
    view = { scale, x: (innerWidth - image.width * scale) / 2, y: (innerHeight - image.height * scale) / 2 }
    ask()
    await afterPaint()
  },
  panBy: (deltaX, deltaY) => {
    view = { ...view, x: view.x + deltaX, y: view.y + deltaY }
    ask()
  },
  zoomAt: (x, y, factor) => {
    view = { scale: view.scale * factor, x: x - (x - view.x) * factor, y: y - (y - view.y) * factor }
    ask()
  },
  select: async (position) => {
    selected = position
    ask()
    await afterPaint()
  },
  editLabel: async (position, text) => {
    boxes[position] = { ...boxes[position]!, text }
    ask()
    await afterPaint()
  },
  countDrawn: () => drawnBoxes,
  frames: () => frameCount,
  selectedIndex: () => selected,
  view: () => view,
}

window.__bench = bench

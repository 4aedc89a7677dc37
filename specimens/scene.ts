import type { SKRSContext2D } from '@napi-rs/canvas'
import type { Point } from '../server/contract/geometry.ts'
import { hsl, type Area } from './paper.ts'
import type { Random } from './random.ts'
import { Sheet, type TextStyle } from './sheet.ts'
import { moveTruth } from './truth.ts'

/** How a card lies on a larger sheet: its left upper corner (before it is turned about its middle), its width and its slope. */
export interface Placement {
  left: number
  top: number
  width: number
  degrees?: number
  /** Only its lines are written down, not its fields: another card beside the one that is meant. */
  aside?: boolean
}

/** Lays a finished sheet on a larger one; its truth moves along. */
export function layOn(scene: Sheet, card: Sheet, { left, top, width, degrees = 0, aside }: Placement): void {
  const { context } = scene
  const share = width / card.width
  const angle = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const [middleX, middleY] = [left + width / 2, top + (card.height * share) / 2]
  context.save()
  context.translate(middleX, middleY)
  context.rotate(angle)
  context.drawImage(card.canvas, -width / 2, (-card.height * share) / 2, width, card.height * share)
  context.restore()
  const move = ([x, y]: Point): Point => {
    const [u, v] = [(x / card.scale - card.width / 2) * share, (y / card.scale - card.height / 2) * share]
    return [(middleX + u * cos - v * sin) * scene.scale, (middleY + u * sin + v * cos) * scene.scale]
  }
  const { fields, boxes, elsewhere, lines, regions } = moveTruth(card.truth, ([a, b, c, d]) => [
    move(a),
    move(b),
    move(c),
    move(d),
  ])
  scene.truth.lines.push(...lines)
  if (aside) return
  Object.assign(scene.truth.fields, fields)
  Object.assign(scene.truth.boxes, boxes)
  Object.assign(scene.truth.elsewhere, elsewhere)
  Object.assign(scene.truth.regions, regions)
}

const stamps = ['复印件与原件一致', '仅供办理业务使用', '再次复印无效', '此件与原件核对无误']

/** A grey copy on white paper: one card, or both sides one above the other; the first card is the one that is meant. */
export function photocopy(random: Random, kind: string, cards: readonly [Sheet, ...Sheet[]]): Sheet {
  const [first] = cards
  const grown = random.between(1, 1.35)
  const width = first.width * grown
  const height = cards.reduce((sum, card) => sum + card.height * grown + 14, 26)
  const page = { width: random.between(width + 24, 210), height: random.between(height, Math.max(height + 20, 240)) }
  const scene = new Sheet(kind, page, Math.min(1500, (page.width / width) * random.between(640, 820)))
  const { context } = scene
  context.fillStyle = hsl(45, 6, random.between(93, 100))
  context.fillRect(0, 0, page.width, page.height)
  const left = random.between(8, page.width - width - 8)
  let top = random.between(10, 20)
  for (const card of random.chance(0.5) ? cards : cards.toReversed()) {
    const place = { left: left + random.between(-2, 2), top, width, degrees: random.between(-0.8, 0.8) }
    layOn(scene, card, { ...place, aside: card !== first })
    top += card.height * grown + random.between(6, 14)
  }
  if (random.chance(0.4)) {
    const style: TextStyle = { face: 'sans', size: random.between(4, 6), colour: hsl(0, 0, 25) }
    scene.print(random.pick(stamps), 12, page.height - 8, style)
  }
  turnGrey(scene, random.between(1, 1.35), random.between(0, 18))
  return scene
}

/** Takes the colour out, as a copier does, with more contrast and a little more light. */
function turnGrey({ canvas, context }: Sheet, contrast: number, light: number): void {
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height)
  const { data } = pixels
  for (let at = 0; at < data.length; at += 4) {
    const grey = 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!
    for (let channel = 0; channel < 3; channel++) data[at + channel] = (grey - 128) * contrast + 128 + light
  }
  context.save()
  // This canvas applies the transform to pixels that are put back, too.
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.putImageData(pixels, 0, 0)
  context.restore()
}

const notes = [
  '会议纪要：请各部门于周五前提交材料',
  '快递单号 773000128846',
  '本页无正文',
  'The quick brown fox jumps over the lazy dog',
  '收货地址 前台代收',
  '办理业务请先取号，过号作废',
  'Total amount due 128.00',
]

/** Other papers with print of their own around a card, as a desk has them. */
export function onPapers(random: Random, kind: string, card: Sheet): Sheet {
  const size = { width: card.width * random.between(1.25, 1.5), height: card.height * random.between(1.35, 1.7) }
  const scene = new Sheet(kind, size, card.canvas.width * (size.width / card.width))
  const { context } = scene
  context.fillStyle = hsl(random.between(0, 360), random.between(0, 20), random.between(35, 75))
  context.fillRect(0, 0, size.width, size.height)
  const left = random.between(0.06, size.width / card.width - 1.06) * card.width
  const top = random.between(0.1, size.height / card.height - 1.08) * card.height
  const paper = (x: number, y: number, width: number, height: number) => {
    context.fillStyle = hsl(45, random.between(0, 10), random.between(88, 98))
    context.fillRect(x, y, width, height)
    const style: TextStyle = {
      face: 'sans',
      size: random.between(1.8, 3),
      colour: hsl(220, 10, random.between(15, 45)),
    }
    for (let line = y + 1.6 * style.size; line < y + height - 0.5; line += 1.7 * style.size) {
      const text = random.pick(notes)
      if (scene.measure(text, style) < width - 3) scene.print(text, x + 1.5, line, style)
    }
  }
  // Print of the papers ends before the card begins: nothing of it shows beneath.
  if (top > 5) paper(0, 0, size.width * random.between(0.6, 1), top - 1)
  const below = size.height - top - card.height
  if (below > 5) paper(size.width * random.between(0, 0.3), top + card.height + 1, size.width, below - 1)
  context.save()
  context.shadowColor = 'rgba(0, 0, 0, 0.5)'
  context.shadowBlur = 12
  layOn(scene, card, { left, top, width: card.width })
  context.restore()
  return scene
}

/** Fingers over an edge where nothing is printed. */
export function heldBy(random: Random, { context, width, height }: Sheet): void {
  const skin = hsl(random.between(16, 30), random.between(28, 45), random.between(48, 72))
  const corner = random.pick([
    [width, height * 0.97],
    [width * random.between(0.55, 0.9), height * 1.03],
    [width * random.between(0.1, 0.5), height * 1.04],
  ] as const)
  context.fillStyle = skin
  context.beginPath()
  context.ellipse(
    corner[0],
    corner[1],
    width * 0.07,
    height * random.between(0.06, 0.1),
    random.between(-0.5, 0.5),
    0,
    Math.PI * 2,
  )
  context.fill()
}

/** What years in a wallet leave: fine scratches, and the shine of a laminate. */
export function wear(random: Random, { context, width, height }: Sheet): void {
  context.save()
  for (let scratch = random.integer(10, 40); scratch > 0; scratch--) {
    context.strokeStyle = hsl(40, 8, random.between(70, 100), random.between(0.15, 0.5))
    context.lineWidth = random.between(0.03, 0.12)
    const [x, y] = [random.between(0, width), random.between(0, height)]
    context.beginPath()
    context.moveTo(x, y)
    context.lineTo(x + random.between(-14, 14), y + random.between(-5, 5))
    context.stroke()
  }
  if (random.chance(0.5)) {
    const x = random.between(0, width)
    const shine = context.createLinearGradient(x, 0, x + 18, 10)
    const strength = random.between(0.12, 0.32)
    shine.addColorStop(0, 'rgba(255, 255, 255, 0)')
    shine.addColorStop(0.5, `rgba(255, 255, 255, ${strength.toFixed(2)})`)
    shine.addColorStop(1, 'rgba(255, 255, 255, 0)')
    context.fillStyle = shine
    context.fillRect(0, 0, width, height)
  }
  context.restore()
}

/** Signs of a script that no face here has, in the shape of its writing: joined strokes along (or, for Mongolian, down) a line. */
export function scribble(
  context: SKRSContext2D,
  random: Random,
  { left, top, width, height }: Area,
  { colour, upright = false }: { colour: string; upright?: boolean },
): void {
  context.save()
  context.strokeStyle = colour
  context.lineWidth = Math.min(width, height) * 0.12
  context.beginPath()
  const length = upright ? height : width
  const across = upright ? width : height
  const at = (along: number, off: number): [number, number] =>
    upright ? [left + off, top + along] : [left + along, top + off]
  let along = 0
  context.moveTo(...at(0, across * 0.6))
  while (along < length) {
    const step = across * random.between(0.25, 0.7)
    context.quadraticCurveTo(
      ...at(along + step / 2, across * random.between(0, 0.4)),
      ...at(Math.min(length, along + step), across * random.between(0.55, 0.75)),
    )
    along += step
    if (random.chance(0.25)) {
      along += across * 0.35
      context.moveTo(...at(Math.min(length, along), across * 0.6))
    }
  }
  context.stroke()
  context.restore()
}

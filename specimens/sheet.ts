import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas'
import { boundsOf, quadOfBounds, type Quad } from '../server/contract/geometry.ts'
import { cssFont, registerFonts, type Face } from './fonts.ts'
import type { TrueCharacter, TrueLine, Truth } from './truth.ts'

/** How text is printed; lengths are in units of the sheet (millimetres for cards and pages). */
export interface TextStyle {
  face: Face
  weight?: number
  /** Size of the em square. */
  size: number
  colour: string
  /** Extra room after every character. */
  spacing?: number
  /** A fixed distance from one character to the next, whatever the face says. */
  pitch?: number
  /** Which point of the line `x` is. Default `left`. */
  align?: 'left' | 'centre' | 'right'
}

/** A piece of a line that is printed in its own style, at its own place. */
export interface Piece {
  text: string
  x: number
  style: TextStyle
}

/** NFKC without padding blanks, as canonical/documents.json wants text. */
export function canonicalText(text: string): string {
  return text.normalize('NFKC').trim().replaceAll(/\s+/g, ' ')
}

/** The characters from `start` to `end` of a line (blanks do not count) as a line of their own. */
export function part(line: TrueLine, start: number, end?: number): TrueLine {
  const chars = line.chars.slice(start, end)
  return { text: chars.map(({ text }) => text).join(''), chars, quad: quadAround(chars) }
}

function quadAround(chars: readonly TrueCharacter[]): Quad {
  return quadOfBounds(boundsOf(...chars.map(({ quad }) => quad)))
}

/** A flat document under the pen: what is printed on it is written down as truth at the same moment. */
export class Sheet {
  readonly canvas: Canvas
  /** Draws in units of the sheet; print text with `print`, so that it becomes part of the truth. */
  readonly context: SKRSContext2D
  readonly width: number
  readonly height: number
  /** Pixels a unit. */
  readonly scale: number
  readonly truth: Truth

  constructor(kind: string, size: { width: number; height: number }, pixelWidth: number) {
    registerFonts()
    this.width = size.width
    this.height = size.height
    this.scale = pixelWidth / size.width
    this.canvas = createCanvas(Math.round(pixelWidth), Math.round(size.height * this.scale))
    this.context = this.canvas.getContext('2d')
    this.context.scale(this.scale, this.scale)
    this.truth = { kind, fields: {}, boxes: {}, elsewhere: {}, lines: [], regions: {} }
  }

  /** The width of a text in units, its last spacing included. */
  measure(text: string, style: TextStyle): number {
    if (style.pitch !== undefined) return style.pitch * Array.from(text).length
    this.context.font = cssFont(style.face, style.size * this.scale, style.weight)
    return this.context.measureText(text).width / this.scale + (style.spacing ?? 0) * Array.from(text).length
  }

  /** Prints one line whose baseline is at `y`. */
  print(text: string, x: number, y: number, style: TextStyle): TrueLine {
    const width = style.align && style.align !== 'left' ? this.measure(text, style) : 0
    const left = style.align === 'centre' ? x - width / 2 : style.align === 'right' ? x - width : x
    return this.printPieces([{ text, x: left, style }], y)
  }

  /** Prints pieces on one baseline and takes them for one line of the truth. */
  printPieces(pieces: readonly Piece[], y: number): TrueLine {
    const chars = pieces.flatMap((piece) => this.draw(piece, y))
    const line = { text: pieces.map(({ text }) => text).join(''), chars, quad: quadAround(chars) }
    this.truth.lines.push(line)
    return line
  }

  private draw({ text, x, style }: Piece, y: number): TrueCharacter[] {
    const { context, scale } = this
    context.save()
    // Text is drawn in pixels: the metrics of the canvas are whole numbers of its own unit, far too coarse in millimetres.
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.font = cssFont(style.face, style.size * scale, style.weight)
    context.fillStyle = style.colour
    const spacing = (style.spacing ?? 0) * scale
    const apart = spacing !== 0 || style.pitch !== undefined
    const baseline = y * scale
    const chars: TrueCharacter[] = []
    let before = ''
    for (const [index, char] of Array.from(text).entries()) {
      const advance = style.pitch === undefined ? context.measureText(before).width : index * style.pitch * scale
      const left = x * scale + advance + index * spacing
      if (apart) context.fillText(char, left, baseline)
      before += char
      if (char.trim() === '') continue
      const ink = context.measureText(char)
      chars.push({
        text: char,
        quad: quadOfBounds({
          left: left - ink.actualBoundingBoxLeft,
          top: baseline - ink.actualBoundingBoxAscent,
          right: left + ink.actualBoundingBoxRight,
          bottom: baseline + ink.actualBoundingBoxDescent,
        }),
      })
    }
    if (!apart) context.fillText(text, x * scale, baseline)
    context.restore()
    return chars
  }

  /**
   * Prints one line of Arabic whose right end is at `x`: it runs from right to left and its letters join. Its characters are written down as they are
   * read (logical order), each where it stands; their quads share the ink's height of the whole line, because letters joined have no ink of their own.
   */
  printArabic(text: string, x: number, y: number, style: TextStyle): TrueLine {
    const { context, scale } = this
    context.save()
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.font = cssFont(style.face, style.size * scale, style.weight)
    context.fillStyle = style.colour
    context.direction = 'rtl'
    context.textAlign = 'right'
    const [right, baseline] = [x * scale, y * scale]
    context.fillText(text, right, baseline)
    const ink = context.measureText(text)
    // A joiner behind a letter keeps the shape that it has before the next one.
    const widthTo = (end: number) =>
      context.measureText(`${text.slice(0, end)}${/^\p{L}/u.test(text.slice(end)) ? '\u200d' : ''}`).width
    const chars = Array.from(text).flatMap((char, index): TrueCharacter[] => {
      if (char.trim() === '') return []
      const quad = quadOfBounds({
        left: right - Math.max(widthTo(index + 1), widthTo(index) + 1),
        top: baseline - ink.actualBoundingBoxAscent,
        right: right - widthTo(index),
        bottom: baseline + ink.actualBoundingBoxDescent,
      })
      return [{ text: char, quad }]
    })
    context.restore()
    const line = { text, chars, quad: quadAround(chars) }
    this.truth.lines.push(line)
    return line
  }

  /** Draws one sign about the context's origin, as the context is turned. It is no part of the truth: quads there are of straight lines. */
  turned(sign: string, size: number, colour: string, face: Face = 'serif'): void {
    const { context } = this
    context.save()
    // Drawn large and shrunk: the canvas rounds the metrics of small fonts.
    const large = 100
    context.scale(size / large, size / large)
    context.font = cssFont(face, large, 700)
    context.fillStyle = colour
    const ink = context.measureText(sign)
    const width = ink.actualBoundingBoxRight + ink.actualBoundingBoxLeft
    const height = ink.actualBoundingBoxAscent + ink.actualBoundingBoxDescent
    context.fillText(sign, ink.actualBoundingBoxLeft - width / 2, height / 2 - ink.actualBoundingBoxDescent)
    context.restore()
  }

  /** Writes down a field: its canonical value and the printed lines that show it. */
  field(key: string, value: string, printed: readonly TrueLine[]): void {
    this.truth.fields[key] = canonicalText(value)
    this.truth.boxes[key] = printed.map(({ quad }) => quad)
  }

  /** Writes down one more value of a field that may occur several times: `key`, then `key#2`, `key#3`. */
  addField(key: string, value: string, printed: readonly TrueLine[]): void {
    let count = 1
    while ((count === 1 ? key : `${key}#${count}`) in this.truth.fields) count += 1
    this.field(count === 1 ? key : `${key}#${count}`, value, printed)
  }

  /** Says that a field's value also stands here. */
  alsoAt(key: string, printed: readonly TrueLine[]): void {
    ;(this.truth.elsewhere[key] ??= []).push(printed.map(({ quad }) => quad))
  }

  /** Writes down a region, given in units. */
  region(kind: string, left: number, top: number, right: number, bottom: number): void {
    const { scale } = this
    this.truth.regions[kind] = quadOfBounds({
      left: left * scale,
      top: top * scale,
      right: right * scale,
      bottom: bottom * scale,
    })
  }
}

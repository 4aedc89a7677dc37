import sharp from 'sharp'
import type { Quad } from '../contract/geometry.ts'
import type { Line } from '../contract/result.ts'

/** What is stamped over copies of documents so that they serve for nothing else. */
const wording = /仅供|仅限|他用无效|使用无效|复印无效|再次复印|(?:办理|业务|此件).{0,6}使用|水印|WATERMARK|COPY ONLY/i
/** Lines that run at least this far off the others, in radians, lie over them; those that stand upright are another column. */
const leastOff = 0.13
const mostOff = 1.4
/** Words that are seen over other print: fewer signs are a speck or a signature. */
const leastSigns = 4

const angleOf = ([a, b, c, d]: Quad) => Math.atan2(b[1] - a[1] + c[1] - d[1], b[0] - a[0] + c[0] - d[0])
const off = (first: number, second: number) => Math.abs(Math.atan2(Math.sin(first - second), Math.cos(first - second)))

/** Lines of a watermark: those that say so; where none does, those that run askew over the others, if there are several. */
export function watermarkLines(lines: readonly Line[]): Line[] {
  const said = lines.filter(({ text }) => wording.test(text))
  if (said.length > 0) return said
  const straight = lines.filter(({ text }) => text.length >= 2)
  const angles = straight.map(({ quad }) => angleOf(quad)).sort((first, second) => first - second)
  const main = angles[Math.floor(angles.length / 2)] ?? 0
  const askew = straight.filter(({ text, quad }) => {
    const by = off(angleOf(quad), main)
    return text.length >= leastSigns && by > leastOff && by < mostOff
  })
  return askew.length >= 3 && askew.length < straight.length / 2 ? askew : []
}

/** The picture's channels at this width are enough to see how dark a watermark is. */
const surveyWidth = 1000
/** Strokes take about a fifth of a line's place: this share of it is darker than most of a stroke. */
const strokesAt = 0.18
/** Of a watermark that goes on over a dark table only the lines on the lightest ground count, which is the paper. */
const samePaper = 0.88
/** More than half of a line's place is ground. */
const groundAt = 0.6
/** A dark watermark takes at least this share of its ground's light in one of the channels. */
const leastDepth = 0.1
/** The cut lies so far below the strokes that their darker pixels go too. */
const belowStrokes = 0.94
/** Print must be darker than the cut by this factor, or it would go as well. */
const printBelow = 0.75

interface Survey {
  data: Buffer
  width: number
  height: number
  scale: number
}

/** The values that a channel has in a quad, in order. */
function valuesIn({ data, width, height, scale }: Survey, quad: Quad, channel: number): number[] {
  const values: number[] = []
  const [a, b, , d] = quad
  const steps = Math.max(8, Math.round(Math.hypot(b[0] - a[0], b[1] - a[1]) * scale))
  const rows = Math.max(4, Math.round(Math.hypot(d[0] - a[0], d[1] - a[1]) * scale))
  for (let row = 0; row < rows; row++) {
    for (let step = 0; step < steps; step++) {
      const [u, v] = [(step + 0.5) / steps, (row + 0.5) / rows]
      const x = Math.floor((a[0] + (b[0] - a[0]) * u + (d[0] - a[0]) * v) * scale)
      const y = Math.floor((a[1] + (b[1] - a[1]) * u + (d[1] - a[1]) * v) * scale)
      if (x >= 0 && y >= 0 && x < width && y < height) values.push(data[3 * (y * width + x) + channel]!)
    }
  }
  return values.sort((first, second) => first - second)
}

const at = (values: readonly number[], share: number) => values[Math.floor(share * (values.length - 1))] ?? 255
const quantile = (values: readonly number[], share: number) =>
  at(
    values.toSorted((first, second) => first - second),
    share,
  )

/**
 * The picture without the watermark that lies over its print, in grey, as large as it was: the first of the three channels in which the print is darker, with all
 * that is as light as the watermark made white. Null when there is none, or when it is as dark as the print.
 */
export async function withoutWatermark(image: Uint8Array, lines: readonly Line[]): Promise<Uint8Array | null> {
  const marks = watermarkLines(lines)
  const print = lines.filter((line) => !marks.includes(line) && line.text.length >= 2)
  if (marks.length === 0 || print.length === 0) return null
  const { width: whole } = await sharp(image).metadata()
  const { data, info } = await sharp(image)
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .resize({ width: Math.min(surveyWidth, whole) })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const survey: Survey = { data, width: info.width, height: info.height, scale: info.width / whole }
  const channels = ([0, 1, 2] as const).map((channel) => {
    const level = (line: Line, share: number) => at(valuesIn(survey, line.quad, channel), share)
    const grounds = marks.map((line) => level(line, groundAt))
    const onPaper = marks.filter((_, index) => grounds[index]! > samePaper * Math.max(...grounds))
    const strokes = onPaper.map((line) => level(line, strokesAt))
    const cut = belowStrokes * quantile(strokes, 0.6)
    // Pieces of the watermark may be among the print: the darkest lines are none.
    const dark = quantile(
      print.map((line) => level(line, 0.05)),
      0.2,
    )
    const depth = 1 - quantile(strokes, 0.6) / Math.max(1, ...grounds)
    return { channel, cut, dark, depth }
  })
  // In the red one also the blue labels of cards are dark; red seals are lost with the watermark.
  // One that is lighter than its ground in all of them hides nothing but what it covers.
  if (Math.max(...channels.map(({ depth }) => depth)) < leastDepth) return null
  const best = channels.find(({ cut, dark }) => cut >= 1 && dark <= printBelow * cut)
  if (!best) return null
  return sharp(image)
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .extractChannel(best.channel)
    .linear(255 / best.cut, 0)
    .png({ compressionLevel: 1 })
    .toBuffer()
}

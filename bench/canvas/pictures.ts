import sharp from 'sharp'
import type { BenchBox } from './contract.ts'

/** A page of grey print on white paper: no colour on it, so that every coloured pixel on a screenshot is a box. */
export async function paper(side: number): Promise<Buffer> {
  const row = (y: number) =>
    `<path d="M${side * 0.03} ${y}H${side * 0.97}" stroke="#555" stroke-width="${side / 400}" stroke-dasharray="${side / 90} ${side / 300} ${side / 150} ${side / 200}"/>`
  const rows = Array.from({ length: 80 }, (_, index) => row((side * (index + 1.5)) / 82)).join('')
  const print = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}">${rows}</svg>`
  return sharp({ create: { width: side, height: side, channels: 3, background: '#fff' }, limitInputPixels: false })
    .composite([{ input: Buffer.from(print) }])
    .greyscale()
    .jpeg({ quality: 90 })
    .toBuffer()
}

/** Boxes as lines of text lie, in a grid over the whole page; a fifth doubtful, a twentieth without a text. */
export function boxesOn(side: number, count: number): BenchBox[] {
  const columns = Math.max(1, Math.round(Math.sqrt(count / 2)))
  const rows = Math.ceil(count / columns)
  const [width, height] = [side / columns, side / rows]
  return Array.from({ length: count }, (_, index) => {
    const left = (index % columns) * width + width * 0.08
    const top = Math.floor(index / columns) * height + height * 0.15
    const [right, bottom] = [left + width * 0.8, top + height * 0.65]
    return {
      id: `box-${index}`,
      quad: [left, top, right, top, right, bottom, left, bottom],
      confidence: index % 5 === 0 ? 0.6 : index % 5 === 1 ? 0.85 : 0.97,
      text: index % 20 === 7 ? null : `text ${index}`,
    }
  })
}

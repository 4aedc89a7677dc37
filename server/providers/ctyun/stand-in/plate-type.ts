import sharp from 'sharp'
import { boundsOf, type Quad } from '../../../contract/geometry.ts'

// Invention: the prose names three kinds of plates, but only 蓝牌 stands in an example; the other two are written as in the prose.
const types = { blue: '蓝牌', yellow: '黄牌（单层）', green: '新能源绿牌' }

/** Signs of a plate of new energy: one more than others have. */
const greenLength = 8

/** Mean of red and of blue, 0 to 255, within the bounds of a quad. @throws for pictures that sharp does not decode (BMP) */
async function meanColour(image: Uint8Array, quad: Quad): Promise<{ red: number; blue: number }> {
  const bounds = boundsOf(quad)
  const { width, height } = await sharp(image).metadata()
  const left = Math.min(Math.max(0, Math.floor(bounds.left)), width - 1)
  const top = Math.min(Math.max(0, Math.floor(bounds.top)), height - 1)
  const size = {
    width: Math.max(1, Math.min(Math.ceil(bounds.right), width) - left),
    height: Math.max(1, Math.min(Math.ceil(bounds.bottom), height) - top),
  }
  const part = await sharp(image)
    .extract({ left, top, ...size })
    .removeAlpha()
    .toColourspace('srgb')
    .png()
    .toBuffer()
  const { channels } = await sharp(part).stats()
  return { red: channels[0]?.mean ?? 0, blue: channels[2]?.mean ?? 0 }
}

/** The kind of a plate: green by its length, else blue or yellow by the mean colour of its place; blue, the usual one, where that cannot be seen. */
export async function plateTypeOf(text: string, image: Uint8Array, quad: Quad): Promise<string> {
  if (text.length === greenLength) return types.green
  const colour = await meanColour(image, quad).catch(() => null)
  return colour !== null && colour.red > colour.blue ? types.yellow : types.blue
}

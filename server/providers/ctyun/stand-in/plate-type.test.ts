import sharp from 'sharp'
import { expect, test } from 'vitest'
import { quadOfBounds } from '../../../contract/geometry.ts'
import { plateTypeOf } from './plate-type.ts'

/** A picture with a plate of one colour at 20, 10 to 80, 30 on a background of another. */
async function plateOn(background: string, colour: string): Promise<Buffer> {
  const plate = await sharp({ create: { width: 60, height: 20, channels: 3, background: colour } })
    .png()
    .toBuffer()
  return sharp({ create: { width: 100, height: 50, channels: 3, background } })
    .composite([{ input: plate, left: 20, top: 10 }])
    .png()
    .toBuffer()
}

const quad = quadOfBounds({ left: 20, top: 10, right: 80, bottom: 30 })

test('the colour of the place decides, not that of the picture', async () => {
  expect(await plateTypeOf('粤B12345', await plateOn('#f0c020', '#2040d0'), quad)).toBe('蓝牌')
  expect(await plateTypeOf('粤B12345', await plateOn('#2040d0', '#f0c020'), quad)).toBe('黄牌（单层）')
})

test('eight signs are a plate of new energy; a picture that cannot be looked at has the usual colour', async () => {
  expect(await plateTypeOf('粤BD12345', await plateOn('#000000', '#f0c020'), quad)).toBe('新能源绿牌')
  expect(await plateTypeOf('粤B12345', Buffer.from('BM'), quad)).toBe('蓝牌')
})

test('a place that sticks out of the picture is cut', async () => {
  const beyond = quadOfBounds({ left: -20, top: -10, right: 400, bottom: 300 })
  expect(await plateTypeOf('粤B12345', await plateOn('#f0c020', '#f0c020'), beyond)).toBe('黄牌（单层）')
})

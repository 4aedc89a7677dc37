import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { pictureFor } from './picture.ts'

async function page(format: 'jpeg' | 'png' | 'webp', width = 64, height = 40) {
  // Noise: it does not compress, so that the size is sure to be above a bound.
  const pixels = Buffer.alloc(width * height * 3)
  let state = 1
  for (let at = 0; at < pixels.length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    pixels[at] = state >>> 24
  }
  const bytes = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .toFormat(format)
    .toBuffer()
  return { index: 2, width, height, image: async () => new Uint8Array(bytes) }
}

describe('pictureFor', () => {
  test('sends what intake kept, byte for byte, where it is taken', async () => {
    const upright = await page('png')
    const picture = await pictureFor('x', upright, { formats: ['png'], maxBytes: 1_000_000 })
    expect(picture).toEqual({ bytes: await upright.image(), format: 'png', width: 64, height: 40 })
  })

  test('makes a JPEG of the same pixels where the format is not taken', async () => {
    const picture = await pictureFor('x', await page('webp'), { formats: ['jpeg', 'png'] })
    expect(await sharp(picture.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 64, height: 40 })
    expect(picture.format).toBe('jpeg')
  })

  test('makes a JPEG where the bytes are too many, and says so where that does not help', async () => {
    const upright = await page('png', 200, 200)
    const size = (await upright.image()).byteLength
    const limits = { formats: ['jpeg', 'png'] as ('jpeg' | 'png')[], maxBytes: size - 1 }
    expect((await pictureFor('x', upright, limits)).bytes.byteLength).toBeLessThan(size)
    await expect(pictureFor('x', upright, { ...limits, maxBytes: 500 })).rejects.toMatchObject({
      problem: { code: 'file-too-large', status: 413, whoseFault: 'document', retryable: false, provider: 'x' },
    })
  })

  test('never scales: sides outside of the bounds are refused', async () => {
    const tooLarge = pictureFor('x', await page('jpeg'), { formats: ['jpeg'], maxSidePixels: 63 })
    await expect(tooLarge).rejects.toMatchObject({
      problem: { code: 'image-too-large', detail: expect.stringContaining('page 3') },
    })
    const tooSmall = pictureFor('x', await page('jpeg'), { formats: ['jpeg'], minSidePixels: 41 })
    await expect(tooSmall).rejects.toMatchObject({ problem: { code: 'image-too-small' } })
  })
})

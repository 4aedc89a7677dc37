import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import heic from './__fixtures__/heic.json' with { type: 'json' }
import { createIntake } from './index.ts'
import type { AdmittedPage, Intake, Picture } from './intake.ts'
import { scaleFor } from './pdf-pages.ts'
import { makeBmp, makePdf, quarters, unusedStore } from './test-files.ts'

let intake: Intake
beforeAll(() => {
  intake = createIntake({ store: unusedStore })
})
afterAll(() => intake.close())

type Colour = 'red' | 'blue' | 'light red' | 'light blue' | 'white' | 'black' | 'other'

function nameOf([red, green, blue]: readonly number[]): Colour {
  const is = (value: number | undefined, wanted: number) => Math.abs(value! - wanted) < 40
  if (is(red, 255) && is(green, 255) && is(blue, 255)) return 'white'
  if (is(red, 0) && is(green, 0) && is(blue, 0)) return 'black'
  const light = is(green, 120) ? 'light ' : is(green, 0) ? '' : null
  if (light === null) return 'other'
  if (is(red, 220) && is(blue, 0)) return `${light}red` as Colour
  return is(blue, 220) && is(red, 0) ? (`${light}blue` as Colour) : 'other'
}

/** Colours at a quarter and three quarters of each side: top left, top right, bottom left, bottom right. */
async function corners({ bytes }: Picture): Promise<Colour[]> {
  const { data, info } = await sharp(bytes)
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return [1, 3].flatMap((y) =>
    [1, 3].map((x) => {
      const at = (Math.floor((y * info.height) / 4) * info.width + Math.floor((x * info.width) / 4)) * info.channels
      return nameOf([...data.subarray(at, at + 3)])
    }),
  )
}
const upright: Colour[] = ['light red', 'light blue', 'red', 'blue']
const size = ({ width, height }: AdmittedPage) => [width, height]

async function onePage(bytes: Uint8Array): Promise<AdmittedPage> {
  const { pages } = await intake.admit(bytes)
  expect(pages).toHaveLength(1)
  return pages[0]!
}

describe('EXIF orientation', () => {
  // How the stored pixels must be laid down so that the orientation turns them upright again (EXIF 2.32, 4.6.4 A).
  const stored: Record<number, (picture: Sharp) => Sharp> = {
    1: (picture) => picture,
    2: (picture) => picture.flop(),
    3: (picture) => picture.rotate(180),
    4: (picture) => picture.flip(),
    5: (picture) => picture.rotate(270).flop(),
    6: (picture) => picture.rotate(270),
    7: (picture) => picture.rotate(90).flop(),
    8: (picture) => picture.rotate(90),
  }

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('%i is applied once to pixels, preview and thumbnail', async (orientation) => {
    const laid = await stored[orientation]!(quarters(64, 32)).png().toBuffer()
    const photograph = await sharp(laid).withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer()
    const page = await onePage(photograph)
    expect(size(page)).toEqual([64, 32])
    for (const picture of [page.image, page.preview, page.thumbnail]) {
      expect(await corners(picture)).toEqual(upright)
      expect((await sharp(picture.bytes).metadata()).orientation).toBeUndefined()
    }
  })

  test.each(['png', 'webp', 'tiff'] as const)('is honoured in %s too', async (format) => {
    const laid = await quarters(64, 32).rotate(270).png().toBuffer()
    const page = await onePage(await sharp(laid).withMetadata({ orientation: 6 }).toFormat(format).toBuffer())
    expect(size(page)).toEqual([64, 32])
    expect(await corners(page.image)).toEqual(upright)
  })
})

describe('what is served', () => {
  const exif = { IFD0: { Artist: 'Somebody Private' } }

  test.each(['jpeg', 'png', 'webp'] as const)(
    'keeps the pixels of a plain %s and none of its metadata',
    async (format) => {
      const file = await quarters(64, 32).withExif(exif).withIccProfile('srgb').toFormat(format).toBuffer()
      expect(file.includes('Somebody Private')).toBe(true)
      const { image } = await onePage(file)
      expect(image.contentType).toBe(`image/${format}`)
      const pixels = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer()
      expect((await pixels(image.bytes)).equals(await pixels(file))).toBe(true)
      expect(Buffer.from(image.bytes).includes('Somebody Private')).toBe(false)
      const metadata = await sharp(image.bytes).metadata()
      expect([metadata.exif, metadata.icc, metadata.xmp]).toEqual([undefined, undefined, undefined])
    },
  )

  test('drops what a camera appended behind the picture', async () => {
    const jpeg = await quarters(64, 32).jpeg().toBuffer()
    const { image } = await onePage(Buffer.concat([jpeg, Buffer.from('a film of the same moment')]))
    expect(Buffer.from(image.bytes).includes('film')).toBe(false)
    expect(await corners(image)).toEqual(upright)
  })

  test('keeps a progressive JPEG', async () => {
    const jpeg = await quarters(640, 320).jpeg({ progressive: true }).toBuffer()
    const { image } = await onePage(jpeg)
    expect((await sharp(image.bytes).metadata()).isProgressive).toBe(true)
  })

  test('converts another colour space to sRGB', async () => {
    const page = await onePage(await quarters(64, 32).withIccProfile('p3').jpeg({ quality: 100 }).toBuffer())
    expect((await sharp(page.image.bytes).metadata()).icc).toBeUndefined()
    expect(await corners(page.image)).toEqual(upright)
  })

  test.each([
    ['grey', () => quarters(64, 32).greyscale().png()],
    ['16 bits', () => quarters(64, 32).toColourspace('rgb16').png()],
    ['CMYK', () => quarters(64, 32).toColourspace('cmyk').jpeg()],
    ['a palette', () => quarters(64, 32).png({ palette: true, colours: 8 })],
    ['black and white', () => quarters(64, 32).greyscale().threshold(60).png({ palette: true, colours: 2 })],
    ['CMYK in TIFF', () => quarters(64, 32).toColourspace('cmyk').tiff()],
    [
      'one bit in TIFF',
      () => quarters(64, 32).threshold(60).toColourspace('b-w').tiff({ bitdepth: 1, compression: 'ccittfax4' }),
    ],
  ] as [string, () => Sharp][])('is 8 bits, opaque, sRGB or grey for %s', async (_, make) => {
    const page = await onePage(await make().toBuffer())
    const { depth, hasAlpha, space } = await sharp(page.image.bytes).metadata()
    expect({ depth, hasAlpha }).toEqual({ depth: 'uchar', hasAlpha: false })
    expect(['srgb', 'b-w']).toContain(space)
    expect(size(page)).toEqual([64, 32])
  })

  test('colours survive 16 bits and CMYK', async () => {
    expect(
      await corners((await onePage(await quarters(64, 32).toColourspace('rgb16').png().toBuffer())).image),
    ).toEqual(upright)
  })

  test.each(['png', 'webp', 'gif', 'tiff'] as const)('puts white behind what is transparent (%s)', async (format) => {
    const clear = sharp({ create: { width: 40, height: 40, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
    const { image } = await onePage(
      await clear.toFormat(format, format === 'tiff' ? { compression: 'lzw' } : {}).toBuffer(),
    )
    expect(await corners(image)).toEqual(['white', 'white', 'white', 'white'])
  })

  test('previews measure 1024 and thumbnails 160 on the longest side, smaller pictures stay small', async () => {
    const large = await onePage(await quarters(3000, 1500).jpeg().toBuffer())
    const measure = async ({ bytes }: Picture) => {
      const { width, height } = await sharp(bytes).metadata()
      return [width, height]
    }
    expect([await measure(large.preview), await measure(large.thumbnail)]).toEqual([
      [1024, 512],
      [160, 80],
    ])
    const small = await onePage(await quarters(64, 32).jpeg().toBuffer())
    expect([await measure(small.preview), await measure(small.thumbnail)]).toEqual([
      [64, 32],
      [64, 32],
    ])
  })

  test('a strip one pixel wide has a preview', async () => {
    expect(size(await onePage(await quarters(1, 5000).png().toBuffer()))).toEqual([1, 5000])
  })
})

describe('formats', () => {
  test('GIF and animated WebP show their first frame', async () => {
    const frames = [quarters(64, 32), sharp({ create: { width: 64, height: 32, channels: 3, background: '#000' } })]
    const pngs = await Promise.all(frames.map((frame) => frame.png().toBuffer()))
    for (const format of ['gif', 'webp'] as const) {
      const animation = await sharp(pngs, { join: { animated: true } })
        .toFormat(format)
        .toBuffer()
      const page = await onePage(animation)
      expect(size(page)).toEqual([64, 32])
      expect(await corners(page.image)).toEqual(upright)
    }
  })

  test('TIFF gives every page in order, each with its own size', async () => {
    const pages = [quarters(64, 32), quarters(64, 32).rotate(180), quarters(64, 32).flop()]
    const pngs = await Promise.all(pages.map((page) => page.png().toBuffer()))
    const tiff = await sharp(pngs, { join: { animated: true } })
      .tiff({ compression: 'lzw' })
      .toBuffer()
    const admitted = await intake.admit(tiff)
    expect(admitted.format).toBe('tiff')
    expect(admitted.pages.map(size)).toEqual([
      [64, 32],
      [64, 32],
      [64, 32],
    ])
    expect(await Promise.all(admitted.pages.map(({ image }) => corners(image)))).toEqual([
      upright,
      upright.toReversed(),
      ['light blue', 'light red', 'blue', 'red'],
    ])
  })

  test.each(['plain', 'exif6'] as const)(
    'HEIC is decoded, its EXIF orientation not applied a second time (%s)',
    async (name) => {
      const page = await onePage(Buffer.from(heic[name], 'base64'))
      expect(size(page)).toEqual([64, 32])
      expect(await corners(page.image)).toEqual(upright)
      expect(page.image.contentType).toBe('image/jpeg')
    },
  )

  test('BMP is decoded without loss', async () => {
    const page = await onePage(makeBmp(33, 20, 24))
    expect(page.image.contentType).toBe('image/png')
    expect(await corners(page.image)).toEqual(upright)
  })
})

describe('PDF', () => {
  const redLowerLeft = '0.863 0 0 rg 0 0 60 40 re f'

  test('draws every page at 200 dots per inch', async () => {
    const admitted = await intake.admit(
      makePdf([{ content: redLowerLeft }, { width: 72, height: 144, content: redLowerLeft }]),
    )
    expect(admitted.format).toBe('pdf')
    expect(admitted.pages.map(size)).toEqual([
      [556, 278],
      [200, 400],
    ])
    expect(await corners(admitted.pages[0]!.image)).toEqual(['white', 'white', 'red', 'white'])
  })

  test.each([
    [0, ['white', 'white', 'red', 'white']],
    [90, ['red', 'white', 'white', 'white']],
    [180, ['white', 'red', 'white', 'white']],
    [270, ['white', 'white', 'white', 'red']],
  ] as const)('honours /Rotate %i', async (rotate, expected) => {
    const page = await onePage(makePdf([{ rotate, content: redLowerLeft }]))
    expect(size(page)).toEqual(rotate % 180 === 0 ? [556, 278] : [278, 556])
    expect(await corners(page.image)).toEqual(expected)
  })

  test('a plan in A0 is drawn with fewer dots, and a long strip within what a canvas can be', () => {
    const pixels = 2384 * scaleFor(2384, 3370) * (3370 * scaleFor(2384, 3370))
    expect(pixels).toBeCloseTo(16_000_000)
    expect(14_400 * scaleFor(10, 14_400)).toBeCloseTo(16_384)
    expect(scaleFor(595, 842)).toBeCloseTo(200 / 72)
  })

  test('a blank page among others stays', async () => {
    expect((await intake.admit(makePdf([{ content: redLowerLeft }, {}]))).pages).toHaveLength(2)
  })

  test('Chinese text whose font is not embedded is drawn, each character differently', async () => {
    // 田 has ink in its middle and on its edges; a box for a missing character has none in the middle.
    const tian = '<7530>'
    const content = `BT /F2 80 Tf 20 15 Td ${tian} Tj ET`
    const { image } = await onePage(makePdf([{ width: 120, height: 110, content }]))
    const { data, info } = await sharp(image.bytes).greyscale().raw().toBuffer({ resolveWithObject: true })
    const scale = 200 / 72
    const ink = (left: number, right: number, y: number) => {
      const row = Math.round((110 - y) * scale) * info.width
      return data.subarray(row + Math.round(left * scale), row + Math.round(right * scale)).some((grey) => grey < 100)
    }
    // The stroke down the middle, seen a quarter from above and a quarter from below.
    expect([ink(52, 68, 65), ink(52, 68, 30)]).toEqual([true, true])
  })
})

test('an admission that is aborted ends with the reason, and the next one works', async () => {
  const abort = new AbortController()
  const many = makePdf(Array.from({ length: 40 }, () => ({ width: 600, height: 800, content: '0 0 9 9 re f' })))
  const admitting = intake.admit(many, { signal: abort.signal })
  abort.abort(new Error('not wanted any more'))
  await expect(admitting).rejects.toThrow('not wanted any more')
  await expect(intake.admit(many, { signal: abort.signal })).rejects.toThrow('not wanted any more')
  expect((await intake.admit(makePdf([{ content: '0 0 9 9 re f' }]))).pages).toHaveLength(1)
})

import { createHash } from 'node:crypto'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { renderSpecimen, type Level, type Turn } from '../specimens/index.ts'

/**
 * Draws the sample documents of the one-click demonstration into public/samples, with index.json beside them
 * ([{file, preview, kind, label: {en, zh}, note: {en, zh}}]; `preview` is a small upright JPEG, which a browser can show also for a TIFF). Same bytes on every run; the pictures are committed, so that no one needs to run it.
 */
interface Sample {
  kind: string
  seed: number
  level: Level
  turn?: Turn
  /** Stored turned, with the EXIF orientation that puts it upright: what a telephone held sideways writes. */
  exif?: boolean
  /** Seeds of further pages: the sample becomes a TIFF. */
  pages?: number[]
  note: { en: string; zh: string }
}

const labels: Record<string, { en: string; zh: string }> = {
  'general-text': { en: 'Text page', zh: '文字页面' },
  'id-card-front': { en: 'ID card, portrait side', zh: '身份证人像面' },
  'id-card-back': { en: 'ID card, emblem side', zh: '身份证国徽面' },
  passport: { en: 'Passport', zh: '护照' },
  'passport-cn': { en: 'Chinese passport', zh: '中国护照' },
  'passport-mrz': { en: 'Passport MRZ', zh: '护照机读码' },
}

const clean = { en: 'A clean scan', zh: '清晰扫描件' }
const mild = { en: 'A photograph: slightly skewed and blurred', zh: '手机拍摄：略有倾斜和模糊' }
const samples: readonly Sample[] = [
  { kind: 'id-card-front', seed: 200_001, level: 'clean', note: clean },
  { kind: 'id-card-front', seed: 200_002, level: 'mild', note: mild },
  { kind: 'id-card-back', seed: 200_001, level: 'mild', note: mild },
  {
    kind: 'id-card-back',
    seed: 200_002,
    level: 'mild',
    turn: 90,
    note: { en: 'Lies on its side, turned by 90 degrees', zh: '图片旋转了 90 度' },
  },
  { kind: 'passport', seed: 200_001, level: 'clean', note: clean },
  {
    kind: 'passport',
    seed: 200_003,
    level: 'hard',
    note: { en: 'In perspective, with a shadow', zh: '透视变形并有阴影' },
  },
  { kind: 'passport-cn', seed: 200_001, level: 'clean', note: clean },
  {
    kind: 'passport-cn',
    seed: 200_002,
    level: 'mild',
    exif: true,
    note: { en: 'Held sideways: EXIF orientation 6', zh: '竖拍：EXIF 方向为 6' },
  },
  { kind: 'passport-mrz', seed: 200_001, level: 'clean', note: clean },
  { kind: 'passport-mrz', seed: 200_002, level: 'skewed', note: { en: 'Skewed by 5 degrees', zh: '倾斜 5 度' } },
  { kind: 'general-text', seed: 200_001, level: 'mild', note: mild },
  {
    kind: 'general-text',
    seed: 200_013,
    level: 'clean',
    pages: [200_012],
    note: { en: 'A TIFF of two pages', zh: '两页的 TIFF 文件' },
  },
]

const mostBytes = 150_000

/** A JPEG of at most `mostBytes`: quality goes down in steps, then size. */
async function smallJpeg(image: Buffer, orientation: number | null): Promise<Buffer> {
  for (const width of [1400, 1200, 1000, 800]) {
    for (const quality of [86, 78, 70, 62]) {
      let picture = sharp(image).resize({ width, height: width, fit: 'inside', withoutEnlargement: true })
      if (orientation !== null) picture = picture.withMetadata({ orientation })
      const jpeg = await picture.jpeg({ quality, mozjpeg: true }).toBuffer()
      if (jpeg.length <= mostBytes) return jpeg
    }
  }
  throw new Error('a sample does not become small enough')
}

/** A grey TIFF with a page for each picture, of at most `mostBytes`. */
async function tiffOf(images: readonly Buffer[]): Promise<Buffer> {
  const pages = await Promise.all(
    images.map((image) =>
      sharp(image)
        .resize({ width: 900, height: 1272, fit: 'contain', background: 'white' })
        .greyscale()
        .png()
        .toBuffer(),
    ),
  )
  for (const quality of [75, 65, 55, 45, 35]) {
    const tiff = await sharp(pages, { join: { animated: true } })
      .greyscale()
      .tiff({ compression: 'jpeg', quality })
      .toBuffer()
    if (tiff.length <= mostBytes) return tiff
  }
  throw new Error('a sample does not become small enough')
}

const folder = fileURLToPath(new URL('../public/samples/', import.meta.url))
await mkdir(folder, { recursive: true })
for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true })
await mkdir(join(folder, 'previews'))

const counts = new Map<string, number>()
const index: {
  file: string
  preview: string
  kind: string
  label: { en: string; zh: string }
  note: { en: string; zh: string }
}[] = []
for (const { kind, seed, level, turn, exif, pages, note } of samples) {
  const number = (counts.get(kind) ?? 0) + 1
  counts.set(kind, number)
  const { image } = await renderSpecimen({ kind, seed, level, turn: exif ? 270 : (turn ?? 0) })
  const more = await Promise.all((pages ?? []).map((seed) => renderSpecimen({ kind, seed, level })))
  const bytes = pages
    ? await tiffOf([image, ...more.map((specimen) => specimen.image)])
    : await smallJpeg(image, exif ? 6 : null)
  const file = `${kind}-${number}.${pages ? 'tiff' : 'jpg'}`
  await writeFile(join(folder, file), bytes)
  const preview = `previews/${kind}-${number}.jpg`
  // autoOrient applies the EXIF orientation, as intake does.
  await sharp(bytes)
    .autoOrient()
    .resize(320, 320, { fit: 'inside' })
    .jpeg({ quality: 72, mozjpeg: true })
    .toFile(join(folder, preview))
  index.push({ file, preview, kind, label: labels[kind]!, note })
  console.log(`${file} ${bytes.length} bytes ${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}`)
}
await writeFile(join(folder, 'index.json'), `${JSON.stringify(index, null, 2)}\n`)

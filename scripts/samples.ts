import { createHash } from 'node:crypto'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { createRandom } from '../specimens/random.ts'
import { renderSpecimen, type Level, type Turn } from '../specimens/index.ts'
import { drawFrame } from '../specimens/kinds/video-text.ts'
import { writeAvi } from './samples/avi.ts'
import { writePdf, type PdfPage } from './samples/pdf.ts'

/**
 * Draws the sample documents of the one-click demonstration into public/samples (`npm run samples -- FILE ...` only those), with index.json beside them
 * ([{file, preview, kind, label: {en, zh}, note: {en, zh}}]; `preview` is a small upright JPEG, which a browser can show also for a TIFF, a PDF and a video). Same bytes on every run with the same versions of canvas and sharp; the pictures are committed, so that no one needs to run it.
 */
interface Sample {
  kind: string
  seed: number
  level: Level
  turn?: Turn
  /** Stored turned, with the EXIF orientation that puts it upright: what a telephone held sideways writes. */
  exif?: boolean
  /** Seeds of further pages: the sample becomes a TIFF, or a PDF where the kind is one of `pdfKinds`. */
  pages?: number[]
  /** Captions of a video, a second each. */
  captions?: string[]
  note: { en: string; zh: string }
}

/** Kinds whose samples of several pages are PDF files. */
const pdfKinds = ['pdf', 'document-structure']

const labels: Record<string, { en: string; zh: string }> = {
  'general-text': { en: 'Text page', zh: '文字页面' },
  'id-card-front': { en: 'ID card, portrait side', zh: '身份证人像面' },
  'id-card-back': { en: 'ID card, emblem side', zh: '身份证国徽面' },
  passport: { en: 'Passport', zh: '护照' },
  'passport-cn': { en: 'Chinese passport', zh: '中国护照' },
  'passport-mrz': { en: 'Passport MRZ', zh: '护照机读码' },
  'household-register': { en: 'Household register page', zh: '户口本页' },
  'bank-card': { en: 'Bank card', zh: '银行卡' },
  'business-card': { en: 'Business card', zh: '名片' },
  'business-licence': { en: 'Business licence', zh: '营业执照' },
  stamp: { en: 'Official seal', zh: '公章' },
  'qr-code': { en: 'QR codes', zh: '二维码' },
  table: { en: 'Ruled table', zh: '表格' },
  'document-structure': { en: 'Page with a table', zh: '含表格的文档' },
  'card-screenshot': { en: 'Card photographed from a screen', zh: '翻拍的证件' },
  signboard: { en: 'Shop front', zh: '门店招牌' },
  pdf: { en: 'PDF', zh: 'PDF 文件' },
  'video-text': { en: 'Video with captions', zh: '带字幕的视频' },
  'driver-licence-front': { en: 'Driving licence, main page', zh: '驾驶证主页' },
  'driver-licence-back': { en: 'Driving licence, second page', zh: '驾驶证副页' },
  'vehicle-licence-front': { en: 'Vehicle licence, main page', zh: '行驶证主页' },
  'vehicle-licence-back': { en: 'Vehicle licence, second page', zh: '行驶证副页' },
  'licence-plate': { en: 'Licence plate', zh: '车牌' },
  vin: { en: 'VIN plate', zh: '车辆识别代号铭牌' },
  'taxi-invoice': { en: 'Taxi receipt', zh: '出租车发票' },
  'vat-invoice': { en: 'VAT invoice', zh: '增值税发票' },
  'train-ticket': { en: 'Train ticket', zh: '火车票' },
  'takeaway-order': { en: 'Takeaway order', zh: '外卖订单小票' },
  'quota-invoice': { en: 'Quota invoice', zh: '定额发票' },
  'vat-roll-invoice': { en: 'VAT roll invoice', zh: '增值税卷票' },
  'emirates-id-front': { en: 'Emirates ID, front', zh: '阿联酋身份证正面' },
  'emirates-id-back': { en: 'Emirates ID, back', zh: '阿联酋身份证背面' },
  'icp-filing': { en: 'ICP filing screenshot', zh: '域名备案截图' },
}

/** Kinds of which one clean picture is enough. */
const cleanKinds = [
  'household-register',
  'bank-card',
  'business-card',
  'business-licence',
  'stamp',
  'table',
  'document-structure',
  'signboard',
  'driver-licence-front',
  'driver-licence-back',
  'vehicle-licence-front',
  'vehicle-licence-back',
  'licence-plate',
  'vin',
  'taxi-invoice',
  'vat-invoice',
  'train-ticket',
  'takeaway-order',
  'quota-invoice',
  'vat-roll-invoice',
  'emirates-id-front',
  'emirates-id-back',
  'icp-filing',
]

/** Seeds whose document shows more of its kind than the first does. */
const seeds: Readonly<Record<string, number>> = { 'bank-card': 200_003, 'business-licence': 200_003 }

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
  ...cleanKinds.map((kind): Sample => ({ kind, seed: seeds[kind] ?? 200_001, level: 'clean', note: clean })),
  {
    kind: 'qr-code',
    seed: 200_002,
    level: 'clean',
    note: { en: 'Two codes in one picture', zh: '一张图片中有两个二维码' },
  },
  {
    kind: 'card-screenshot',
    seed: 200_001,
    level: 'clean',
    note: { en: 'The grid of a screen lies over it', zh: '叠有屏幕摩尔纹' },
  },
  {
    kind: 'pdf',
    seed: 200_003,
    level: 'clean',
    pages: [200_004],
    note: { en: 'A PDF of two scanned pages', zh: '两页扫描件的 PDF' },
  },
  {
    kind: 'document-structure',
    seed: 200_002,
    level: 'clean',
    pages: [200_005],
    note: { en: 'A PDF of two scanned pages', zh: '两页扫描件的 PDF' },
  },
  {
    kind: 'video-text',
    seed: 200_001,
    level: 'clean',
    captions: [
      '清晨的湖面上升起一层薄雾',
      '老街的石板路被雨水冲刷得发亮',
      '秋天是这里最好的季节',
      '感谢大家的支持与配合',
    ],
    note: { en: 'Motion JPEG in AVI: four captions in four seconds', zh: 'AVI（Motion JPEG）：四秒内四条字幕' },
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

async function pdfOf(images: readonly Buffer[]): Promise<Buffer> {
  const pages = await Promise.all(
    images.map(async (image): Promise<PdfPage> => {
      const { data, info } = await sharp(image)
        .resize({ width: 1000, height: 1414, fit: 'inside' })
        .greyscale()
        .jpeg({ quality: 62, mozjpeg: true, progressive: false })
        .toBuffer({ resolveWithObject: true })
      return { jpeg: data, width: info.width, height: info.height, grey: true }
    }),
  )
  return writePdf(pages)
}

const film = { width: 640, height: 360, framesPerSecond: 5 }

/** A second for each caption. Between two frames nothing but the caption changes, as in a still shot. */
async function videoOf(seed: number, captions: readonly string[]): Promise<Buffer> {
  const shots = await Promise.all(
    captions.map((caption) =>
      sharp(drawFrame(createRandom(`film/${seed}`), caption, film.width).canvas.toBuffer('image/png'))
        .jpeg({ quality: 70, mozjpeg: true, progressive: false })
        .toBuffer(),
    ),
  )
  return writeAvi(
    shots.flatMap((shot) => Array.from({ length: film.framesPerSecond }, () => shot)),
    film,
  )
}

/** Files that are to be drawn again; all when none is named. The others stay as they are, and the index names all. */
const wanted = process.argv.slice(2)

const folder = fileURLToPath(new URL('../public/samples/', import.meta.url))
await mkdir(folder, { recursive: true })
if (wanted.length === 0) for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true })
await mkdir(join(folder, 'previews'), { recursive: true })

const counts = new Map<string, number>()
const index: {
  file: string
  preview: string
  kind: string
  label: { en: string; zh: string }
  note: { en: string; zh: string }
}[] = []
for (const { kind, seed, level, turn, exif, pages, captions, note } of samples) {
  const form = captions ? 'avi' : pages ? (pdfKinds.includes(kind) ? 'pdf' : 'tiff') : 'jpg'
  // Pages of other kinds that come as a PDF are counted by themselves.
  const series = form === 'pdf' && kind !== 'pdf' ? `${kind}.pdf` : kind
  const number = (counts.get(series) ?? 0) + 1
  counts.set(series, number)
  const file = `${kind}-${number}.${form}`
  const preview = `previews/${kind}-${number}${series === kind ? '' : '-pdf'}.jpg`
  index.push({ file, preview, kind, label: labels[kind]!, note })
  if (wanted.length > 0 && !wanted.includes(file)) continue
  const { image } = await renderSpecimen({ kind, seed, level, turn: exif ? 270 : (turn ?? 0) })
  const more = await Promise.all((pages ?? []).map((seed) => renderSpecimen({ kind, seed, level })))
  const all = [image, ...more.map((specimen) => specimen.image)]
  const bytes = captions
    ? await videoOf(seed, captions)
    : form === 'pdf'
      ? await pdfOf(all)
      : form === 'tiff'
        ? await tiffOf(all)
        : await smallJpeg(image, exif ? 6 : null)
  await writeFile(join(folder, file), bytes)
  // autoOrient applies the EXIF orientation, as intake does.
  const still = captions
    ? drawFrame(createRandom(`film/${seed}`), captions[0]!, film.width).canvas.toBuffer('image/png')
    : form === 'pdf'
      ? image
      : bytes
  await sharp(still)
    .autoOrient()
    .resize(320, 320, { fit: 'inside' })
    .jpeg({ quality: 72, mozjpeg: true })
    .toFile(join(folder, preview))
  console.log(`${file} ${bytes.length} bytes ${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}`)
}
await writeFile(join(folder, 'index.json'), `${JSON.stringify(index, null, 2)}\n`)

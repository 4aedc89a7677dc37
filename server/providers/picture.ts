import sharp from 'sharp'
import { factsOf } from '../contract/file-facts.ts'
import { checkLimits, type Format, type LimitBreach, type Limits } from '../contract/limits.ts'
import { ProviderError, type UprightPage } from './provider.ts'

/** The bytes of one page as a recogniser takes them. Its pixels are exactly those of the upright page, so that coordinates need no scaling. */
export interface Picture {
  bytes: Uint8Array
  format: Format
  width: number
  height: number
}

const titles: Record<LimitBreach['code'], { en: string; zh: string }> = {
  'format-unknown': { en: 'The file is of no format that is known', zh: '无法识别文件格式' },
  'format-not-accepted': { en: 'The recogniser does not take this format', zh: '识别服务不接受该格式' },
  'file-empty': { en: 'The file is empty', zh: '文件为空' },
  'file-too-small': { en: 'The file is too small for the recogniser', zh: '文件过小' },
  'file-too-large': { en: 'The page is too large for the recogniser', zh: '页面超过识别服务的大小限制' },
  'image-too-small': { en: 'The page has too few pixels on one side', zh: '页面像素过少' },
  'image-too-large': { en: 'The page has too many pixels on one side', zh: '页面边长超过限制' },
  'too-many-pixels': { en: 'The page has too many pixels', zh: '页面像素过多' },
  'too-many-pages': { en: 'The document has too many pages', zh: '页数过多' },
  'video-too-long': { en: 'The video is too long', zh: '视频过长' },
  'frame-rate-too-high': { en: 'The video has too many frames a second', zh: '视频帧率过高' },
}

/** A breach of a recogniser's limits as an error that says that nothing was sent. */
export function limitError(provider: string, { code, parameters }: LimitBreach, page?: number): ProviderError {
  const facts = Object.entries(parameters).map(([name, value]) => `${name} ${value}`)
  return new ProviderError({
    provider,
    code,
    status: code === 'file-too-large' ? 413 : 422,
    title: titles[code].en,
    detail: `Nothing was sent. ${[...(page === undefined ? [] : [`page ${page + 1}`]), ...facts].join(', ')}.`,
    action: 'Make the picture fit, or choose another recogniser.',
    parameters: { ...parameters, titleZh: titles[code].zh, detailZh: '尚未发送。请调整图片，或换用其他识别服务。' },
    retryable: false,
    whoseFault: 'document',
  })
}

/** Qualities that are tried, best first, where the page must become a JPEG to be taken. */
const qualities = [92, 85, 75, 62]

/**
 * The bytes to send for a page: what intake kept (the file's own pixels without its metadata, where it could be kept), or a JPEG of the same
 * pixels where that format is not taken or the bytes are too many. Held against the limits before anything is sent; sides are never scaled.
 * @throws {ProviderError} whoseFault `document` where no form of the page fits
 */
export async function pictureFor(provider: string, page: UprightPage, limits: Limits): Promise<Picture> {
  const { width, height } = page
  const original = await page.image()
  const { maxPages: _, ...ofOnePicture } = limits
  const check = (bytes: Uint8Array, format: Format | null) =>
    checkLimits({ format, bytes: bytes.byteLength, width, height, pages: 1 }, ofOnePicture)
  const { format } = factsOf(original, original.byteLength)
  let breaches = check(original, format)
  if (breaches.length === 0) return { bytes: original, format: format!, width, height }
  const canHelp = breaches.every(({ code }) => code === 'format-not-accepted' || code === 'file-too-large')
  if (canHelp && limits.formats.includes('jpeg')) {
    for (const quality of qualities) {
      const bytes = await sharp(original, { limitInputPixels: false })
        .flatten({ background: '#ffffff' })
        .jpeg({ quality })
        .toBuffer()
      breaches = check(bytes, 'jpeg')
      if (breaches.length === 0) return { bytes, format: 'jpeg', width, height }
    }
  }
  throw limitError(provider, breaches[0]!, page.index)
}

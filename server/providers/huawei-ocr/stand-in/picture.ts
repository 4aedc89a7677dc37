import { factsOf } from '../../../contract/file-facts.ts'
import { checkLimits } from '../../../contract/limits.ts'
import { sandboxIdentity, type StandInDependencies } from '../../stand-in.ts'
import { limitsOf, maxBase64Bytes, type Operation } from '../limits.ts'
import type { messages } from './answers.ts'

export type PictureOrCode = { image: Uint8Array } | { code: keyof typeof messages }

/** Plain Base64: a prefix (`data:...`) or any other sign is "format not supported", as the document says of prefixes. */
function fromBase64(text: string): PictureOrCode {
  if (Buffer.byteLength(text) > maxBase64Bytes) return { code: 'ModelArts.4104' }
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0) return { code: 'AIS.0102' }
  return { image: Buffer.from(text, 'base64') }
}

function decodedPath(url: URL): string | null {
  try {
    return decodeURIComponent(url.pathname.slice(1))
  } catch {
    return null
  }
}

/**
 * Invention: the only pictures that the sandbox "downloads" are objects in its own stand-in buckets; nothing is ever fetched. Other addresses
 * are answered with the code for addresses that are not allowed.
 */
function fromUrl(text: string, { objects, origins }: Pick<StandInDependencies, 'objects' | 'origins'>): PictureOrCode {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !origins().includes(url.origin)) return { code: 'ModelArts.4601' }
  const path = decodedPath(url)
  if (path === null) return { code: 'ModelArts.4601' }
  for (const bucket of [sandboxIdentity.ossBucket, sandboxIdentity.tencentBucket]) {
    const key = path.startsWith(`${bucket}/`) ? path.slice(bucket.length + 1) : path
    const object = objects.get(bucket, key)
    if (object) return { image: object.bytes }
  }
  return { code: 'ModelArts.4603' }
}

/** The picture of a request: exactly one of `image` and `url`, within the limits of the operation (capabilities.json). */
export function pictureOf(
  body: Record<string, unknown>,
  operation: Operation,
  dependencies: Pick<StandInDependencies, 'objects' | 'origins'>,
): PictureOrCode {
  const given = (name: string) => body[name] !== undefined && body[name] !== null && body[name] !== ''
  // None is documented as invalid; both is our choice (common.json, `image-required`).
  if (given('image') === given('url')) return { code: 'AIS.0101' }
  const source = given('image') ? body['image'] : body['url']
  if (typeof source !== 'string') return { code: 'AIS.0101' }
  const picture = given('image') ? fromBase64(source) : fromUrl(source, dependencies)
  if ('code' in picture) return picture
  const { maxBytes, ...limits } = limitsOf[operation]
  // "Limits of pictures given by url are not stated separately" (capabilities.json): the same number of bytes.
  if (picture.image.byteLength > maxBytes) return { code: given('image') ? 'ModelArts.4104' : 'ModelArts.4603' }
  const facts = factsOf(picture.image, picture.image.byteLength)
  const breaches = checkLimits(facts, limits).map(({ code }) => code)
  if (facts.width === null || facts.height === null) return { code: 'AIS.0102' }
  if (breaches.some((code) => code.startsWith('format') || code === 'file-empty')) return { code: 'AIS.0102' }
  return breaches.length > 0 ? { code: 'AIS.0103' } : picture
}

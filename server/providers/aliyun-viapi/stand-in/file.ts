import { placesOf } from '../../aliyun-oss/place.ts'
import { ossQuery, verifyPresignedGet } from '../../aliyun-oss/verify.ts'
import { sandboxIdentity, type StandInDependencies } from '../../stand-in.ts'
import { Refused } from './refused.ts'

const { accessKey: accessKeyId, secretKey: accessKeySecret, ossBucket } = sandboxIdentity

/** An object of the stand-in's store, named by a URL that has been checked. */
export interface StoredFile {
  bucket: string
  key: string
  read: () => Uint8Array
}

const shanghai = /^(?:[a-z0-9-]+\.)?oss-cn-shanghai(?:-internal)?\.aliyuncs\.com$/
const anyOss = /^(?:[a-z0-9-]+\.)?oss-[a-z0-9-]+\.aliyuncs\.com$/

function parseUrl(text: string): URL {
  // The document: "the URL must not contain Chinese characters"; nor anything else that must be escaped.
  if (/[^\u0021-\u007e]/.test(text)) throw new Refused('IllegalUrlParameter', 'The url contains illegal characters.')
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol)) throw new Refused('InvalidImage.URL', 'The url is invalid.')
  return url
}

/** Path and query as they were written: the parsed URL has them normalised. */
const targetOf = (text: string) => text.replace(/^https?:\/\/[^/?#]+/i, '').replace(/#.*$/s, '') || '/'

export interface FileSource {
  /** @param uploaded whether a key was uploaded with a form of AuthorizeFileUpload, which the service itself may read */
  find(text: string, uploaded: (key: string) => boolean): StoredFile
}

/**
 * Finds the object that a URL means. Nothing is ever fetched: links must name the stand-in's own store, by this port or by the host names of OSS in
 * Shanghai (S4: only that region). Other regions and hosts are refused with the document's codes.
 */
export function createFileSource({
  objects,
  clock,
  origins,
}: Pick<StandInDependencies, 'objects' | 'clock' | 'origins'>): FileSource {
  function isOurs({ host }: URL): boolean {
    const own = origins().map((origin) => new URL(origin).host)
    return own.some((known) => host === known || host === `${ossBucket}.${known}`)
  }

  return {
    find(text, uploaded) {
      const url = parseUrl(text)
      if (!isOurs(url) && !shanghai.test(url.hostname)) {
        if (anyOss.test(url.hostname)) {
          throw new Refused('InvalidImage.Region', 'The image is not in an OSS bucket of region cn-shanghai.')
        }
        throw new Refused('InvalidImage.URL', 'The url is not an OSS url of region cn-shanghai.')
      }
      const target = targetOf(text)
      const places = placesOf(target, url.host)
      const now = clock()
      const request = { method: 'GET', target, headers: {} }
      const isSigned = ossQuery(target).has('Signature')
      const place = places.find((candidate) =>
        isSigned
          ? verifyPresignedGet(request, candidate, { accessKeyId, accessKeySecret }, now) === null
          : uploaded(candidate.key),
      )
      // A private object, an expired link and an object that is not there look the same to a service that downloads.
      const read = () => {
        const object = place && objects.get(place.bucket, place.key)
        if (!object) throw new Refused('InvalidImage.Download', 'Failed to download the image from its url.')
        return object.bytes
      }
      return { bucket: place?.bucket ?? ossBucket, key: place?.key ?? '', read }
    },
  }
}

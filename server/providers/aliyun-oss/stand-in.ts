import { createHash } from 'node:crypto'
import {
  sandboxIdentity,
  type StandIn,
  type StandInAnswer,
  type StandInDependencies,
  type StandInRequest,
} from '../stand-in.ts'
import { refusalAnswer } from './answer.ts'
import { listBuckets, notImplemented, objectAcl, onBucket, xml } from './bucket.ts'
import { placesOf } from './place.ts'
import { postObject } from './post.ts'
import {
  ossQuery,
  otherSubResource,
  verifyHeader,
  verifyPresignedGet,
  type OssPlace,
  type OssRefusal,
} from './verify.ts'

const credentials = { accessKeyId: sandboxIdentity.accessKey, accessKeySecret: sandboxIdentity.secretKey }

const refuse = (status: number, code: string, ec: string, message: string): OssRefusal => ({
  status,
  code,
  message,
  ec,
})

const isRefusal = (value: StandInAnswer | OssRefusal): value is OssRefusal => 'code' in value

/** Nothing signed: the bucket is private. */
const anonymous = refuse(
  403,
  'AccessDenied',
  '0003-00000001',
  'You have no right to access this object because of bucket acl.',
)

const noSuchKey = refuse(404, 'NoSuchKey', '0026-00000001', 'The specified key does not exist.')

/**
 * Invention: the bucket's CORS rule allows every origin, because nothing here is given without a signature (and the port lets in no page but the
 * console's); `ETag` is exposed, as an upload from a browser needs it.
 */
function corsHeaders({ headers }: Pick<StandInRequest, 'headers'>): Record<string, string> {
  if (headers.origin === undefined) return {}
  return {
    'access-control-allow-origin': headers.origin,
    'access-control-expose-headers': 'ETag, x-oss-request-id',
    vary: 'Origin',
  }
}

function preflight({ headers }: StandInRequest): StandInAnswer {
  return {
    status: 200,
    headers: {
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, DELETE',
      'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
      'access-control-max-age': '600',
      // Chromium asks before a page of one address space may reach another (Private Network Access).
      ...(headers['access-control-request-private-network'] && { 'access-control-allow-private-network': 'true' }),
    },
    body: '',
  }
}

/** Who signed, over which of the places that may be meant: the place, or why nobody did. */
function authorise(request: StandInRequest, places: readonly OssPlace[], now: Date): OssPlace | OssRefusal {
  const verify = request.headers.authorization === undefined ? verifyPresignedGet : verifyHeader
  if (verify === verifyPresignedGet && !/[?&](?:OSSAccessKeyId|x-oss-signature)=/.test(request.target)) return anonymous
  let refusal: OssRefusal | null = null
  for (const place of places) {
    const reason = verify(request, place, credentials, now)
    if (!reason) return place
    // Of a name that may be read in two ways the last reading is the one to explain.
    refusal = reason
  }
  return refusal ?? refuse(400, 'InvalidURI', '0002-00000040', 'The URI is not well-formed.')
}

function putObject(
  request: StandInRequest,
  { bucket, key }: OssPlace,
  objects: StandInDependencies['objects'],
): StandInAnswer | OssRefusal {
  const md5 = createHash('md5').update(request.body).digest('base64')
  const given = request.headers['content-md5']
  if (given !== undefined && given !== md5) {
    return refuse(400, 'InvalidDigest', '0016-00000101', 'The Content-MD5 you specified is not valid.')
  }
  objects.put(bucket, key, {
    bytes: request.body,
    contentType: request.headers['content-type'] ?? 'application/octet-stream',
  })
  return { status: 200, headers: { etag: `"${objects.get(bucket, key)?.etag ?? ''}"`, 'content-md5': md5 }, body: '' }
}

/** RFC 9110, 14.1.2: one range of bytes. Null = the whole object, which is also the answer to a range that makes no sense (P). */
function rangeOf(header: string | undefined, length: number): [from: number, to: number] | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return null
  if (match[1] === '') return [Math.max(0, length - Number(match[2])), length - 1]
  const from = Number(match[1])
  const to = match[2] === '' ? length - 1 : Math.min(length - 1, Number(match[2]))
  return from <= to && from < length ? [from, to] : null
}

function getObject(
  request: StandInRequest,
  { bucket, key }: OssPlace,
  objects: StandInDependencies['objects'],
): StandInAnswer | OssRefusal {
  const object = objects.get(bucket, key)
  if (!object) return noSuchKey
  const query = ossQuery(request.target)
  const overrides = [...query]
    .filter(([name]) =>
      /^response-(?:content-type|content-language|expires|cache-control|content-disposition|content-encoding)$/.test(
        name,
      ),
    )
    .map(([name, value]) => [name.slice('response-'.length), value] as const)
  const range = rangeOf(request.headers.range, object.bytes.byteLength)
  const headers = {
    'content-type': object.contentType,
    etag: `"${object.etag}"`,
    'last-modified': object.at.toUTCString(),
    'x-oss-object-type': 'Normal',
    'accept-ranges': 'bytes',
    ...Object.fromEntries(overrides),
  }
  if (request.method === 'HEAD') {
    return { status: 200, headers: { ...headers, 'content-length': String(object.bytes.byteLength) }, body: '' }
  }
  if (!range) return { status: 200, headers, body: object.bytes }
  const [from, to] = range
  const contentRange = `bytes ${from}-${to}/${object.bytes.byteLength}`
  return {
    status: 206,
    headers: { ...headers, 'content-range': contentRange },
    body: object.bytes.subarray(from, to + 1),
  }
}

/** CopyObject (P): within the one bucket. @param source `/bucket/name`, escaped */
function copyObject(
  source: string,
  { bucket, key }: OssPlace,
  { objects }: Pick<StandInDependencies, 'objects'>,
): StandInAnswer | OssRefusal {
  const from = placesOf(source, '').find(({ bucket: named, key: name }) => name !== '' && objects.get(named, name))
  const object = from && objects.get(from.bucket, from.key)
  if (!object) return noSuchKey
  objects.put(bucket, key, { bytes: object.bytes, contentType: object.contentType })
  const copy = objects.get(bucket, key)
  return xml('CopyObjectResult', { ETag: `"${copy?.etag ?? ''}"`, LastModified: (copy ?? object).at.toISOString() })
}

/** One object. What the stand-in does not do to objects is refused before it touches one. */
function onObject(request: StandInRequest, place: OssPlace, objects: StandInDependencies['objects']) {
  const { method, headers, target } = request
  const other = otherSubResource(ossQuery(target))
  if (other === 'acl' && method === 'GET') return objects.get(place.bucket, place.key) ? objectAcl() : noSuchKey
  if (other !== undefined || method === 'POST') return notImplemented()
  const source = headers['x-oss-copy-source']
  switch (method) {
    case 'PUT':
      return source === undefined ? putObject(request, place, objects) : copyObject(source, place, { objects })
    case 'GET':
    case 'HEAD':
      return getObject(request, place, objects)
    case 'DELETE':
      objects.delete(place.bucket, place.key)
      return { status: 204, headers: {}, body: '' }
    default:
      return refuse(
        405,
        'MethodNotAllowed',
        '0002-00000701',
        'The specified method is not allowed against this resource.',
      )
  }
}

/**
 * Stands in for OSS: PutObject, GetObject, HeadObject, CopyObject, DeleteObject and the listing with header or query signature, and PostObject
 * (PROTOCOLS.md sections 3 and 4). The objects are those of the sandbox, so that the other stand-ins of Aliyun can read them.
 */
export function createAliyunOssStandIn(dependencies: StandInDependencies): StandIn {
  const { objects, clock, uuid } = dependencies

  async function act(request: StandInRequest): Promise<StandInAnswer | OssRefusal> {
    const places = placesOf(request.target, request.headers.host ?? '')
    const isForm = request.method === 'POST' && request.headers.authorization === undefined
    if (isForm) return postObject(request, places.at(-1)?.bucket ?? '', dependencies)
    const place = authorise(request, places, clock())
    if ('code' in place) return place
    if (place.bucket === '') return request.method === 'GET' ? listBuckets() : notImplemented()
    return place.key === '' ? onBucket(request, place.bucket, objects) : onObject(request, place, objects)
  }

  return {
    id: 'aliyun-oss',
    recognises({ method, target, headers }) {
      if (/^OSS4?[ -]/.test(headers.authorization ?? '') || /[?&](?:OSSAccessKeyId|x-oss-signature)=/.test(target))
        return true
      if (headers.authorization !== undefined) return false
      // The names of cloud storage dialects are in the query or in the headers; these come before anything is signed.
      if (method === 'OPTIONS') return headers['access-control-request-method'] !== undefined
      if (method === 'POST') return /^multipart\/form-data\b/i.test(headers['content-type'] ?? '')
      // Nobody signed: a private bucket's own refusal says more than that no dialect was understood. Programs that try the port ask for `/`.
      return /^(?:GET|HEAD|PUT|DELETE)$/.test(method) && !/^\/(?:\?|$)/.test(target)
    },
    async answer(request) {
      const requestId = uuid().replaceAll('-', '').slice(0, 24).toUpperCase()
      const result = request.method === 'OPTIONS' ? preflight(request) : await act(request)
      const context = { host: request.headers.host ?? '', requestId, method: request.method }
      const answer = isRefusal(result) ? refusalAnswer(result, context) : result
      const server = { server: 'AliyunOSS', 'x-oss-request-id': requestId, ...corsHeaders(request) }
      return { ...answer, headers: { ...server, ...answer.headers } }
    },
    // Faults are for calls that recognise; the store has none of its own.
    fault: () => null,
    isRecognition: () => false,
  }
}

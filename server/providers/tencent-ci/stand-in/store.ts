import { createHash } from 'node:crypto'
import { sandboxIdentity, type StandInAnswer, type StandInDependencies, type StandInRequest } from '../../stand-in.ts'
import { addressOf } from './address.ts'
import { answer, errorAnswer } from './answers.ts'
import { aclAnswer, listAnswer, serviceAnswer, xmlAnswer } from './bucket.ts'

const etagOf = (etag: string) => `"${etag.toLowerCase()}"`

/** Presigned links may say how the object is to be shown (`response-content-type` ...). */
function overrides(target: string): Record<string, string> {
  const query = new URLSearchParams(target.split('?')[1] ?? '')
  const names = [
    'content-type',
    'content-disposition',
    'cache-control',
    'content-encoding',
    'content-language',
    'expires',
  ]
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = query.get(`response-${name}`)
      return value === null ? [] : [[name, value.replace(/[^\x20-\x7E]/g, '')]]
    }),
  )
}

/** What makes something else of a request than its method and its key say (P): nothing of it is done here. */
const subResources = new Set(
  `accelerate acl append cors delete domain encryption image_process imageMogr2 intelligenttiering inventory lifecycle location logging object-lock
  origin policy referer replication restore retention select symlink tagging torrent uploadId uploads versioning versions website`.split(
    /\s+/,
  ),
)

/** Processing of pictures on the way (`ci-process`, `imageMogr2/...`) is not done here either. */
function subResourceOf(target: string): string | undefined {
  const names = [...new URLSearchParams(target.split('?')[1] ?? '').keys()]
  return names.find(
    (name) => subResources.has(name) || /^(?:ci-process$|image(?:View|Mogr|Info|Ave)|watermark)/.test(name),
  )
}

/** PUT Object - Copy (P): `<bucket>.cos.<region>.myqcloud.com/<name, escaped>`, within the one bucket. */
function copy(source: string, bucket: string, key: string, dependencies: StandInDependencies): StandInAnswer {
  const { objects } = dependencies
  const [host = '', ...path] = source.replace(/^\//, '').split('?')[0]!.split('/')
  const from = addressOf({ target: `/${path.join('/')}`, headers: { host } })
  const object = from.bucket === bucket ? objects.get(bucket, from.key) : undefined
  if (!object) return errorAnswer('NoSuchKey', 'cos', `/${from.key}`, dependencies)
  objects.put(bucket, key, { bytes: object.bytes, contentType: object.contentType })
  const { etag, at } = objects.get(bucket, key) ?? object
  return xmlAnswer(dependencies, 'CopyObjectResult', { ETag: etagOf(etag), LastModified: at.toISOString() })
}

/** What is asked of the bucket itself, or of the account: whether it is there, and what lies in it. */
function onBucket(request: StandInRequest, bucket: string, dependencies: StandInDependencies): StandInAnswer {
  const other = subResourceOf(request.target)
  if (request.method === 'HEAD') return answer(200, 'cos', dependencies, null)
  if (request.method === 'GET' && other === 'acl') return aclAnswer(dependencies)
  if (request.method !== 'GET' || other !== undefined) return errorAnswer('MethodNotAllowed', 'cos', '/', dependencies)
  return request.headers['host']?.startsWith('service.')
    ? serviceAnswer(dependencies)
    : listAnswer(request, bucket, dependencies)
}

/** COS, as far as a recognition needs it: PUT, copy, GET, HEAD and DELETE of an object, HEAD and listing of the bucket. The signature was checked before. */
export function answerStore(request: StandInRequest, dependencies: StandInDependencies): StandInAnswer {
  const { objects, clock } = dependencies
  const { bucket, key } = addressOf(request)
  const resource = `/${key}`
  const refuse = (code: Parameters<typeof errorAnswer>[0]) => errorAnswer(code, 'cos', resource, dependencies)
  if (bucket !== sandboxIdentity.tencentBucket) return refuse('NoSuchBucket')
  if (key === '') return onBucket(request, bucket, dependencies)
  const other = subResourceOf(request.target)
  if (other === 'acl' && request.method === 'GET') {
    return objects.get(bucket, key) ? aclAnswer(dependencies) : refuse('NoSuchKey')
  }
  if (other !== undefined) return refuse('MethodNotAllowed')

  const source = request.headers['x-cos-copy-source']
  if (request.method === 'PUT' && source !== undefined) return copy(source, bucket, key, dependencies)
  if (request.method === 'PUT') {
    const digest = request.headers['content-md5']
    if (digest !== undefined && digest !== createHash('md5').update(request.body).digest('base64')) {
      return refuse('InvalidDigest')
    }
    const contentType = request.headers['content-type'] ?? 'application/octet-stream'
    objects.put(bucket, key, { bytes: request.body, contentType })
    return answer(200, 'cos', dependencies, null, { etag: etagOf(objects.get(bucket, key)?.etag ?? '') })
  }
  if (request.method === 'DELETE') {
    objects.delete(bucket, key)
    return answer(204, 'cos', dependencies, null)
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse('MethodNotAllowed')
  const object = objects.get(bucket, key)
  if (!object) return refuse('NoSuchKey')
  const { bytes, contentType, etag, at } = object
  const body = { contentType, content: request.method === 'HEAD' ? '' : bytes }
  return answer(200, 'cos', { ...dependencies, clock }, body, {
    'content-length': String(bytes.byteLength),
    etag: etagOf(etag),
    'last-modified': at.toUTCString(),
    ...overrides(request.target),
  })
}

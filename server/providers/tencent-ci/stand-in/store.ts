import { createHash } from 'node:crypto'
import { sandboxIdentity, type StandInAnswer, type StandInDependencies, type StandInRequest } from '../../stand-in.ts'
import { addressOf } from './address.ts'
import { answer, errorAnswer } from './answers.ts'

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

/** COS, as far as a recognition needs it: PUT, GET, HEAD and DELETE of an object, HEAD of the bucket. The signature was checked before. */
export function answerStore(request: StandInRequest, dependencies: StandInDependencies): StandInAnswer {
  const { objects, clock } = dependencies
  const { bucket, key } = addressOf(request)
  const resource = `/${key}`
  const refuse = (code: Parameters<typeof errorAnswer>[0]) => errorAnswer(code, 'cos', resource, dependencies)
  if (bucket !== sandboxIdentity.tencentBucket) return refuse('NoSuchBucket')
  if (key === '') return request.method === 'HEAD' ? answer(200, 'cos', dependencies, null) : refuse('MethodNotAllowed')

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

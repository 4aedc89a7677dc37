import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy'
import type { ObjectHead, PendingObject } from './object-file.ts'
import { refusalResponse, storedResponse } from './oss-answer.ts'
import {
  checkSize,
  fieldMap,
  objectKey,
  tooLarge,
  verifyPostForm,
  type PostCredentials,
  type PostRefusal,
} from './post-policy.ts'

export interface PostTarget {
  bucket: string
  credentials: PostCredentials
  now: () => Date
  /** Bound on a file whose policy has none. */
  maxBytes: number
  begin: (head: ObjectHead) => Promise<PendingObject>
}

class Refused extends Error {
  readonly refusal: PostRefusal

  constructor(refusal: PostRefusal) {
    super(refusal.message)
    this.refusal = refusal
  }
}

const malformed = (message: string) => new Refused({ status: 400, code: 'MalformedPOSTRequest', message })
const brokenOff = () => malformed('The form breaks off or is not well-formed.')
const badArgument = (message: string) => new Refused({ status: 400, code: 'InvalidArgument', message })

/** OSS's own bound on an object name. */
const maxKeyBytes = 1023

/** @param fileName without its folders: the parser has taken them off */
function resolveKey(form: ReadonlyMap<string, string>, fileName: string): string {
  const key = objectKey(form, fileName)
  if (key === undefined) throw badArgument('Bucket POST must contain a field named key.')
  if (Buffer.byteLength(key) > maxKeyBytes) throw badArgument('The object name is too long.')
  return key
}

interface Received {
  key: string
  etag: string
  successStatus: string | undefined
  pending: PendingObject
}

/** Writes the file as it arrives; stops at the first byte too many. The caller commits once the form is complete. */
async function receiveFile(
  file: BusboyFileStream,
  fileName: string,
  form: Map<string, string>,
  target: PostTarget,
): Promise<Received> {
  const key = resolveKey(form, fileName)
  // The key is judged as it will be stored, not as it was written.
  form.set('key', key)
  const { credentials, bucket } = target
  const verdict = verifyPostForm(form, { credentials, bucket, now: target.now() })
  if (!verdict.allowed) throw new Refused(verdict.refusal)
  const max = Math.min(verdict.policy.range.max, target.maxBytes)
  const pending = await target.begin({ contentType: form.get('content-type') ?? 'application/octet-stream' })
  try {
    const hash = createHash('md5')
    let bytes = 0
    for await (const chunk of file as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > max) throw new Refused(tooLarge(max))
      hash.update(chunk)
      await pending.write(chunk)
    }
    const refusal = checkSize(verdict.policy, bytes)
    if (refusal) throw new Refused(refusal)
    const etag = `"${hash.digest('hex').toUpperCase()}"`
    return { key, etag, successStatus: form.get('success_action_status'), pending }
  } catch (error) {
    await pending.abandon()
    throw error
  }
}

/** What a form may hold besides its file: far more than any policy needs, far less than would hurt. */
const limits = { fieldNameSize: 200, fieldSize: 65_536, fields: 100, parts: 120, headerPairs: 50 }
const formOverhead = limits.fields * limits.fieldSize

function openParser(request: Request): BusboyInstance {
  const contentType = request.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data\s*;/i.test(contentType))
    throw malformed('The body of the form is not multipart/form-data.')
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      limits,
      isPartAFile: (name, _type, fileName) => fileName !== undefined || name?.toLowerCase() === 'file',
    })
  } catch {
    throw malformed('The body of the form is not multipart/form-data with a boundary.')
  }
}

/** Reads the form up to its end. Fields that come after the file are ignored, as OSS ignores them. */
async function receiveForm(request: Request, target: PostTarget): Promise<Received> {
  const parser = openParser(request)
  if (!request.body) throw malformed('The form is empty.')
  if (Number(request.headers.get('content-length')) > target.maxBytes + formOverhead) {
    throw new Refused(tooLarge(target.maxBytes))
  }
  const fields: [string, string][] = []
  const stop = new AbortController()
  let reason: unknown
  let receiving: Promise<Received> | undefined
  const giveUp = (error: unknown) => {
    reason ??= error
    stop.abort()
  }
  parser.on('field', (name, value, nameTruncated, valueTruncated) => {
    if (nameTruncated || valueTruncated) giveUp(malformed('A field of the form is too long.'))
    if (!receiving) fields.push([name, value])
  })
  for (const event of ['fieldsLimit', 'partsLimit'] as const) {
    parser.on(event, () => giveUp(malformed('The form has too many fields.')))
  }
  parser.on('file', (name, file, fileName) => {
    // Without a listener, the error of a stream that breaks off would end the process.
    file.on('error', () => undefined)
    if (receiving || name.toLowerCase() !== 'file') {
      file.resume()
      return
    }
    receiving = receiveFile(file, fileName ?? '', fieldMap(fields), target)
    // Beside our own refusals and what the disk says, only the stream of the file itself can fail.
    receiving.catch((error) => giveUp(error instanceof Refused || 'syscall' in error ? error : brokenOff()))
  })
  try {
    await pipeline(Readable.fromWeb(request.body as never), parser, { signal: stop.signal })
  } catch (error) {
    const received = await receiving?.catch(() => null)
    await received?.pending.abandon()
    throw reason ?? (request.signal.aborted ? error : brokenOff())
  }
  if (!receiving) throw badArgument('The form must contain a file in a field named file.')
  return receiving
}

/** Takes one PostObject request (PROTOCOLS.md section 3). Whatever is refused leaves nothing behind. */
export async function acceptPost(request: Request, target: PostTarget): Promise<Response> {
  const host = request.headers.get('host') ?? ''
  try {
    const { pending, key, etag, successStatus } = await receiveForm(request, target)
    try {
      await pending.commit(key)
    } catch (error) {
      await pending.abandon()
      throw error
    }
    const location = new URL(key.split('/').map(encodeURIComponent).join('/'), request.url).href
    return storedResponse(successStatus, { bucket: target.bucket, key, etag, location })
  } catch (error) {
    if (error instanceof Refused) return refusalResponse(error.refusal, host)
    throw error
  }
}

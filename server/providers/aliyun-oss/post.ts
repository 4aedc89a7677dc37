import { checkSize, fieldMap, objectKey, verifyPostForm, type PostRefusal } from '../../storage/post-policy.ts'
import { storeIdentity } from '../aliyun-signature/gateway/temporary-upload.ts'
import { sandboxIdentity, type StandInAnswer, type StandInDependencies, type StandInRequest } from '../stand-in.ts'
import { ossXml } from './answer.ts'
import { parseForm } from './form.ts'
import type { OssRefusal } from './verify.ts'

/** OSS's own bound on an object name. */
const maxKeyBytes = 1023

const malformed = (message: string): OssRefusal => ({
  status: 400,
  code: 'MalformedPOSTRequest',
  message,
  ec: '0002-00000305',
})
const badArgument = (message: string): OssRefusal => ({
  status: 400,
  code: 'InvalidArgument',
  message,
  ec: '0002-00000301',
})

/** Finer codes of the refusals (P); those that are not known share the general one. */
const ecOf: Partial<Record<PostRefusal['code'], string>> = {
  AccessDenied: '0002-00000403',
  EntityTooLarge: '0002-00000309',
  EntityTooSmall: '0002-00000310',
  InvalidAccessKeyId: '0002-00000902',
  InvalidPolicyDocument: '0002-00000326',
  SignatureDoesNotMatch: '0002-00000401',
}

const asRefusal = ({ status, code, message }: PostRefusal): OssRefusal => ({
  status,
  code,
  message,
  ec: ecOf[code] ?? '0002-00000301',
})

/** Both the account and the cloud's own services may have signed the policy. */
const signers = [{ accessKeyId: sandboxIdentity.accessKey, accessKeySecret: sandboxIdentity.secretKey }, storeIdentity]

/**
 * PostObject (PROTOCOLS.md section 3): the form that a browser posts.
 * @param keepUnder the bucket that was addressed
 */
export async function postObject(
  request: StandInRequest,
  bucket: string,
  { objects, clock, origins }: Pick<StandInDependencies, 'objects' | 'clock' | 'origins'>,
): Promise<StandInAnswer | OssRefusal> {
  const form = await parseForm(request.headers['content-type'] ?? '', request.body)
  if (!form) return malformed('The body of your POST request is not well-formed multipart/form-data.')
  if (!form.file) return badArgument('POST requires exactly one file upload per request.')
  const fields = fieldMap(form.fields)
  const key = objectKey(fields, form.file.name)
  if (!key) return badArgument('Bucket POST must contain a field named key.')
  if (Buffer.byteLength(key) > maxKeyBytes) return badArgument('The length of object name must be less than 1024.')
  // The key is judged as it will be stored.
  fields.set('key', key)
  const credentials = signers.find(({ accessKeyId }) => accessKeyId === fields.get('ossaccesskeyid')) ?? signers[0]!
  const verdict = verifyPostForm(fields, { credentials, bucket, now: clock() })
  if (!verdict.allowed) return asRefusal(verdict.refusal)
  const { bytes } = form.file
  const wrongSize = checkSize(verdict.policy, bytes.byteLength)
  if (wrongSize) return asRefusal(wrongSize)
  objects.put(bucket, key, { bytes, contentType: fields.get('content-type') ?? 'application/octet-stream' })
  const etag = `"${objects.get(bucket, key)?.etag ?? ''}"`
  const wanted = fields.get('success_action_status')
  if (wanted !== '201') return { status: wanted === '200' ? 200 : 204, headers: { etag }, body: '' }
  const path = key.split('/').map(encodeURIComponent).join('/')
  const location = `${origins()[0] ?? `http://${request.headers.host}`}/${path}`
  const body = ossXml('PostResponse', { Bucket: bucket, Location: location, Key: key, ETag: etag })
  return { status: 201, headers: { etag, location, 'content-type': 'application/xml' }, body }
}

import type { Format } from '../../contract/limits.ts'
import type { CloudAnswer, CloudRequest } from '../http.ts'
import type { SigningKeys } from './keys.ts'
import { objectAddress, ossResource, signOssHeaders, type BucketAddress } from './oss.ts'
import { ossError } from './oss-errors.ts'
import { writtenForms } from './percent.ts'
import { postForm, postFormShown } from './post-form.ts'
import { signingSteps } from './steps.ts'

const contentTypes: Record<Format, string> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  bmp: 'image/bmp',
  gif: 'image/gif',
  webp: 'image/webp',
  tiff: 'image/tiff',
  heic: 'image/heic',
  pdf: 'application/pdf',
  avi: 'video/x-msvideo',
  mp4: 'video/mp4',
}

/** A file on its way to the store. */
export interface StoreFile {
  bytes: Uint8Array
  format: Format
}

/** The usual ending of a file's name; some recognisers look at it. */
export const endingOf = (format: Format) => (format === 'jpeg' ? 'jpg' : format)

interface ObjectRequest {
  address: BucketAddress
  objectName: string
  now: Date
  keys: SigningKeys
}

function objectRequest(
  method: 'PUT' | 'DELETE',
  { address, objectName, now, keys }: ObjectRequest,
  file?: StoreFile,
): CloudRequest {
  const resource = ossResource(address.bucket, objectName)
  const headers: Record<string, string> = file ? { 'content-type': contentTypes[file.format] } : {}
  const signed = signOssHeaders({ method, headers, now, resource }, keys)
  return {
    method,
    url: new URL(objectAddress(address, objectName)),
    headers: signed.headers,
    ...(file && { body: file.bytes, bodyShown: `(${contentTypes[file.format]}, ${file.bytes.byteLength} bytes)` }),
    signing: signingSteps({
      resource,
      'string-to-sign': signed.stringToSign,
      key: 'HMAC-SHA1(AccessKeySecret, string to sign), Base64',
      signature: signed.signature,
    }),
    sensitive: [signed.signature, ...(keys.securityToken === undefined ? [] : [keys.securityToken])].flatMap(
      writtenForms,
    ),
  }
}

/** PUT of an object, signed by header. */
export function putObject(request: ObjectRequest & { file: StoreFile }): CloudRequest {
  return objectRequest('PUT', request, request.file)
}

export function deleteObject(request: ObjectRequest): CloudRequest {
  return objectRequest('DELETE', request)
}

/** PostObject with a policy that somebody else signed; nothing is signed here. @param boundary unique text for the multipart body */
export function postObject({
  origin,
  fields,
  file,
  boundary,
}: {
  origin: string
  fields: readonly (readonly [name: string, value: string])[]
  file: StoreFile
  boundary: string
}): CloudRequest {
  const part = {
    name: `file.${endingOf(file.format)}`,
    contentType: contentTypes[file.format],
    bytes: file.bytes,
  }
  const { contentType, body } = postForm(fields, part, boundary)
  const valueOf = (wanted: string) => fields.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? ''
  return {
    method: 'POST',
    url: new URL('/', origin),
    headers: { 'content-type': contentType },
    body,
    bodyShown: postFormShown(fields, part),
    signing: signingSteps({
      policy: valueOf('policy'),
      key: 'HMAC-SHA1(AccessKeySecret of the account that signed the policy, policy), Base64',
      signature: valueOf('signature'),
    }),
    sensitive: ['policy', 'signature', 'x-oss-security-token'].map(valueOf).filter(Boolean).flatMap(writtenForms),
  }
}

/** Success of the store is any 2xx. @throws {ProviderError} */
export function readStored(provider: string): (answer: CloudAnswer) => void {
  return (answer) => {
    if (answer.status < 200 || answer.status > 299) throw ossError(provider, answer)
  }
}

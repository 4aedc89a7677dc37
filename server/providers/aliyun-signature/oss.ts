import { createHmac } from 'node:crypto'
import type { SigningKeys } from './keys.ts'
import { byteOrder, percentEncode, percentEncodePath } from './percent.ts'

/** Where a bucket is: its name into the host of `endpoint`, first into the path (`path-style`), or nowhere (a domain of its own). */
export interface BucketAddress {
  bucket: string
  /** Origin of the region, or of the custom domain. */
  endpoint: string
  addressing: 'virtual-host' | 'path-style' | 'custom-domain'
}

/** The origin that requests for a bucket go to. */
export function bucketOrigin({ bucket, endpoint, addressing }: BucketAddress): string {
  const url = new URL(endpoint)
  return addressing === 'virtual-host' ? `${url.protocol}//${bucket}.${url.host}` : url.origin
}

/** The address of an object: slashes of its name stay bare, everything else is escaped. */
export function objectAddress(address: BucketAddress, objectName: string): string {
  const first = address.addressing === 'path-style' ? `/${address.bucket}` : ''
  return `${bucketOrigin(address)}${first}/${percentEncodePath(objectName)}`
}

/**
 * Step 2 of PROTOCOLS.md section 4: `/bucket/object`, unescaped, also where the bucket is in the host; then the signed sub-resources raw and
 * sorted by name. An empty one is named without `=`, as the SDK does.
 */
export function ossResource(
  bucket: string,
  objectName: string,
  subResources: Readonly<Record<string, string>> = {},
): string {
  const parts = Object.entries(subResources)
    .toSorted(([first], [second]) => byteOrder(first, second))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
  return `/${bucket}/${objectName}${parts.length > 0 ? `?${parts.join('&')}` : ''}`
}

/** Base64 of HMAC-SHA1 with the AccessKeySecret: signature version 1 of OSS. */
export function ossSignature(accessKeySecret: string, stringToSign: string): string {
  return createHmac('sha1', accessKeySecret).update(stringToSign, 'utf8').digest('base64')
}

/** Step 3: method, no Content-MD5, no Content-Type, the expiry in seconds and the resource. */
export function presignedStringToSign(method: string, expires: number, resource: string): string {
  return [method.toUpperCase(), '', '', String(expires), resource].join('\n')
}

export interface PresignOptions extends BucketAddress {
  keys: SigningKeys
  objectName: string
  now: Date
  lifetimeSeconds: number
  /** `response-*`, `x-oss-process` and the like; the security token of temporary keys is added here. */
  subResources?: Readonly<Record<string, string>>
  method?: string
}

/** A link that reads one object until it expires (PROTOCOLS.md section 4). The clock is rounded to the nearest second, as the SDK does. */
export function presign({ keys, objectName, now, lifetimeSeconds, method = 'GET', ...rest }: PresignOptions) {
  const expires = Math.round(now.getTime() / 1000) + lifetimeSeconds
  const subResources: Record<string, string> = {
    ...rest.subResources,
    ...(keys.securityToken !== undefined && { 'security-token': keys.securityToken }),
  }
  const resource = ossResource(rest.bucket, objectName, subResources)
  const stringToSign = presignedStringToSign(method, expires, resource)
  const signature = ossSignature(keys.accessKeySecret, stringToSign)
  const query = { OSSAccessKeyId: keys.accessKeyId, Expires: String(expires), Signature: signature, ...subResources }
  const search = Object.entries(query).map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
  return { expires, stringToSign, signature, url: `${objectAddress(rest, objectName)}?${search.join('&')}` }
}

/** The `x-oss-*` headers as they are signed: `name:value`, sorted by name. */
export function ossCanonicalHeaders(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers)
    .map(([name, value]): [string, string] => [name.toLowerCase(), value.trim()])
    .filter(([name]) => name.startsWith('x-oss-'))
    .toSorted(([first], [second]) => byteOrder(first, second))
    .map(([name, value]) => `${name}:${value}`)
}

/**
 * The header form (PROTOCOLS.md section 4, last paragraph): method, Content-MD5, Content-Type, date, `x-oss-*` headers, resource. The date
 * travels as `x-oss-date`, because a browser or a proxy may set `Date` itself, and stands in both places.
 */
export function ossHeaderStringToSign(
  method: string,
  headers: Readonly<Record<string, string>>,
  resource: string,
): string {
  return [
    method.toUpperCase(),
    headers['content-md5'] ?? '',
    headers['content-type'] ?? '',
    headers['x-oss-date'] ?? headers['date'] ?? '',
    ...ossCanonicalHeaders(headers),
    resource,
  ].join('\n')
}

/** Signs a request by header. @param headers lower-case names; the date and the security token are added */
export function signOssHeaders(
  { method, headers, now, resource }: { method: string; headers: Record<string, string>; now: Date; resource: string },
  keys: SigningKeys,
) {
  const all: Record<string, string> = {
    ...headers,
    'x-oss-date': now.toUTCString(),
    ...(keys.securityToken !== undefined && { 'x-oss-security-token': keys.securityToken }),
  }
  const stringToSign = ossHeaderStringToSign(method, all, resource)
  const signature = ossSignature(keys.accessKeySecret, stringToSign)
  return {
    stringToSign,
    signature,
    headers: { ...all, authorization: `OSS ${keys.accessKeyId}:${signature}` },
  }
}

import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** A request for one object, as it came, and where it points. */
export interface OssRequest {
  method: string
  /** Path and query exactly as on the request line. */
  target: string
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>
}

/** The bucket that is addressed, by host or by path, and the object's name, unescaped; '' = the bucket itself. */
export interface OssPlace {
  bucket: string
  key: string
}

export interface OssCredentials {
  accessKeyId: string
  accessKeySecret: string
}

/** Why a request is refused, in the terms of OSS's XML errors; `ec` is its finer code. */
export interface OssRefusal {
  status: number
  code: string
  message: string
  ec: string
}

/** How far a client's clock may be off, both for headers and for a link made in the future. OSS allows 15 minutes (P). */
export const ossClockMs = 15 * 60 * 1000

/** Sub-resources that belong to the signed resource; other names in the query are options that nobody signs (P, PROTOCOLS.md section 4). */
const subResources = new Set(
  `acl append bucketInfo cname comp continuation-token cors delete encryption img inventory inventoryId lifecycle live location logging
  objectMeta partNumber policy position qos referer replication replicationLocation replicationProgress requestPayment restore security-token
  sequential startTime endTime stat status style styleName symlink tagging transferAcceleration uploadId uploads versionId versioning versions
  vod website worm wormExtend wormId x-oss-ac-forward-allow x-oss-ac-source-ip x-oss-ac-subnet-mask x-oss-ac-vpc-id x-oss-async-process
  x-oss-enable-md5 x-oss-enable-sha1 x-oss-enable-sha256 x-oss-hash-ctx x-oss-md5-ctx x-oss-process x-oss-request-payer x-oss-traffic-limit
  callback callback-var asyncFetch regionList resourceGroup udf udfImage udfImageDesc udfName udfApplication udfApplicationLog udfId
  x-oss-write-get-object-response metaQuery`.split(/\s+/),
)

const isSubResource = (name: string) => subResources.has(name) || name.startsWith('response-')

/** Sub-resources that leave a request what it is: the object itself is meant. */
const harmless = new Set([
  'objectMeta',
  'security-token',
  'x-oss-process',
  'x-oss-request-payer',
  'x-oss-traffic-limit',
])

/** The first sub-resource that makes something else of a request than its method and its key say (`acl`, `tagging`, `uploadId` ...). */
export function otherSubResource(query: ReadonlyMap<string, string>): string | undefined {
  return [...query.keys()].find((name) => subResources.has(name) && !harmless.has(name))
}

const refuse = (status: number, code: string, ec: string, message: string): OssRefusal => ({
  status,
  code,
  message,
  ec,
})

function equal(first: string, second: string): boolean {
  const [left, right] = [Buffer.from(first), Buffer.from(second)]
  return left.byteLength === right.byteLength && timingSafeEqual(left, right)
}

/** The query's parameters, unescaped. In a link `+` is a plus that somebody forgot to escape: the SDKs write a space as `%20`. */
export function ossQuery(target: string): Map<string, string> {
  const mark = target.indexOf('?')
  const query = mark < 0 ? '' : target.slice(mark + 1)
  return new Map(new URLSearchParams(`?${query.replaceAll('+', '%2B')}`))
}

/** PROTOCOLS.md section 4, step 2: bucket and name raw, signed sub-resources sorted by name and raw as well. */
export function canonicalResource({ bucket, key }: OssPlace, query: ReadonlyMap<string, string>): string {
  const names = [...query.keys()].filter(isSubResource).sort()
  const pairs = names.map((name) => (query.get(name) === '' ? name : `${name}=${query.get(name)}`))
  return `/${bucket === '' ? '' : `${bucket}/`}${key}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`
}

/** Version 1: method, Content-MD5, Content-Type, date or expiry, `x-oss-*` lines, resource. */
export function ossStringToSign(
  { method, headers }: OssRequest,
  date: string,
  resource: string,
  withOssHeaders = true,
): string {
  const names = withOssHeaders ? Object.keys(headers).filter((name) => name.startsWith('x-oss-')) : []
  const lines = names.sort().map((name) => `${name}:${headers[name]!.trim()}`)
  const [md5, type] = [headers['content-md5'] ?? '', headers['content-type'] ?? '']
  return [method.toUpperCase(), md5, type, date, ...lines, resource].join('\n')
}

/** b64(HMAC-SHA1(secret, text)). */
export function ossSignature(stringToSign: string, accessKeySecret: string): string {
  return createHmac('sha1', accessKeySecret).update(stringToSign, 'utf8').digest('base64')
}

function checkKey(given: string | undefined, known: string): OssRefusal | null {
  if (given === known) return null
  return refuse(
    403,
    'InvalidAccessKeyId',
    '0002-00000902',
    'The OSS Access Key Id you provided does not exist in our records.',
  )
}

/** `ec` differs by where the signature stood (P). */
function mismatch(ec: string, stringToSign: string): OssRefusal {
  const message =
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.'
  return refuse(403, 'SignatureDoesNotMatch', ec, `${message} StringToSign: ${stringToSign}`)
}

/**
 * A link whose query carries the signature, version 1 (PROTOCOLS.md section 4); for PUT as for GET. The method is the one that was signed.
 * @returns null = it holds at `now`
 */
export function verifyPresignedGet(
  request: OssRequest,
  place: OssPlace,
  credentials: OssCredentials,
  now: Date,
): OssRefusal | null {
  const query = ossQuery(request.target)
  if (query.has('x-oss-signature')) return verifyPresignedV4(request, place, credentials, now)
  const [id, expires, signature] = ['OSSAccessKeyId', 'Expires', 'Signature'].map((name) => query.get(name))
  if (id === undefined || signature === undefined || expires === undefined || !/^\d{1,12}$/.test(expires)) {
    const message = 'Query-string authentication requires the Signature, Expires and OSSAccessKeyId parameters.'
    return refuse(403, 'AccessDenied', '0002-00000901', message)
  }
  const unknown = checkKey(id, credentials.accessKeyId)
  if (unknown) return unknown
  if (now.getTime() > Number(expires) * 1000)
    return refuse(403, 'AccessDenied', '0002-00000069', 'Request has expired.')
  const resource = canonicalResource(place, query)
  const stringToSign = ossStringToSign(request, expires, resource)
  // A link that was signed for anybody knows nothing of the headers that its user's client adds.
  const texts = [stringToSign, ossStringToSign({ ...request, headers: {} }, expires, resource, false)]
  const bare = request.method === 'GET' || request.method === 'HEAD' ? texts : texts.slice(0, 1)
  if (bare.some((text) => equal(signature, ossSignature(text, credentials.accessKeySecret)))) return null
  return mismatch('0002-00000224', stringToSign)
}

/** RFC 7231 dates of `Date` and `x-oss-date`, or the basic ISO form of version 4. */
function parseDate(text: string): number {
  const basic = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  return Date.parse(basic ? `${basic[1]}-${basic[2]}-${basic[3]}T${basic[4]}:${basic[5]}:${basic[6]}Z` : text)
}

function checkClock(date: string, now: Date): OssRefusal | null {
  const time = parseDate(date)
  if (Number.isNaN(time)) {
    return refuse(403, 'AccessDenied', '0002-00000501', 'OSS authentication requires a valid Date.')
  }
  if (Math.abs(time - now.getTime()) <= ossClockMs) return null
  const message = 'The difference between the request time and the current time is too large.'
  return refuse(403, 'RequestTimeTooSkewed', '0002-00000504', message)
}

const hmac = (key: string | Uint8Array, data: string) => createHmac('sha256', key).update(data, 'utf8').digest()
const escape = (text: string) =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/** Version 4's canonical request (P, ali-oss 6.23 with `authorizationV4`). */
export function ossV4CanonicalRequest(
  { method, target, headers }: OssRequest,
  { bucket, key }: OssPlace,
  additional: readonly string[],
): string {
  const path = `/${bucket === '' ? '' : `${bucket}/`}${key}`.split('/').map(escape).join('/')
  const query = [...ossQuery(target)]
    .filter(([name]) => name !== 'x-oss-signature')
    .map(([name, value]) => [escape(name), escape(value)] as const)
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
    .join('&')
  const isSigned = (name: string) =>
    name === 'content-type' || name === 'content-md5' || name.startsWith('x-oss-') || additional.includes(name)
  const names = Object.keys(headers).filter(isSigned).sort()
  const block = names.map((name) => `${name}:${headers[name]!.trim()}\n`).join('')
  const payload = headers['x-oss-content-sha256'] ?? 'UNSIGNED-PAYLOAD'
  return [method.toUpperCase(), path, query, block, additional.join(';'), payload].join('\n')
}

/** Version 4: hex(HMAC-SHA256) under a key of the day, the region and the product. */
function signatureV4(
  canonical: string,
  { date, day, region }: { date: string; day: string; region: string },
  { accessKeySecret }: OssCredentials,
): { stringToSign: string; expected: string } {
  const digest = createHash('sha256').update(canonical).digest('hex')
  const stringToSign = ['OSS4-HMAC-SHA256', date, `${day}/${region}/oss/aliyun_v4_request`, digest].join('\n')
  const key = [region, 'oss', 'aliyun_v4_request'].reduce<Uint8Array>(hmac, hmac(`aliyun_v4${accessKeySecret}`, day))
  return { stringToSign, expected: createHmac('sha256', key).update(stringToSign, 'utf8').digest('hex') }
}

function verifyV4(request: OssRequest, place: OssPlace, credentials: OssCredentials, now: Date): OssRefusal | null {
  const { headers } = request
  const pattern =
    /^OSS4-HMAC-SHA256 +Credential=([^/,]*)\/(\d{8})\/([^/,]*)\/oss\/aliyun_v4_request, *(?:AdditionalHeaders=([^,]*), *)?Signature=([0-9a-f]{64})$/
  const match = pattern.exec(headers.authorization ?? '')
  if (!match) return refuse(403, 'AccessDenied', '0002-00000201', 'The Authorization header is not of version 4.')
  const [, id = '', day = '', region = '', names = '', signature = ''] = match
  const unknown = checkKey(id, credentials.accessKeyId)
  if (unknown) return unknown
  const date = headers['x-oss-date'] ?? ''
  const skewed = checkClock(date, now)
  if (skewed) return skewed
  const additional = names.split(';').filter((name) => name !== '')
  const canonical = ossV4CanonicalRequest(request, place, additional)
  const { stringToSign, expected } = signatureV4(canonical, { date, day, region }, credentials)
  return date.startsWith(day) && equal(signature, expected) ? null : mismatch('0002-00000040', stringToSign)
}

/** A link of version 4 (P, ali-oss 6.23 `signatureUrlV4`): what stands in the Authorization header is in the query, and its life in seconds. */
function verifyPresignedV4(
  request: OssRequest,
  place: OssPlace,
  credentials: OssCredentials,
  now: Date,
): OssRefusal | null {
  const query = ossQuery(request.target)
  const text = (name: string) => query.get(name) ?? ''
  const scope = /^([^/]*)\/(\d{8})\/([^/]*)\/oss\/aliyun_v4_request$/.exec(text('x-oss-credential'))
  const date = text('x-oss-date')
  const [time, life] = [parseDate(date), Number(text('x-oss-expires'))]
  if (!scope || text('x-oss-signature-version') !== 'OSS4-HMAC-SHA256' || Number.isNaN(time) || !(life > 0)) {
    return refuse(403, 'AccessDenied', '0002-00000201', 'The query is not signed as version 4 has it.')
  }
  const [, id = '', day = '', region = ''] = scope
  const unknown = checkKey(id, credentials.accessKeyId)
  if (unknown) return unknown
  if (now.getTime() > time + life * 1000) return refuse(403, 'AccessDenied', '0002-00000069', 'Request has expired.')
  const additional = text('x-oss-additional-headers')
    .split(';')
    .filter((name) => name !== '')
  const canonical = ossV4CanonicalRequest(request, place, additional)
  const { stringToSign, expected } = signatureV4(canonical, { date, day, region }, credentials)
  const holds = date.startsWith(day) && equal(text('x-oss-signature'), expected)
  return holds ? null : mismatch('0002-00000040', stringToSign)
}

/**
 * The Authorization header, version 1 (`OSS id:signature`, PROTOCOLS.md section 4, "Header form") or 4 (`OSS4-HMAC-SHA256`).
 * @returns null = it holds, at most 15 minutes from `now`
 */
export function verifyHeader(
  request: OssRequest,
  place: OssPlace,
  credentials: OssCredentials,
  now: Date,
): OssRefusal | null {
  const { headers } = request
  if (headers.authorization?.startsWith('OSS4-')) return verifyV4(request, place, credentials, now)
  const match = /^OSS ([^:]+):([A-Za-z0-9+/=]+)$/.exec(headers.authorization ?? '')
  if (!match) return refuse(403, 'AccessDenied', '0002-00000201', 'The Authorization header is invalid.')
  const [, id = '', signature = ''] = match
  const unknown = checkKey(id, credentials.accessKeyId)
  if (unknown) return unknown
  // The SDK dates its requests by x-oss-date alone and signs it twice; other clients sign the Date line beside it.
  const dates = [headers['x-oss-date'], headers.date].filter((date) => date !== undefined)
  const skewed = checkClock(dates[0] ?? '', now)
  if (skewed) return skewed
  const resource = canonicalResource(place, ossQuery(request.target))
  const texts = dates.map((date) => ossStringToSign(request, date, resource))
  if (texts.some((text) => equal(signature, ossSignature(text, credentials.accessKeySecret)))) return null
  return mismatch('0002-00000202', texts[0] ?? '')
}

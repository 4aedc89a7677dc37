import { pageOfListing } from '../object-listing.ts'
import { sandboxIdentity, type StandInAnswer, type StandInDependencies, type StandInRequest } from '../stand-in.ts'
import { XmlError, parseXml, type XmlValue } from '../xml.ts'
import { ossXml, type OssXml } from './answer.ts'
import { ossQuery, type OssRefusal } from './verify.ts'

type Objects = StandInDependencies['objects']

// Invention: whose bucket it is, and since when.
const owner = { ID: '1000003580820630', DisplayName: '1000003580820630' }
const region = 'oss-cn-shanghai'
const since = '2022-03-10T00:00:00.000Z'

export const xml = (root: string, children: OssXml): StandInAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/xml' },
  body: ossXml(root, children),
})

/** What the stand-in does not do says so in OSS's own words, and touches nothing. */
export function notImplemented(): OssRefusal {
  return {
    status: 501,
    code: 'NotImplemented',
    message: 'A header or a query you provided implies functionality that is not implemented.',
    ec: '0016-00000505',
  }
}

/** ListObjects and ListObjectsV2 (P): a page of the bucket's names. */
function listObjects(bucket: string, query: ReadonlyMap<string, string>, objects: Objects): StandInAnswer | OssRefusal {
  const isSecond = query.get('list-type') === '2'
  const text = (name: string) => query.get(name) ?? ''
  const most = Number(query.get('max-keys') ?? 100)
  if (!Number.isInteger(most) || most < 1 || most > 1000) {
    const message = 'Argument max-keys must be an integer between 1 and 1000.'
    return { status: 400, code: 'InvalidArgument', message, ec: '0017-00000204' }
  }
  const token = Buffer.from(text('continuation-token'), 'base64').toString()
  const after = isSecond ? token || text('start-after') : text('marker')
  const order = { prefix: text('prefix'), delimiter: text('delimiter'), after, max: most }
  const page = pageOfListing(objects.list(bucket), order)
  const shown = (name: string) => (text('encoding-type') === 'url' ? encodeURIComponent(name) : name)
  const contents = page.keys.flatMap((key): OssXml[] => {
    const object = objects.get(bucket, key)
    if (!object) return []
    return [
      {
        Key: shown(key),
        LastModified: object.at.toISOString(),
        ETag: `"${object.etag}"`,
        Type: 'Normal',
        Size: String(object.bytes.byteLength),
        StorageClass: 'Standard',
        ...((!isSecond || text('fetch-owner') === 'true') && { Owner: owner }),
      },
    ]
  })
  const next: Record<string, OssXml> = isSecond
    ? { NextContinuationToken: Buffer.from(page.next).toString('base64') }
    : { NextMarker: shown(page.next) }
  const result: Record<string, OssXml> = {
    Name: bucket,
    Prefix: shown(order.prefix),
    ...(isSecond ? { KeyCount: String(contents.length + page.prefixes.length) } : { Marker: shown(after) }),
    MaxKeys: String(most),
    Delimiter: shown(order.delimiter),
    ...(text('encoding-type') === 'url' && { EncodingType: 'url' }),
    IsTruncated: String(page.isTruncated),
    ...(page.isTruncated && next),
    Contents: contents,
    CommonPrefixes: page.prefixes.map((prefix) => ({ Prefix: shown(prefix) })),
  }
  return xml('ListBucketResult', result)
}

const listOf = (value: XmlValue | undefined): XmlValue[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

/** DeleteMultipleObjects (P). */
function deleteObjects(bucket: string, body: Uint8Array, objects: Objects): StandInAnswer | OssRefusal {
  const malformed = {
    status: 400,
    code: 'MalformedXML',
    message: 'The XML you provided was not well-formed or did not validate against our published schema.',
    ec: '0016-00000102',
  }
  try {
    const { root, value } = parseXml(Buffer.from(body).toString())
    if (root !== 'Delete' || typeof value === 'string' || Array.isArray(value)) return malformed
    const keys = listOf(value.Object).map((object) =>
      typeof object === 'string' || Array.isArray(object) || typeof object.Key !== 'string' ? null : object.Key,
    )
    if (keys.length === 0 || keys.length > 1000 || keys.includes(null)) return malformed
    for (const key of keys) objects.delete(bucket, key!)
    const isQuiet = value.Quiet === 'true'
    return xml('DeleteResult', { Deleted: isQuiet ? [] : keys.map((key) => ({ Key: key! })) })
  } catch (error) {
    if (error instanceof XmlError) return malformed
    throw error
  }
}

const privateAcl = () => xml('AccessControlPolicy', { Owner: owner, AccessControlList: { Grant: 'private' } })

/** GetObjectACL (P): everything here is private. */
export const objectAcl = privateAcl

/** ListBuckets (P): there is the one. */
export function listBuckets(): StandInAnswer {
  const bucket = { Name: sandboxIdentity.ossBucket, Location: region, CreationDate: since, StorageClass: 'Standard' }
  return xml('ListAllMyBucketsResult', { Owner: owner, Buckets: { Bucket: bucket } })
}

/** What is asked of the bucket itself: whether it is there, what lies in it, deleting several objects, and what kind of bucket it is. */
export function onBucket(request: StandInRequest, bucket: string, objects: Objects): StandInAnswer | OssRefusal {
  const query = ossQuery(request.target)
  if (request.method === 'HEAD') return { status: 200, headers: { 'x-oss-bucket-region': region }, body: '' }
  if (request.method === 'POST' && query.has('delete')) return deleteObjects(bucket, request.body, objects)
  if (request.method !== 'GET') return notImplemented()
  if (query.has('acl')) return privateAcl()
  if (query.has('location')) return xml('LocationConstraint', region)
  if (query.has('bucketInfo')) {
    const info = {
      Name: bucket,
      CreationDate: since,
      Location: region,
      ExtranetEndpoint: `${region}.aliyuncs.com`,
      IntranetEndpoint: `${region}-internal.aliyuncs.com`,
      StorageClass: 'Standard',
      Owner: owner,
      AccessControlList: { Grant: 'private' },
    }
    return xml('BucketInfo', { Bucket: info })
  }
  const listing = new Set([
    'prefix',
    'marker',
    'delimiter',
    'max-keys',
    'encoding-type',
    'list-type',
    'continuation-token',
    'start-after',
    'fetch-owner',
    'OSSAccessKeyId',
    'Expires',
    'Signature',
    'security-token',
  ])
  const isListing = [...query.keys()].every((name) => listing.has(name) || name.startsWith('x-oss-'))
  return isListing ? listObjects(bucket, query, objects) : notImplemented()
}

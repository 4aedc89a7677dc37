import { pageOfListing } from '../../object-listing.ts'
import { sandboxIdentity, type StandInAnswer, type StandInDependencies, type StandInRequest } from '../../stand-in.ts'
import { answer, document, errorAnswer, type AnswerContext, type Xml } from './answers.ts'

// Invention: whose bucket it is, and since when.
const owner = { ID: 'qcs::cam::uin/100000000001:uin/100000000001', DisplayName: '100000000001' }
const since = '2022-03-10T00:00:00Z'

export const xmlAnswer = (context: AnswerContext, root: string, content: Xml): StandInAnswer =>
  answer(200, 'cos', context, { contentType: 'application/xml', content: document(root, content) })

/** GetBucketAcl and GetObjectAcl (P): everything here is private. */
export function aclAnswer(context: AnswerContext): StandInAnswer {
  const grant = { Grantee: owner, Permission: 'FULL_CONTROL' }
  return xmlAnswer(context, 'AccessControlPolicy', { Owner: owner, AccessControlList: { Grant: grant } })
}

/** GetService (P): there is the one bucket. Only a host that names no bucket is asked for it. */
export function serviceAnswer(context: AnswerContext): StandInAnswer {
  const bucket = { Name: sandboxIdentity.tencentBucket, Location: sandboxIdentity.tencentRegion, CreationDate: since }
  return xmlAnswer(context, 'ListAllMyBucketsResult', { Owner: owner, Buckets: { Bucket: bucket } })
}

/** GetBucket (P): a page of the bucket's names. */
export function listAnswer(
  { target }: Pick<StandInRequest, 'target'>,
  bucket: string,
  dependencies: StandInDependencies,
): StandInAnswer {
  const { objects } = dependencies
  const query = new URLSearchParams(target.split('?')[1] ?? '')
  const text = (name: string) => query.get(name) ?? ''
  const most = Number(query.get('max-keys') ?? 1000)
  if (!Number.isInteger(most) || most < 0) return errorAnswer('InvalidArgument', 'cos', '/', dependencies)
  const order = {
    prefix: text('prefix'),
    delimiter: text('delimiter'),
    after: text('marker'),
    max: Math.min(1000, most),
  }
  const page = pageOfListing(objects.list(bucket), order)
  const shown = (name: string) => (text('encoding-type') === 'url' ? encodeURIComponent(name) : name)
  const contents = page.keys.flatMap((key): Xml[] => {
    const object = objects.get(bucket, key)
    if (!object) return []
    return [
      {
        Key: shown(key),
        LastModified: object.at.toISOString(),
        ETag: `"${object.etag.toLowerCase()}"`,
        Size: String(object.bytes.byteLength),
        Owner: owner,
        StorageClass: 'STANDARD',
      },
    ]
  })
  return xmlAnswer(dependencies, 'ListBucketResult', {
    Name: bucket,
    EncodingType: query.get('encoding-type') ?? undefined,
    Prefix: shown(order.prefix),
    Marker: shown(order.after),
    MaxKeys: String(order.max),
    Delimiter: shown(order.delimiter),
    IsTruncated: String(page.isTruncated),
    NextMarker: page.isTruncated ? shown(page.next) : undefined,
    Contents: contents,
    CommonPrefixes: page.prefixes.map((prefix) => ({ Prefix: shown(prefix) })),
  })
}

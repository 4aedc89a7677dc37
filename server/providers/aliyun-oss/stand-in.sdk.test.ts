import OSS from 'ali-oss'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSandbox } from '../../sandbox/index.ts'
import { fakeEngine } from '../aliyun-signature/gateway/testing.ts'
import { sandboxIdentity } from '../stand-in.ts'

const bytes = Buffer.from('a picture, for all that the store knows')

let port: number
let close: () => Promise<void>
beforeAll(async () => {
  const opened = await createSandbox({ engine: fakeEngine({}).engine }).listen(0)
  port = opened.port
  close = () => opened.close()
})
afterAll(() => close())

type Layout = 'cname' | 'path' | 'ip'

interface Variant {
  secret?: string
  key?: string
  v4?: boolean
}

/** The SDK on loopback, in one of the ways in which it can be told where the bucket is. */
function client(
  layout: Layout,
  { secret = sandboxIdentity.secretKey, v4 = false, key = sandboxIdentity.accessKey }: Variant = {},
) {
  return new OSS({
    endpoint: `http://${layout === 'ip' ? '127.0.0.1' : 'localhost'}:${port}`,
    bucket: sandboxIdentity.ossBucket,
    region: 'oss-cn-shanghai',
    accessKeyId: key,
    accessKeySecret: secret,
    cname: layout === 'cname',
    sldEnable: layout === 'path',
    authorizationV4: v4,
    timeout: 5000,
  })
}

describe.each<Layout>(['cname', 'path', 'ip'])('ali-oss, bucket by %s', (layout) => {
  describe.each([false, true])('version 4: %s', (v4) => {
    test('puts, heads, gets and deletes', async () => {
      const oss = client(layout, { v4 })
      const name = `目录/صورة a+b*c~(1)'!-${layout}-${v4}.jpg`
      const put = await oss.put(name, bytes)
      expect(put.res.headers.etag).toMatch(/^"[0-9A-F]{32}"$/)
      const head = await oss.head(name)
      expect(head.res.headers).toMatchObject({
        'content-length': String(bytes.byteLength),
        'content-type': 'image/jpeg',
        etag: put.res.headers.etag,
      })
      expect((await oss.get(name)).content).toEqual(bytes)
      expect((await oss.delete(name)).res.status).toBe(204)
      await expect(oss.get(name)).rejects.toMatchObject({ status: 404, code: 'NoSuchKey' })
      await expect(oss.head(name)).rejects.toMatchObject({ status: 404, code: 'NoSuchKey' })
    })

    test('is refused with another secret and with an unknown key', async () => {
      const wrong = client(layout, { v4, secret: 'not-the-secret' })
      await expect(wrong.put('a.jpg', bytes)).rejects.toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' })
      await expect(wrong.head('a.jpg')).rejects.toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' })
      const unknown = client(layout, { v4, key: 'SOMEBODYELSE' })
      await expect(unknown.put('a.jpg', bytes)).rejects.toMatchObject({ status: 403, code: 'InvalidAccessKeyId' })
    })
  })
})

describe.each([
  ['cname', false],
  ['path', true],
] as const)('the bucket itself, by %s', (layout, v4) => {
  test('is listed in pages, folded by a delimiter, and emptied', async () => {
    const oss = client(layout, { v4 })
    const names = [1, 2, 3].map((number) => `list-${layout}/页 ${number}&.jpg`)
    for (const name of names) await oss.put(name, bytes)
    const query = { prefix: `list-${layout}/`, 'max-keys': 2 }
    const first = await oss.list(query, {})
    expect(first.objects.map(({ name, size }) => [name, size])).toEqual(
      names.slice(0, 2).map((name) => [name, bytes.byteLength]),
    )
    expect(first.isTruncated).toBe(true)
    const second = await oss.list({ ...query, marker: first.nextMarker }, {})
    expect([second.isTruncated, second.objects.map(({ name }) => name)]).toEqual([false, names.slice(2)])
    const folded = await oss.listV2({ delimiter: '/', prefix: 'list-' }, {})
    expect(folded.prefixes).toContain(`list-${layout}/`)
    const page = await oss.listV2({ prefix: `list-${layout}/`, 'max-keys': '2' }, {})
    const rest = await oss.listV2({ prefix: `list-${layout}/`, 'continuation-token': page.nextContinuationToken }, {})
    expect([...page.objects, ...rest.objects].map(({ name }) => name)).toEqual(names)
    await oss.deleteMulti(names, {})
    expect((await oss.list(query, {})).objects).toEqual([])
  })

  test('copies within itself, and says whose it is', async () => {
    const oss = client(layout, { v4 })
    await oss.put(`copies-${layout}/原 件.txt`, bytes)
    await oss.copy(`copies-${layout}/copy.txt`, `copies-${layout}/原 件.txt`)
    expect((await oss.get(`copies-${layout}/copy.txt`)).content).toEqual(bytes)
    await expect(oss.copy(`copies-${layout}/none.txt`, 'not there')).rejects.toMatchObject({ code: 'NoSuchKey' })
    expect((await oss.getACL(`copies-${layout}/copy.txt`)).acl).toBe('private')
    expect((await oss.getBucketLocation(sandboxIdentity.ossBucket)).location).toBe('oss-cn-shanghai')
    expect((await oss.listBuckets({})).buckets.map(({ name }) => name)).toEqual([sandboxIdentity.ossBucket])
    await expect(oss.initMultipartUpload('parts')).rejects.toMatchObject({ status: 501, code: 'NotImplemented' })
  })
})

test('links of version 4 are read, and refused with another secret or when they are over', async () => {
  const oss = client('cname', { v4: true })
  await oss.put('v4/图.txt', bytes)
  const link = await oss.signatureUrlV4('GET', 60, { headers: {}, queries: {} }, 'v4/图.txt')
  expect(Buffer.from(await (await fetch(link)).arrayBuffer())).toEqual(bytes)
  const wrong = await client('cname', { v4: true, secret: 'x' }).signatureUrlV4('GET', 60, {}, 'v4/图.txt')
  const over = link.replace(/x-oss-expires=60/, 'x-oss-expires=0.001')
  for (const [address, code] of [
    [wrong, 'SignatureDoesNotMatch'],
    [over, 'AccessDenied'],
  ]) {
    const answer = await fetch(address!)
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining(`<Code>${code}</Code>`)])
  }
})

describe('links of ali-oss', () => {
  test('are read, with and without options, and refused with another secret or when they are over', async () => {
    const oss = client('cname')
    await oss.put('cards/one.png', bytes)
    const plain = await fetch(oss.signatureUrl('cards/one.png', { expires: 60 }))
    expect([plain.status, Buffer.from(await plain.arrayBuffer())]).toEqual([200, bytes])
    const options = {
      expires: 60,
      response: { 'content-type': 'text/plain', 'content-disposition': 'attachment; filename="a b.txt"' },
    }
    const written = await fetch(oss.signatureUrl('cards/one.png', options))
    expect([written.status, written.headers.get('content-type'), written.headers.get('content-disposition')]).toEqual([
      200,
      'text/plain',
      'attachment; filename="a b.txt"',
    ])
    const forged = await fetch(client('cname', { secret: 'not-the-secret' }).signatureUrl('cards/one.png'))
    expect([forged.status, await forged.text()]).toEqual([
      403,
      expect.stringContaining('<Code>SignatureDoesNotMatch</Code>'),
    ])
    const old = await fetch(oss.signatureUrl('cards/one.png', { expires: -10 }))
    expect([old.status, await old.text()]).toEqual([403, expect.stringMatching(/<Code>AccessDenied<.*expired/s)])
  })

  test('take a PUT that was signed for its content type, and no other', async () => {
    const oss = client('cname')
    const url = oss.signatureUrl('links/put.png', { method: 'PUT', 'Content-Type': 'image/png' })
    const other = await fetch(url, { method: 'PUT', body: bytes, headers: { 'content-type': 'text/html' } })
    expect([other.status, await other.text()]).toEqual([403, expect.stringContaining('SignatureDoesNotMatch')])
    const right = await fetch(url, { method: 'PUT', body: bytes, headers: { 'content-type': 'image/png' } })
    expect(right.status).toBe(200)
    expect((await oss.get('links/put.png')).content).toEqual(bytes)
  })
})

describe('a form signed by calculatePostSignature', () => {
  const policy = (minutes = 5) => ({
    expiration: new Date(Date.now() + minutes * 60_000).toISOString(),
    conditions: [{ bucket: 'fieldproof' }, ['eq', '$key', 'shots/one.png'], ['content-length-range', 1, 1000]],
  })

  function post(fields: Record<string, string>, file: Buffer = bytes, headers: Record<string, string> = {}) {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    form.append('file', new Blob([new Uint8Array(file)], { type: 'image/png' }), 'shot.png')
    return fetch(`http://localhost:${port}/`, { method: 'POST', body: form, headers })
  }

  test('is stored, and every status that can be asked for is answered', async () => {
    const oss = client('cname')
    const signed = oss.calculatePostSignature(policy())
    const plain = await post({ ...signed, key: 'shots/one.png' }, bytes, { origin: 'http://127.0.0.1:8787' })
    expect(plain.status).toBe(204)
    expect(plain.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:8787')
    expect(plain.headers.get('access-control-expose-headers')).toMatch(/\bETag\b/)
    expect((await oss.get('shots/one.png')).content).toEqual(bytes)
    const xml = await post({ ...signed, key: 'shots/one.png', success_action_status: '201' })
    expect([xml.status, await xml.text()]).toEqual([
      201,
      expect.stringMatching(
        /<PostResponse>.*<Bucket>fieldproof<.*<Key>shots\/one\.png<.*<ETag>&quot;[0-9A-F]{32}&quot;</s,
      ),
    ])
    expect((await post({ ...signed, key: 'shots/one.png', success_action_status: '200' })).status).toBe(200)
  })

  test.each([
    ['another secret', 'SignatureDoesNotMatch', { secret: 'not-the-secret' }],
    ['another key', 'AccessDenied', { key: 'shots/two.png' }],
    ['too many bytes', 'EntityTooLarge', { file: Buffer.alloc(1001) }],
    ['no bytes', 'EntityTooSmall', { file: Buffer.alloc(0) }],
    ['a policy that is over', 'AccessDenied', { minutes: -1 }],
  ])(
    'is refused with %s',
    async (_name, code, change: { secret?: string; key?: string; file?: Buffer; minutes?: number }) => {
      const signed = client('cname', { secret: change.secret ?? sandboxIdentity.secretKey }).calculatePostSignature(
        policy(change.minutes),
      )
      const answer = await post({ ...signed, key: change.key ?? 'shots/one.png' }, change.file)
      expect(answer.ok).toBe(false)
      expect(await answer.text()).toContain(`<Code>${code}</Code>`)
    },
  )
})

import { mkdtemp, readdir, rm, stat, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openObjectStore, type ObjectStore } from './index.ts'
import { pathOf } from './object-file.ts'
import { signedFields } from './post-policy.ts'

const start = new Date('2026-01-01T00:00:00.000Z')
let dataDir: string
let store: ObjectStore
let clock: Date

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'fieldproof-store-'))
  clock = start
  store = await openObjectStore({ dataDir, secret: 'secret', now: () => clock })
})
afterEach(() => rm(dataDir, { recursive: true }))

async function files(folder = join(dataDir, 'objects')): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

function post(
  fields: Record<string, string>,
  file: Uint8Array<ArrayBuffer> | null,
  name = 'a.png',
  after: string[] = [],
) {
  const form = new FormData()
  for (const [key, value] of Object.entries(fields)) form.append(key, value)
  if (file) form.append('file', new File([file], name, { type: 'image/png' }))
  for (const key of after) form.append(key, 'late')
  return store.acceptPost(new Request('http://127.0.0.1/objects/', { method: 'POST', body: form }))
}
const refusal = async (response: Response) => [response.status, /<Code>(\w+)</.exec(await response.text())?.[1]]
const content = new Uint8Array([1, 2, 3, 4])

describe('an upload by form', () => {
  test('is stored under the granted key and answered with 204', async () => {
    const { fields, objectKey, url, expiresAt } = store.grant({ maxBytes: 4 })
    expect(url).toBe('/objects/')
    expect(expiresAt).toBe('2026-01-01T00:10:00.000Z')
    const response = await post({ ...fields, 'Content-Type': 'image/png' }, content)
    expect([response.status, await response.text()]).toEqual([204, ''])
    expect(response.headers.get('etag')).toBe('"08D6C05A21512A79A1DFEB9D2A8F262F"')
    expect(await store.read(objectKey)).toMatchObject({ bytes: content, contentType: 'image/png' })
  })

  test('is answered with 200 or 201 when asked for', async () => {
    const { fields, objectKey } = store.grant({ maxBytes: 4 })
    expect((await post({ ...fields, success_action_status: '200' }, content)).status).toBe(200)
    const created = await post({ ...fields, success_action_status: '201' }, content)
    expect(created.status).toBe(201)
    expect(await created.text()).toContain(`<Key>${objectKey}</Key>`)
  })

  test('takes field names in any case, and ${filename} for the name without its folders', async () => {
    const { fields } = store.grant({ maxBytes: 4 })
    const { key, OSSAccessKeyId, policy, Signature } = fields as Record<string, string> & { key: string }
    const renamed = {
      KEY: key.replace('file', '${filename}'),
      ossaccesskeyid: OSSAccessKeyId!,
      Policy: policy!,
      SIGNATURE: Signature!,
    }
    expect((await post(renamed, content, '../../etc/passwd')).status).toBe(204)
    expect(await store.size(key.replace('file', 'passwd'))).toBe(4)
  })

  test('ignores what comes after the file', async () => {
    const { fields } = store.grant({ maxBytes: 4 })
    expect((await post(fields, content, 'a.png', ['submit'])).status).toBe(204)
    const { key: _, ...withoutKey } = fields
    expect(await refusal(await post(withoutKey, content, 'a.png', ['key']))).toEqual([400, 'InvalidArgument'])
  })

  test('never brings text of the user to the file system', async () => {
    const { fields } = store.grant({ maxBytes: 4 })
    await post({ ...fields, key: fields.key!.replace('file', '../../../x\u0000"<>') }, content)
    for (const path of await files()) expect(path).toMatch(/objects\/uploads\/[0-9a-f]{2}\/[0-9a-f]{62}$/)
    expect(await files()).toHaveLength(1)
  })
})

describe('a form that is refused leaves nothing behind', () => {
  test.each([
    ['too large', [400, 'EntityTooLarge'], {}, new Uint8Array(5)],
    ['far too large', [400, 'EntityTooLarge'], {}, new Uint8Array(3_000_000)],
    ['empty', [400, 'EntityTooSmall'], {}, new Uint8Array(0)],
    ['outside its prefix', [403, 'AccessDenied'], { key: 'uploads/other/file' }, content],
    ['with a wrong signature', [403, 'SignatureDoesNotMatch'], { Signature: 'AAAA' }, content],
    ['of an unknown key id', [403, 'InvalidAccessKeyId'], { OSSAccessKeyId: 'nobody' }, content],
    ['without a file', [400, 'InvalidArgument'], {}, null],
    ['with an endless field', [400, 'MalformedPOSTRequest'], { 'x-oss-meta-a': 'x'.repeat(70_000) }, content],
  ] as const)('%s', async (_, expected, changes, file) => {
    const { fields } = store.grant({ maxBytes: 4 })
    expect(await refusal(await post({ ...fields, ...changes }, file))).toEqual(expected)
    expect(await files()).toEqual([])
  })

  test('ten minutes later', async () => {
    const { fields } = store.grant({ maxBytes: 4 })
    clock = new Date(start.getTime() + 10 * 60_000)
    expect(await refusal(await post(fields, content))).toEqual([403, 'AccessDenied'])
    expect(await files()).toEqual([])
  })

  test('for a policy that is none, though it is signed', async () => {
    const fields = signedFields('{"conditions":[]}', { accessKeyId: 'FIELDPROOFSTORE', accessKeySecret: 'secret' })
    expect(await refusal(await post({ key: 'a', ...fields }, content))).toEqual([400, 'InvalidPolicyDocument'])
  })

  test('that breaks off in the middle of the file', async () => {
    const { fields } = store.grant({ maxBytes: 4_000_000 })
    const form = new FormData()
    for (const [key, value] of Object.entries(fields)) form.append(key, value)
    form.append('file', new File([new Uint8Array(1_000_000)], 'a.png'))
    const whole = new Request('http://127.0.0.1/objects/', { method: 'POST', body: form })
    const headers = { 'content-type': whole.headers.get('content-type')! }
    const half = (await whole.arrayBuffer()).slice(0, 500_000)
    const request = new Request('http://127.0.0.1/objects/', { method: 'POST', headers, body: half })
    expect(await refusal(await store.acceptPost(request))).toEqual([400, 'MalformedPOSTRequest'])
    expect(await files()).toEqual([])
  })

  test('that is no multipart form', async () => {
    for (const type of ['application/json', 'multipart/form-data', 'multipart/form-data; boundary=x']) {
      const headers = { 'content-type': type }
      const request = new Request('http://127.0.0.1/objects/', { method: 'POST', headers, body: '{}' })
      expect(await refusal(await store.acceptPost(request))).toEqual([400, 'MalformedPOSTRequest'])
    }
  })

  test('stops reading at the first chunk too many', async () => {
    const { fields } = store.grant({ maxBytes: 1000 })
    const encoder = new TextEncoder()
    let sent = 0
    const parts = Object.entries(fields).map(
      ([key, value]) => `--b\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`,
    )
    const head = `${parts.join('')}--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n`
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(encoder.encode(head)),
      pull: (controller) => {
        sent += 65_536
        if (sent > 100_000_000) controller.close()
        else controller.enqueue(new Uint8Array(65_536))
      },
    })
    const headers = { 'content-type': 'multipart/form-data; boundary=b' }
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit
    const response = await store.acceptPost(new Request('http://127.0.0.1/objects/', init))
    expect(await refusal(response)).toEqual([400, 'EntityTooLarge'])
    expect(sent).toBeLessThan(5_000_000)
    expect(await files()).toEqual([])
  })
})

describe('objects', () => {
  test('are put, read, moved, replaced and deleted', async () => {
    await store.put('documents/1/a', content, 'image/png')
    await store.put('documents/1/a', new Uint8Array([9]), 'image/webp')
    expect(await store.read('documents/1/a')).toMatchObject({ bytes: new Uint8Array([9]), contentType: 'image/webp' })
    expect(await store.move('documents/1/a', 'documents/2/a')).toBe(true)
    expect(await store.move('documents/1/a', 'documents/3/a')).toBe(false)
    expect([await store.read('documents/1/a'), await store.size('documents/2/a')]).toEqual([null, 1])
    await store.delete('documents/2/a', 'never/was')
    expect([await store.size('documents/2/a'), await files()]).toEqual([null, []])
  })

  test('outlive a restart, with the same secret, which nobody else may read', async () => {
    const first = await openObjectStore({ dataDir })
    await first.put('a', content, 'image/png')
    const { fields } = first.grant({ maxBytes: 4 })
    store = await openObjectStore({ dataDir })
    expect(await store.read('a')).toMatchObject({ bytes: content })
    expect((await post(fields, content)).status).toBe(204)
    expect((await stat(join(dataDir, 'object-store.secret'))).mode & 0o777).toBe(0o600)
  })

  test('agree on one secret when two open the store at once', async () => {
    const [first, second] = await Promise.all([openObjectStore({ dataDir }), openObjectStore({ dataDir })])
    const { fields } = first.grant({ maxBytes: 4 })
    store = second
    expect((await post(fields, content)).status).toBe(204)
  })

  test('that were uploaded and never used are swept, others stay', async () => {
    await store.put('uploads/1/file', content, 'image/png')
    await store.put('uploads/2/file', content, 'image/png')
    await store.put('documents/1/original', content, 'image/png')
    for (const key of ['uploads/1/file', 'documents/1/original']) {
      await utimes(pathOf(join(dataDir, 'objects'), key), start, start)
    }
    expect(await store.sweep(new Date(start.getTime() + 1))).toBe(1)
    expect(await store.size('uploads/1/file')).toBeNull()
    expect(await store.size('uploads/2/file')).toBe(4)
    expect(await store.size('documents/1/original')).toBe(4)
  })
})

test('other stores than disk are refused in clear words, without repeating what may be a key', async () => {
  const opening = openObjectStore({ url: 's3://key:hidden@bucket', dataDir })
  await expect(opening).rejects.toMatchObject({
    problem: { code: 'object-store-not-supported', parameters: { scheme: 's3' } },
  })
  await expect(opening).rejects.not.toThrow(/hidden/)
})

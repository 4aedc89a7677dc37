import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createSandbox } from '../../sandbox/index.ts'
import { fakeEngine } from '../aliyun-signature/gateway/testing.ts'
import { sandboxIdentity } from '../stand-in.ts'

const now = new Date('2026-03-04T05:06:07Z')
const sandbox = createSandbox({ engine: fakeEngine({}).engine, clock: () => now })
const origin = 'http://localhost'

const sign = (text: string) => createHmac('sha1', sandboxIdentity.secretKey).update(text).digest('base64')

/** A request with a header signature, as PROTOCOLS.md section 4 has it, by hand. */
function signed(
  method: string,
  path: string,
  {
    body,
    headers = {},
    resource = `/fieldproof${path}`,
  }: Partial<{ body: string; headers: Record<string, string>; resource: string }> = {},
) {
  const date = now.toUTCString()
  const all: Record<string, string> = { ...headers, 'x-oss-date': date }
  const text = [method, all['content-md5'] ?? '', all['content-type'] ?? '', date, `x-oss-date:${date}`, resource].join(
    '\n',
  )
  const authorization = `OSS ${sandboxIdentity.accessKey}:${sign(text)}`
  return sandbox.fetch(origin + path, {
    method,
    headers: { ...all, authorization },
    ...(body !== undefined && { body: Buffer.from(body) }),
  })
}

const link = (method: string, path: string, expires = Math.floor(now.getTime() / 1000) + 60) =>
  `${origin}${path}?OSSAccessKeyId=${sandboxIdentity.accessKey}&Expires=${expires}&Signature=${encodeURIComponent(sign(`${method}\n\n\n${expires}\n/fieldproof${path}`))}`

const codeOf = async (answer: Response) => [answer.status, /<Code>(.*)<\/Code>/.exec(await answer.text())?.[1]]

describe('objects', () => {
  test('are kept with their type and given in part', async () => {
    const put = await signed('PUT', '/a/b.txt', { body: 'hello world', headers: { 'content-type': 'text/plain' } })
    expect([put.status, put.headers.get('etag')]).toEqual([200, '"5EB63BBBE01EEED093CB22BB8F5ACDC3"'])
    const part = await sandbox.fetch(link('GET', '/a/b.txt'), { headers: { range: 'bytes=6-' } })
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 6-10/11', 'world'])
    const last = await sandbox.fetch(link('GET', '/a/b.txt'), { headers: { range: 'bytes=-3' } })
    expect(await last.text()).toBe('rld')
    const senseless = await sandbox.fetch(link('GET', '/a/b.txt'), { headers: { range: 'bytes=20-30' } })
    expect([senseless.status, await senseless.text()]).toEqual([200, 'hello world'])
  })

  test('are one and the same by every name of the bucket', async () => {
    await signed('PUT', '/fieldproof/same.txt', { body: 'same', resource: '/fieldproof/same.txt' })
    expect(await (await signed('GET', '/same.txt')).text()).toBe('same')
    // An object whose own name begins like the bucket: the signature tells what is meant.
    await signed('PUT', '/fieldproof/same.txt', { body: 'other', resource: '/fieldproof/fieldproof/same.txt' })
    expect(await (await signed('GET', '/same.txt')).text()).toBe('same')
    expect(Buffer.from(sandbox.objects.get('fieldproof', 'fieldproof/same.txt')!.bytes).toString()).toBe('other')
  })

  test('are refused when their bytes are not those that were announced', async () => {
    const headers = { 'content-md5': Buffer.from('0123456789abcdef').toString('base64') }
    expect(await codeOf(await signed('PUT', '/wrong.txt', { body: 'hello', headers }))).toEqual([400, 'InvalidDigest'])
    expect(sandbox.objects.get('fieldproof', 'wrong.txt')).toBeUndefined()
  })

  test('are nobody else’s', async () => {
    await signed('PUT', '/mine.txt', { body: 'mine' })
    expect(await codeOf(await sandbox.fetch(`${origin}/fieldproof/mine.txt`))).toEqual([403, 'AccessDenied'])
    expect(await codeOf(await sandbox.fetch(link('GET', '/mine.txt').replace('mine', 'yours')))).toEqual([
      403,
      'SignatureDoesNotMatch',
    ])
    expect(await codeOf(await sandbox.fetch(link('GET', '/mine.txt'), { method: 'DELETE' }))).toEqual([
      403,
      'SignatureDoesNotMatch',
    ])
    expect(await codeOf(await sandbox.fetch(link('GET', '/mine.txt', Math.floor(now.getTime() / 1000) - 1)))).toEqual([
      403,
      'AccessDenied',
    ])
    const head = await sandbox.fetch(link('GET', '/mine.txt'), { method: 'HEAD' })
    expect([head.status, Buffer.from(head.headers.get('x-oss-err')!, 'base64').toString()]).toEqual([
      403,
      expect.stringContaining('SignatureDoesNotMatch'),
    ])
  })

  test('every error has the members of OSS', async () => {
    const answer = await signed('GET', '/nothing.txt')
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/xml'])
    const id = answer.headers.get('x-oss-request-id')
    expect(await answer.text()).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>\n<Error>\n  <Code>NoSuchKey</Code>\n  <Message>The specified key does not exist.</Message>\n  <RequestId>${id}</RequestId>\n  <HostId>localhost</HostId>\n  <EC>0026-00000001</EC>\n</Error>\n`,
    )
    const website = signed('GET', '/fieldproof/?website', { resource: '/fieldproof/?website' })
    expect(await codeOf(await website)).toEqual([501, 'NotImplemented'])
    expect(await codeOf(await signed('PATCH', '/a.txt'))).toEqual([405, 'MethodNotAllowed'])
  })
})

test.each([
  ['PUT', 'acl'],
  ['PUT', 'tagging'],
  ['GET', 'tagging'],
  ['DELETE', 'tagging'],
  ['POST', 'uploads'],
])('%s of a sub-resource (%s) leaves the object as it is', async (method, name) => {
  await signed('PUT', '/kept.txt', { body: 'kept' })
  const path = `/kept.txt?${name}`
  const answer = await signed(method, path, { ...(method !== 'GET' && { body: 'changed' }) })
  expect(await codeOf(answer)).toEqual([501, 'NotImplemented'])
  expect(Buffer.from(sandbox.objects.get('fieldproof', 'kept.txt')!.bytes).toString()).toBe('kept')
})

test('a request that nobody signed is refused as by a private bucket', async () => {
  for (const method of ['GET', 'PUT', 'DELETE']) {
    const body = method === 'PUT' ? { body: 'x' } : {}
    expect(await codeOf(await sandbox.fetch(`${origin}/some/name.jpg`, { method, ...body }))).toEqual([
      403,
      'AccessDenied',
    ])
  }
  expect(sandbox.objects.get('fieldproof', 'some/name.jpg')).toBeUndefined()
})

describe('browsers', () => {
  test('may ask before they post', async () => {
    const answer = await sandbox.fetch(`${origin}/`, {
      method: 'OPTIONS',
      headers: {
        origin: 'http://127.0.0.1:8787',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-one',
      },
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:8787')
    expect(answer.headers.get('access-control-allow-methods')).toMatch(/\bPOST\b/)
    expect(answer.headers.get('access-control-allow-headers')).toBe('x-one')
  })

  test('can read why a form was refused', async () => {
    const form = (headers: Record<string, string>, body: string) =>
      sandbox.fetch(`${origin}/`, { method: 'POST', headers: { origin: 'http://127.0.0.1:8787', ...headers }, body })
    const multipart = { 'content-type': 'multipart/form-data; boundary=edge' }
    const broken = await form(multipart, '--edge\r\nContent-Disposition: form-data; name="key"\r\n\r\na')
    expect(broken.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:8787')
    expect(await codeOf(broken)).toEqual([400, 'MalformedPOSTRequest'])
    const part = (name: string, value: string) =>
      `--edge\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
    const file = '--edge\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\nabc\r\n'
    expect(await codeOf(await form(multipart, `${part('key', 'a')}--edge--\r\n`))).toEqual([400, 'InvalidArgument'])
    expect(await codeOf(await form(multipart, `${part('policy', 'a')}${file}--edge--\r\n`))).toEqual([
      400,
      'InvalidArgument',
    ])
    expect(await codeOf(await form(multipart, `${part('key', 'a')}${file}--edge--\r\n`))).toEqual([403, 'AccessDenied'])
    const nobody = `${part('key', 'a')}${part('OSSAccessKeyId', 'SOMEBODY')}${part('policy', 'e30=')}${part('Signature', 'x')}${file}--edge--\r\n`
    expect(await codeOf(await form(multipart, nobody))).toEqual([403, 'InvalidAccessKeyId'])
  })
})

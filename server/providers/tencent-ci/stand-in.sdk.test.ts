import COS from 'cos-nodejs-sdk-v5'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../sandbox/index.ts'
import { sandboxIdentity } from '../stand-in.ts'
import { readJobs } from './job-answer.ts'
import { jobXml } from './job-request.ts'
import { fakeEngine, picture } from './testing.ts'

// The vendor's own SDK as the client, over loopback: it is given the domain, so that it asks nobody else.
let sandbox: Sandbox
let opened: { port: number; close(): Promise<void> }
let image: Buffer

beforeAll(async () => {
  image = await picture()
})
beforeEach(async () => {
  sandbox = createSandbox({ engine: fakeEngine() })
  opened = await sandbox.listen(0)
  return () => opened.close()
})

const bucket = { Bucket: sandboxIdentity.tencentBucket, Region: sandboxIdentity.tencentRegion }
const key = 'input/身份证 a+b*c(1).jpg'

function client(more: Partial<COS.COSOptions> = {}): COS {
  return new COS({
    SecretId: sandboxIdentity.accessKey,
    SecretKey: sandboxIdentity.secretKey,
    Domain: `127.0.0.1:${opened.port}`,
    Protocol: 'http:',
    AutoSwitchHost: false,
    ...more,
  })
}

interface SdkError {
  statusCode?: number
  code?: string
}

const reasonOf = (working: Promise<unknown>) =>
  working.then(
    () => 'it succeeded' as const,
    (reason: unknown) => reason as SdkError,
  )

describe('cos-nodejs-sdk-v5 and objects', () => {
  test('puts, looks at, gets and deletes an object', async () => {
    const cos = client()
    const put = await cos.putObject({ ...bucket, Key: key, Body: image, ContentType: 'image/jpeg' })
    expect(put.statusCode).toBe(200)
    const head = await cos.headObject({ ...bucket, Key: key })
    expect(head.headers).toMatchObject({ 'content-length': String(image.byteLength), 'content-type': 'image/jpeg' })
    expect(head.ETag).toBe(put.ETag)
    const got = await cos.getObject({ ...bucket, Key: key })
    expect(Buffer.compare(got.Body, image)).toBe(0)
    await cos.deleteObject({ ...bucket, Key: key })
    expect(await reasonOf(cos.getObject({ ...bucket, Key: key }))).toMatchObject({ statusCode: 404, code: 'NoSuchKey' })
  })

  test('copies and lists them', async () => {
    const cos = client()
    await cos.putObject({ ...bucket, Key: key, Body: image, ContentType: 'image/jpeg' })
    const CopySource = `${bucket.Bucket}.cos.${bucket.Region}.myqcloud.com/${encodeURIComponent(key)}`
    const { ETag } = await cos.putObjectCopy({ ...bucket, Key: 'input/copy.jpg', CopySource })
    expect((await cos.headObject({ ...bucket, Key: 'input/copy.jpg' })).ETag).toBe(ETag)
    expect((await cos.getObject({ ...bucket, Key: 'input/copy.jpg' })).Body.byteLength).toBe(image.byteLength)
    const first = await cos.getBucket({ ...bucket, Prefix: 'input/', MaxKeys: 1 })
    expect([first.Contents.map((each) => [each.Key, each.Size]), first.IsTruncated]).toEqual([
      [['input/copy.jpg', String(image.byteLength)]],
      'true',
    ])
    const second = await cos.getBucket({ ...bucket, Prefix: 'input/', Marker: first.NextMarker! })
    expect([second.Contents.map((each) => each.Key), second.IsTruncated]).toEqual([[key], 'false'])
    const missing = CopySource.replace('copy', 'none') + 'x'
    expect(await reasonOf(cos.putObjectCopy({ ...bucket, Key: 'none', CopySource: missing }))).toMatchObject({
      statusCode: 404,
      code: 'NoSuchKey',
    })
  })

  test('leaves an object as it is where something beside it is meant', async () => {
    const cos = client()
    await cos.putObject({ ...bucket, Key: key, Body: image, ContentType: 'image/jpeg' })
    expect((await cos.getObjectAcl({ ...bucket, Key: key })).Grants).toHaveLength(1)
    const tags = { ...bucket, Key: key, Tags: [{ Key: 'a', Value: 'b' }] }
    expect(await reasonOf(cos.putObjectTagging(tags))).toMatchObject({ statusCode: 405, code: 'MethodNotAllowed' })
    expect(await reasonOf(cos.multipartInit({ ...bucket, Key: key }))).toMatchObject({ code: 'MethodNotAllowed' })
    expect(sandbox.objects.get(bucket.Bucket, key)?.bytes.byteLength).toBe(image.byteLength)
  })

  test('is refused with the wrong secret', async () => {
    const cos = client({ SecretKey: 'wrong' })
    const error = await reasonOf(cos.putObject({ ...bucket, Key: key, Body: image }))
    expect(error).toMatchObject({ statusCode: 403, code: 'SignatureDoesNotMatch' })
    expect(sandbox.objects.get(bucket.Bucket, key)).toBeUndefined()
  })
})

describe('cos-nodejs-sdk-v5', () => {
  test('is refused with an unknown id', async () => {
    const error = await reasonOf(client({ SecretId: 'SOMEBODY' }).headBucket(bucket))
    expect(error).toMatchObject({ statusCode: 403 })
  })

  test('finds its bucket', async () => {
    expect((await client().headBucket(bucket)).statusCode).toBe(200)
  })

  test.each([
    ['at once', false],
    ['by a callback', true],
  ])('presigns links that work without a key, %s', async (_, later) => {
    const cos = client()
    await cos.putObject({ ...bucket, Key: key, Body: image, ContentType: 'image/jpeg' })
    const options = {
      ...bucket,
      Key: key,
      Sign: true,
      Expires: 60,
      Query: { 'response-content-type': 'image/x-card; a=b' },
    }
    const url = later
      ? await new Promise<string>((resolve, reject) => {
          cos.getObjectUrl(options, (error, data) => (error ? reject(error) : resolve(data.Url)))
        })
      : cos.getObjectUrl(options, () => {})
    const answer = await fetch(url)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/x-card; a=b'])
    expect((await answer.arrayBuffer()).byteLength).toBe(image.byteLength)
    expect((await fetch(url.replace('image%2Fx-card', 'text%2Fhtml'))).status).toBe(403)
    expect((await fetch(url.replace(/q-sign-time=\d+/, 'q-sign-time=1'))).status).toBe(403)
  })

  test('puts through a presigned link', async () => {
    const url = client().getObjectUrl({ ...bucket, Key: 'new.jpg', Sign: true, Method: 'PUT' }, () => {})
    expect((await fetch(url, { method: 'PUT', body: new Uint8Array(image) })).status).toBe(200)
    expect(sandbox.objects.get(bucket.Bucket, 'new.jpg')?.bytes.byteLength).toBe(image.byteLength)
    expect((await fetch(url)).status).toBe(403)
  })

  test('sends the token of a temporary key without signing it', async () => {
    const cos = client({ SecurityToken: 'temporary/token+==' })
    expect((await cos.headBucket(bucket)).statusCode).toBe(200)
  })
})

describe('cos-nodejs-sdk-v5 and jobs', () => {
  const order = (cos: COS, Body: string) =>
    cos.request({
      ...bucket,
      Method: 'POST',
      Url: `http://127.0.0.1:${opened.port}/jobs`,
      Key: 'jobs',
      ContentType: 'application/xml',
      Headers: { 'Content-Type': 'application/xml' },
      Body,
      RawBody: true,
    })
  const ask = (cos: COS, id: string) =>
    cos.request({
      ...bucket,
      Method: 'GET',
      Url: `http://127.0.0.1:${opened.port}/jobs/${id}`,
      Key: `jobs/${id}`,
      RawBody: true,
    })
  const jobsIn = (answer: unknown) => readJobs(String((answer as { Body: Buffer }).Body))
  const card = { object: key, cardType: 'IDCard', callback: null } as const

  test('orders a job, and asks until it has ended', async () => {
    const cos = client()
    await cos.putObject({ ...bucket, Key: key, Body: image, ContentType: 'image/jpeg' })
    const [created] = jobsIn(await order(cos, jobXml({ ...card, userData: 'This is my data.' }))).jobs
    expect(created).toMatchObject({ state: 'Submitted', result: null })
    const job = await expect
      .poll(async () => jobsIn(await ask(cos, created!.jobId!)).jobs[0], { timeout: 5_000, interval: 20 })
      .toMatchObject({ state: 'Success', result: { Status: '1' } })
      .then(async () => jobsIn(await ask(cos, created!.jobId!)).jobs[0])
    const infos = job!.result!['IdInfo'] as { Name: string; DetectedText: string; Score: string }[]
    expect(infos.map(({ Name, DetectedText }) => [Name, DetectedText])).toContainEqual([
      'Address',
      '示例省示例市<样例>路 1 号',
    ])
    expect(infos[0]!.Score).toBe('99')
  })

  test('is refused with the wrong secret', async () => {
    const error = await reasonOf(order(client({ SecretKey: 'wrong' }), jobXml(card)))
    expect(error).toMatchObject({ statusCode: 403, code: 'SignatureDoesNotMatch' })
  })

  test('is told which jobs there are not', async () => {
    expect(jobsIn(await ask(client(), 'j1'))).toEqual({ jobs: [], unknownIds: ['j1'] })
  })

  test('is told what is wrong with an order', async () => {
    const error = await reasonOf(order(client(), jobXml(card).replace('IDCard', 'Passport')))
    expect(error).toMatchObject({ statusCode: 400, code: 'InvalidArgument' })
    expect(await reasonOf(order(client(), '<Request><Tag>'))).toMatchObject({ statusCode: 400, code: 'MalformedXML' })
  })
})

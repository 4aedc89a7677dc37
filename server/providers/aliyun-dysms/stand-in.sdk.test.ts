import OpenApiClient, { Config, OpenApiRequest, Params } from '@alicloud/openapi-client'
import RPCClient from '@alicloud/pop-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../sandbox/index.ts'
import { fakeEngine } from '../aliyun-signature/gateway/testing.ts'
import { sandboxIdentity } from '../stand-in.ts'

let sandbox: Sandbox
let origin: string
let close: () => Promise<void>
beforeAll(async () => {
  sandbox = createSandbox({ engine: fakeEngine({}).engine })
  const opened = await sandbox.listen(0)
  origin = opened.origin
  close = () => opened.close()
})
afterAll(() => close())

interface Answer {
  Code: string
  Success: boolean
  Message: string
  RequestId: string
  Model: Record<'Policy' | 'StartPath' | 'Bucket' | 'AccessKeyId' | 'Signature' | 'Host' | 'ExpireTime', string>
}

type Call = (query: Record<string, string>, secret?: string) => Promise<Answer>

/** What the product's SDK sends (PROTOCOLS.md 2.1): POST, the parameter in the query, no body, no content type. */
const openApi =
  (signatureAlgorithm?: 'v2'): Call =>
  async (query, secret = sandboxIdentity.secretKey) => {
    const endpoint = origin.replace('http://', '')
    const keys = { accessKeyId: sandboxIdentity.accessKey, accessKeySecret: secret }
    const client = new OpenApiClient(new Config({ ...keys, endpoint, protocol: 'HTTP', signatureAlgorithm }))
    const params = new Params({
      action: 'GetSmsOcrOssInfo',
      version: '2017-05-25',
      protocol: 'HTTP',
      pathname: '/',
      method: 'POST',
      authType: 'AK',
      style: 'RPC',
      reqBodyType: 'formData',
      bodyType: 'json',
    })
    const request = new OpenApiRequest({ query })
    const answer = await client.callApi(params, request, {} as Parameters<typeof client.callApi>[2])
    return answer.body as Answer
  }

const popCore: Call = (query, secret = sandboxIdentity.secretKey) =>
  new RPCClient({
    accessKeyId: sandboxIdentity.accessKey,
    accessKeySecret: secret,
    endpoint: origin,
    apiVersion: '2017-05-25',
  }).request<Answer>('GetSmsOcrOssInfo', query)

const cores: [name: string, call: Call][] = [
  ['openapi-client with ACS3', openApi()],
  ['openapi-client with HMAC-SHA1', openApi('v2')],
  ['pop-core', popCore],
]

/** Posts a file with what was handed out, untouched, to the key that the policy dictates. */
function upload(model: Answer['Model'], key: string, bytes = Buffer.from('a screenshot')) {
  const form = new FormData()
  const fields = { key, OSSAccessKeyId: model.AccessKeyId, policy: model.Policy, Signature: model.Signature }
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'shot.png')
  return fetch(model.Host, { method: 'POST', body: form })
}

const policyOf = ({ Policy }: Answer['Model']) =>
  JSON.parse(Buffer.from(Policy, 'base64').toString()) as { expiration: string; conditions: unknown[] }

describe.each(cores)('%s', (_name, call) => {
  test('gets a form that the store takes, under the key that its policy dictates and no other', async () => {
    const answer = await call({ TaskType: 'ICP_DOMAIN' })
    expect(answer).toMatchObject({ Code: 'OK', Message: 'OK', Success: true })
    const { Model } = answer
    expect(Object.values(Model).map((value) => typeof value)).toEqual(Array.from({ length: 7 }, () => 'string'))
    expect(Model.AccessKeyId).not.toBe(sandboxIdentity.accessKey)
    const { expiration, conditions } = policyOf(Model)
    expect(Model.ExpireTime).toBe(String(Math.floor(Date.parse(expiration) / 1000)))
    const key = (conditions.find((rule) => Array.isArray(rule) && rule[1] === '$key') as string[])[2]!
    expect(key.startsWith(`${Model.StartPath}/`)).toBe(true)
    expect(conditions).toEqual([
      ['content-length-range', 0, 1_048_576_000],
      { bucket: Model.Bucket },
      ['eq', '$key', key],
    ])
    // The slashes of the policy's text are escaped: whoever writes it again breaks its signature.
    expect(Buffer.from(Model.Policy, 'base64').toString()).toContain(String.raw`\/`)
    expect((await upload(Model, key)).status).toBe(204)
    expect(Buffer.from(sandbox.objects.get(Model.Bucket, key)!.bytes).toString()).toBe('a screenshot')
    const other = await upload(Model, `${key}.png`)
    expect([other.status, await other.text()]).toEqual([403, expect.stringContaining('<Code>AccessDenied</Code>')])
    const rewritten = Buffer.from(JSON.stringify(policyOf(Model))).toString('base64')
    const forged = await upload({ ...Model, Policy: rewritten }, key)
    expect([forged.status, await forged.text()]).toEqual([403, expect.stringContaining('SignatureDoesNotMatch')])
  })

  test('may leave out the task, is refused with another secret', async () => {
    expect(await call({})).toMatchObject({ Code: 'OK', Success: true })
    await expect(call({}, 'not-the-secret')).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' })
  })
})

test('a failure of business has status 200 and a code of its own', async () => {
  expect(await openApi()({ TaskType: 'DRIVING' })).toMatchObject({ Success: false, Code: 'isv.INVALID_PARAMETERS' })
  await expect(popCore({ TaskType: 'DRIVING' })).rejects.toMatchObject({ code: 'isv.INVALID_PARAMETERS' })
  sandbox.faults.set('aliyun-dysms', 'package-exhausted', 1)
  expect(await openApi()({})).toMatchObject({ Success: false, Code: 'isv.AMOUNT_NOT_ENOUGH' })
  sandbox.faults.set('aliyun-dysms', 'rate-limit', 1)
  await expect(openApi()({})).rejects.toMatchObject({ code: 'Throttling.User' })
})

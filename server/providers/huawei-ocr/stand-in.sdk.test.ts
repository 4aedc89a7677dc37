import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { BasicCredentials, GlobalCredentials, Region } from '@huaweicloud/huaweicloud-sdk-core'
import type { ICredential } from '@huaweicloud/huaweicloud-sdk-core/auth/ICredential'
import { ClientRequestException } from '@huaweicloud/huaweicloud-sdk-core/exception/ClientRequestException'
import { ServerResponseException } from '@huaweicloud/huaweicloud-sdk-core/exception/ServerResponseException'
import { HcClient } from '@huaweicloud/huaweicloud-sdk-core/HcClient'
import { DefaultHttpClient } from '@huaweicloud/huaweicloud-sdk-core/http/DefaultHttpClient'
import type { SdkResponse } from '@huaweicloud/huaweicloud-sdk-core/SdkResponse'
import { createSandbox, type Sandbox } from '../../sandbox/index.ts'
import { sandboxIdentity } from '../stand-in.ts'
import { fakeEngine, picture } from './testing.ts'

// The vendor's own SDK core as the client, over loopback. It is given every endpoint, so that it asks nobody else.
let sandbox: Sandbox
let opened: { origin: string; close(): Promise<void> }
let image: string

beforeAll(async () => {
  image = (await picture()).toString('base64')
})
beforeEach(async () => {
  sandbox = createSandbox({ engine: fakeEngine() })
  opened = await sandbox.listen(0)
  return () => opened.close()
})

const project = sandboxIdentity.huaweiProject

function credentials(secret: string = sandboxIdentity.secretKey, projectId: string | undefined = project) {
  return new BasicCredentials({ ak: sandboxIdentity.accessKey, sk: secret, projectId })
}

/** The core writes every refusal to the console. */
const nothing = () => {}
const quiet = { debug: nothing, info: nothing, warn: nothing, error: nothing } as never

/** As ClientBuilder does it, which cannot be loaded: it wants a package (uuid) that the core forgot to depend on. */
function clientWith(credential: ICredential, region?: Region): HcClient {
  const endpoints = [opened.origin]
  const client = new HcClient(new DefaultHttpClient({ logger: quiet }, endpoints), { logger: quiet })
  if (region) client.withRegion(region)
  return client.withCredential(credential).withEndpoints(endpoints)
}

/** What the generated client of a service does for one operation. */
function ocr(client: HcClient, operation: string, data: Record<string, string>) {
  return client.sendRequest<SdkResponse & { result?: Record<string, unknown> }>({
    method: 'POST',
    url: `/v2/{project_id}/ocr/${operation}`,
    contentType: 'application/json;charset=UTF-8',
    queryParams: {},
    pathParams: {},
    headers: {},
    data,
  })
}

describe('huaweicloud-sdk-core with AK/SK', () => {
  test.each([
    ['passport', {}, 'passport_number', 'L898902C3'],
    ['emirates-id-card', { side: 'front' }, 'id_number', '784-1974-1234567-8'],
    ['emirates-id-card', {}, 'side', 'front'],
    ['bankcard', {}, 'type', 'Visa'],
  ])('reads %s', async (operation, more, field, value) => {
    const { result } = await ocr(clientWith(credentials()), operation, { image, ...more })
    expect(result![field]).toBe(value)
  })

  test('is refused with the wrong secret', async () => {
    const error: unknown = await ocr(clientWith(credentials('wrong')), 'passport', { image }).catch(
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(ClientRequestException)
    expect(error).toMatchObject({ httpStatusCode: 401, errorCode: 'APIG.0301' })
    expect((error as ClientRequestException).errorMsg).toContain('verify aksk signature fail')
  })

  test('is refused with an unknown key', async () => {
    const credential = new BasicCredentials({ ak: 'SOMEBODY', sk: sandboxIdentity.secretKey, projectId: project })
    await expect(ocr(clientWith(credential), 'passport', { image })).rejects.toMatchObject({ httpStatusCode: 401 })
  })

  test('is told the codes of the service', async () => {
    await expect(ocr(clientWith(credentials()), 'passport', {})).rejects.toMatchObject({
      httpStatusCode: 400,
      errorCode: 'AIS.0101',
    })
    sandbox.faults.set('huawei-ocr', 'server-error', 1)
    const error: unknown = await ocr(clientWith(credentials()), 'passport', { image }).catch(
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(ServerResponseException)
    expect(error).toMatchObject({ httpStatusCode: 500, errorCode: 'ModelArts.4505' })
  })
})

describe('huaweicloud-sdk-core with the identity service', () => {
  const region = () => new Region('ae-ad-1', opened.origin)

  test('looks its project up by the region', async () => {
    const credential = credentials(undefined, '').withIamEndpoint(opened.origin)
    const { result } = await ocr(clientWith(credential, region()), 'passport', { image })
    expect(result).toMatchObject({ passport_number: 'L898902C3' })
  })

  test('does not find a project with the wrong secret', async () => {
    const credential = new BasicCredentials({ ak: 'SOMEBODYELSE', sk: 'wrong', projectId: '' }).withIamEndpoint(
      opened.origin,
    )
    await expect(ocr(clientWith(credential, region()), 'passport', { image })).rejects.toMatchObject({
      httpStatusCode: 401,
    })
  })

  test('looks its account up', async () => {
    const credential = new GlobalCredentials({ ak: sandboxIdentity.accessKey, sk: sandboxIdentity.secretKey })
    const client = clientWith(credential.withIamEndpoint(opened.origin), region())
    const answer = await client.sendRequest<SdkResponse & { domains: { name: string }[] }>({
      method: 'GET',
      url: '/v3/auth/domains',
      contentType: 'application/json',
      queryParams: {},
      pathParams: {},
      headers: {},
      data: {},
    })
    expect(answer.domains).toMatchObject([{ name: 'fieldproof' }])
  })

  /** A credential of the core that carries a token in place of a signature: the document's own way, which the core has no class for. */
  function tokenCredential(password: string): ICredential {
    let token: string | undefined
    const credential: ICredential = {
      getAk: () => undefined,
      getSk: () => undefined,
      processAuthParams: () => Promise.resolve(credential),
      async processAuthRequest(client, request) {
        if (request.url === '/v3/auth/tokens') return { ...request, endpoint: `${request.endpoint}${request.url}` }
        token ??= await tokenOf(client, password)
        const url = request.url!.replace('{project_id}', project)
        return {
          ...request,
          endpoint: `${request.endpoint}${url}`,
          url,
          headers: { ...request.headers, 'X-Auth-Token': token },
        }
      },
    }
    return credential
  }

  async function tokenOf(client: HcClient, password: string): Promise<string> {
    const user = { name: 'fieldproof', password, domain: { name: 'fieldproof' } }
    const answer = await client.sendRequest<Record<string, string>>({
      method: 'POST',
      url: '/v3/auth/tokens',
      contentType: 'application/json',
      queryParams: { nocatalog: 'true' },
      pathParams: {},
      headers: {},
      data: {
        auth: { identity: { methods: ['password'], password: { user } }, scope: { project: { name: 'ae-ad-1' } } },
      },
      responseHeaders: ['X-Subject-Token'],
    } as Parameters<HcClient['sendRequest']>[0])
    return answer['X-Subject-Token'] ?? answer['x-subject-token']!
  }

  test('reads with a token of the project', async () => {
    const { result } = await ocr(clientWith(tokenCredential(sandboxIdentity.secretKey)), 'passport', { image })
    expect(result).toMatchObject({ surname: 'ERIKSSON' })
  })

  test('gets no token with the wrong password', async () => {
    const working = ocr(clientWith(tokenCredential('wrong')), 'passport', { image })
    await expect(working).rejects.toMatchObject({ httpStatusCode: 401 })
  })
})

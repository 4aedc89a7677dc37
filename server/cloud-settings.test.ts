import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { liveVariables, readCloudSettings } from './cloud-settings.ts'
import { readSettings } from './settings.ts'

const secret = 'hunter2-hunter2'

describe('what the environment says of the clouds', () => {
  test('nothing means stand-ins on 8788 and no keys', () => {
    const { sandbox, clouds } = readSettings({})
    expect(sandbox).toEqual({ port: 8788, fixed: false })
    expect([clouds.aliyun.keys, clouds.ctyun.keys, clouds.huawei.credentials, clouds.tencent.keys]).toEqual([
      null,
      null,
      null,
      null,
    ])
    expect(clouds.ctyun).toMatchObject({
      dateOffsetMinutes: 480,
      base64: 'standard',
      requestsPerSecond: 10,
      envelope: null,
    })
  })

  test('the variables that the settings page names are those that make a provider live', () => {
    const isLive = (provider: string, names: readonly string[]) => {
      const clouds = readCloudSettings((name) =>
        names.includes(name) ? (name.endsWith('_ENDPOINT') ? 'https://iam.example' : 'value') : undefined,
      )
      const keys: Record<string, unknown> = {
        'aliyun-viapi': clouds.aliyun.keys,
        'aliyun-dysms': clouds.aliyun.keys,
        ctyun: clouds.ctyun.keys,
        'huawei-ocr': clouds.huawei.credentials,
        'tencent-ci': clouds.tencent.keys,
      }
      return keys[provider] !== null
    }
    for (const [provider, lists] of Object.entries(liveVariables)) {
      for (const names of lists) expect([provider, isLive(provider, names)]).toEqual([provider, true])
    }
    expect(isLive('ctyun', [])).toBe(false)
  })

  test('the stand-ins can be moved and switched off', () => {
    expect(readSettings({ SANDBOX_PORT: '0' }).sandbox).toEqual({ port: 0, fixed: true })
    expect(readSettings({ SANDBOX_PORT: 'off' }).sandbox).toBeNull()
  })

  test("the vendors' own names are read", () => {
    const { clouds } = readSettings({
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI-example',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret,
      HUAWEICLOUD_SDK_AK: 'AK',
      HUAWEICLOUD_SDK_SK: secret,
      HUAWEICLOUD_SDK_PROJECT_ID: 'p',
      TENCENTCLOUD_SECRET_ID: 'AKID',
      TENCENTCLOUD_SECRET_KEY: secret,
      TENCENT_CI_BUCKET: 'example-1250000000',
      TENCENT_CI_REGION: 'ap-beijing',
      CTYUN_ACCESS_KEY: 'a',
      CTYUN_SECURITY_KEY: secret,
      CTYUN_APP_KEY: 'app',
    })
    expect(clouds.aliyun.keys).toMatchObject({ accessKeyId: 'LTAI-example', accessKeySecret: secret })
    expect(clouds.huawei.credentials).toMatchObject({ type: 'ak-sk', accessKey: 'AK' })
    expect(clouds.tencent).toMatchObject({ bucket: 'example-1250000000', keys: { secretId: 'AKID' } })
    expect(clouds.ctyun.keys).toEqual({ accessKey: 'a', securityKey: secret, appKey: 'app' })
  })

  test.each([
    ['ALIBABA_CLOUD_ACCESS_KEY_ID', { ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret }],
    ['CTYUN_APP_KEY', { CTYUN_ACCESS_KEY: 'a', CTYUN_SECURITY_KEY: secret }],
    ['HUAWEICLOUD_SDK_PROJECT_ID', { HUAWEICLOUD_SDK_AK: 'a', HUAWEICLOUD_SDK_SK: secret }],
    ['TENCENT_CI_BUCKET', { TENCENTCLOUD_SECRET_ID: 'a', TENCENTCLOUD_SECRET_KEY: secret }],
    ['ALIYUN_VIAPI_ENDPOINT', { ALIYUN_VIAPI_ENDPOINT: 'http://ocr.example.com' }],
    ['HUAWEI_OCR_ENDPOINT', { HUAWEI_OCR_ENDPOINT: `https://user:${secret}@host` }],
    ['ALIYUN_FORMAT', { ALIYUN_FORMAT: 'yaml' }],
    ['CTYUN_REQUESTS_PER_SECOND', { CTYUN_REQUESTS_PER_SECOND: '0' }],
    ['SANDBOX_PORT', { SANDBOX_PORT: 'on' }],
    ['CLOUD_KEYS_FILE', { CLOUD_KEYS_FILE: '/no/such/file' }],
  ])('%s wrong or missing is one sentence, without secrets', (name, environment) => {
    const read = () => readSettings(environment)
    expect(read).toThrow(new RegExp(`^${name} (?:must|names) .*\\.$`))
    expect(read).not.toThrow(secret)
  })
})

describe('the keys file', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'fieldproof-keys-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  function write(mode: number): string {
    const path = join(folder, 'keys.env')
    writeFileSync(path, `# invented\nCTYUN_ACCESS_KEY=from-file\nCTYUN_SECURITY_KEY="${secret}"\nCTYUN_APP_KEY=app\n`)
    chmodSync(path, mode)
    return path
  }

  test('is read when only its owner may, and the environment outranks it', () => {
    const path = write(0o600)
    expect(readSettings({ CLOUD_KEYS_FILE: path }).clouds.ctyun.keys).toEqual({
      accessKey: 'from-file',
      securityKey: secret,
      appKey: 'app',
    })
    const { keys } = readSettings({ CLOUD_KEYS_FILE: path, CTYUN_ACCESS_KEY: 'mine' }).clouds.ctyun
    expect(keys?.accessKey).toBe('mine')
  })

  test('is found in the data directory', () => {
    const path = join(folder, 'cloud-keys.env')
    writeFileSync(path, `CTYUN_ACCESS_KEY=x\nCTYUN_SECURITY_KEY=${secret}\nCTYUN_APP_KEY=app\n`)
    chmodSync(path, 0o600)
    expect(readSettings({ DATA_DIR: folder }).clouds.ctyun.keys?.accessKey).toBe('x')
  })

  test.each([0o644, 0o640, 0o602])('is refused with mode %o', (mode) => {
    const path = write(mode)
    expect(() => readSettings({ CLOUD_KEYS_FILE: path })).toThrow(/chmod 600/)
  })
})

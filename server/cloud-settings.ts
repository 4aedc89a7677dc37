import { unusable } from './cloud-keys.ts'
import type { AliyunViapiOptions } from './providers/aliyun-viapi/options.ts'
import type { CtyunOptions } from './providers/ctyun/options.ts'
import type { HuaweiOcrOptions } from './providers/huawei-ocr/options.ts'
import type { TencentCiOptions } from './providers/tencent-ci/options.ts'
import type { CloudProviderOptions } from './providers/cloud-provider-options.ts'

type Settings<Options extends CloudProviderOptions> = Omit<Options, keyof CloudProviderOptions>

/** What the environment says of the clouds. Keys are null where none are configured; endpoints undefined where they are the vendor's own. */
export interface CloudSettings {
  aliyun: Pick<AliyunViapiOptions, 'keys' | 'signature' | 'format'> & {
    viapiEndpoint: string | undefined
    smsEndpoint: string | undefined
    uploadAuthorityEndpoint: string | undefined
    bucket: AliyunViapiOptions['bucket']
  }
  ctyun: Omit<Settings<CtyunOptions>, 'endpoint'> & { endpoint: string | undefined }
  huawei: Omit<Settings<HuaweiOcrOptions>, 'endpoint' | 'projectId'> & {
    endpoint: string | undefined
    projectId: string | undefined
  }
  tencent: Pick<TencentCiOptions, 'keys' | 'callbackUrl'> & {
    bucket: string | undefined
    region: string | undefined
    cosEndpoint: string | undefined
    ciEndpoint: string | undefined
  }
}

const aliyunVariables = [['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET']]

/** By provider: the variables that make it live, all names of any one of the lists. */
export const liveVariables: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'aliyun-viapi': aliyunVariables,
  'aliyun-dysms': aliyunVariables,
  ctyun: [['CTYUN_ACCESS_KEY', 'CTYUN_SECURITY_KEY', 'CTYUN_APP_KEY']],
  'huawei-ocr': [
    ['HUAWEICLOUD_SDK_AK', 'HUAWEICLOUD_SDK_SK', 'HUAWEICLOUD_SDK_PROJECT_ID'],
    [
      'HUAWEI_IAM_ENDPOINT',
      'HUAWEI_IAM_DOMAIN',
      'HUAWEI_IAM_USER',
      'HUAWEI_IAM_PASSWORD',
      'HUAWEI_IAM_PROJECT_NAME',
      'HUAWEICLOUD_SDK_PROJECT_ID',
    ],
  ],
  'tencent-ci': [['TENCENTCLOUD_SECRET_ID', 'TENCENTCLOUD_SECRET_KEY', 'TENCENT_CI_BUCKET', 'TENCENT_CI_REGION']],
}

type Read = (name: string) => string | undefined

/** Every name that belongs to one set of keys, or none of them. */
function allOrNone<Name extends string>(read: Read, names: readonly Name[]): Record<Name, string> | null {
  const given = names.map((name) => [name, read(name)] as const)
  if (given.every(([, value]) => value === undefined)) return null
  const missing = given.find(([, value]) => value === undefined)
  if (missing)
    throw unusable(missing[0], `must be set together with ${names.filter((name) => name !== missing[0]).join(', ')}.`)
  return Object.fromEntries(given) as Record<Name, string>
}

function origin(read: Read, name: string): string | undefined {
  const given = read(name)
  if (given === undefined) return undefined
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash || url.username) {
    throw unusable(name, 'must be an origin such as https://host, without a path.')
  }
  const isLoopback = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(url.hostname)
  if (url.protocol === 'http:' && !isLoopback)
    throw unusable(name, 'must begin with https:// (http:// is for loopback alone).')
  return url.origin
}

function oneOf<Value extends string>(read: Read, name: string, values: readonly Value[], usual: Value): Value {
  const given = read(name)
  const value = values.find((candidate) => candidate.toLowerCase() === given?.toLowerCase())
  if (given !== undefined && value === undefined) throw unusable(name, `must be one of ${values.join(', ')}.`)
  return value ?? usual
}

function whole(read: Read, name: string, usual: number, least: number, most: number): number {
  const given = read(name)
  if (given === undefined) return usual
  const value = /^-?\d{1,12}$/.test(given) ? Number(given) : Number.NaN
  if (!(value >= least && value <= most)) throw unusable(name, `must be a whole number from ${least} to ${most}.`)
  return value
}

function readAliyun(read: Read): CloudSettings['aliyun'] {
  const keys = allOrNone(read, ['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET'])
  const name = read('ALIYUN_OSS_BUCKET')
  return {
    keys: keys && {
      accessKeyId: keys.ALIBABA_CLOUD_ACCESS_KEY_ID,
      accessKeySecret: keys.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
      securityToken: read('ALIBABA_CLOUD_SECURITY_TOKEN'),
    },
    signature: oneOf(read, 'ALIYUN_SIGNATURE', ['hmac-sha1', 'acs3'], 'acs3'),
    format: oneOf(read, 'ALIYUN_FORMAT', ['JSON', 'XML'], 'JSON'),
    viapiEndpoint: origin(read, 'ALIYUN_VIAPI_ENDPOINT'),
    smsEndpoint: origin(read, 'ALIYUN_SMS_ENDPOINT'),
    uploadAuthorityEndpoint: origin(read, 'ALIYUN_OPENPLATFORM_ENDPOINT'),
    bucket:
      name === undefined
        ? null
        : {
            name,
            endpoint: origin(read, 'ALIYUN_OSS_ENDPOINT') ?? 'https://oss-cn-shanghai.aliyuncs.com',
            pathStyle: oneOf(read, 'ALIYUN_OSS_PATH_STYLE', ['true', 'false'], 'false') === 'true',
          },
  }
}

function readCtyun(read: Read): CloudSettings['ctyun'] {
  const keys = allOrNone(read, ['CTYUN_ACCESS_KEY', 'CTYUN_SECURITY_KEY', 'CTYUN_APP_KEY'])
  const publicKey = read('CTYUN_ENVELOPE_PUBLIC_KEY')
  const businessLicencePath = read('CTYUN_BUSINESS_LICENCE_PATH')
  return {
    keys: keys && {
      accessKey: keys.CTYUN_ACCESS_KEY,
      securityKey: keys.CTYUN_SECURITY_KEY,
      appKey: keys.CTYUN_APP_KEY,
    },
    endpoint: origin(read, 'CTYUN_ENDPOINT'),
    dateOffsetMinutes: whole(read, 'CTYUN_DATE_OFFSET_MINUTES', 480, -720, 840),
    base64: oneOf(read, 'CTYUN_BASE64', ['standard', 'url-safe'], 'standard'),
    paths: businessLicencePath === undefined ? {} : { 'ctyun.ocr.business-license': businessLicencePath },
    envelope:
      publicKey === undefined
        ? null
        : { publicKey, layout: oneOf(read, 'CTYUN_ENVELOPE_LAYOUT', ['C1C2C3', 'C1C3C2'], 'C1C2C3') },
    // The manual shows a 413 page of the gateway and no number; ten pictures of a megabyte pass under this.
    maxRequestBytes: whole(read, 'CTYUN_MAX_REQUEST_BYTES', 15 * 1024 * 1024, 100_000, 1_000_000_000),
    requestsPerSecond: whole(read, 'CTYUN_REQUESTS_PER_SECOND', 10, 1, 10_000),
  }
}

function readHuawei(read: Read): CloudSettings['huawei'] {
  const signed = allOrNone(read, ['HUAWEICLOUD_SDK_AK', 'HUAWEICLOUD_SDK_SK'])
  const iam = allOrNone(read, [
    'HUAWEI_IAM_ENDPOINT',
    'HUAWEI_IAM_DOMAIN',
    'HUAWEI_IAM_USER',
    'HUAWEI_IAM_PASSWORD',
    'HUAWEI_IAM_PROJECT_NAME',
  ])
  const projectId = read('HUAWEICLOUD_SDK_PROJECT_ID')
  if ((signed || iam) && projectId === undefined) {
    throw unusable('HUAWEICLOUD_SDK_PROJECT_ID', 'must be set together with the Huawei keys.')
  }
  return {
    credentials: signed
      ? {
          type: 'ak-sk',
          accessKey: signed.HUAWEICLOUD_SDK_AK,
          secretKey: signed.HUAWEICLOUD_SDK_SK,
          securityToken: read('HUAWEICLOUD_SDK_SECURITY_TOKEN'),
        }
      : iam && {
          type: 'iam',
          endpoint: origin(read, 'HUAWEI_IAM_ENDPOINT')!,
          domain: iam.HUAWEI_IAM_DOMAIN,
          user: iam.HUAWEI_IAM_USER,
          password: iam.HUAWEI_IAM_PASSWORD,
          projectName: iam.HUAWEI_IAM_PROJECT_NAME,
        },
    projectId,
    endpoint: origin(read, 'HUAWEI_OCR_ENDPOINT'),
  }
}

function readTencent(read: Read): CloudSettings['tencent'] {
  const keys = allOrNone(read, ['TENCENTCLOUD_SECRET_ID', 'TENCENTCLOUD_SECRET_KEY'])
  const [bucket, region] = [read('TENCENT_CI_BUCKET'), read('TENCENT_CI_REGION')]
  if (keys && (bucket === undefined || region === undefined)) {
    const name = bucket === undefined ? 'TENCENT_CI_BUCKET' : 'TENCENT_CI_REGION'
    throw unusable(name, 'must be set together with the Tencent keys.')
  }
  return {
    keys: keys && {
      secretId: keys.TENCENTCLOUD_SECRET_ID,
      secretKey: keys.TENCENTCLOUD_SECRET_KEY,
      token: read('TENCENTCLOUD_SESSION_TOKEN'),
    },
    bucket,
    region,
    cosEndpoint: origin(read, 'TENCENT_COS_ENDPOINT'),
    ciEndpoint: origin(read, 'TENCENT_CI_ENDPOINT'),
    callbackUrl: origin(read, 'TENCENT_CI_CALLBACK_ORIGIN') ?? null,
  }
}

/**
 * What the environment (or the keys file, which outranks nothing that is set) says of the clouds.
 * @throws {ProblemError} `setting-unusable` with one sentence that names the variable
 */
export function readCloudSettings(read: Read): CloudSettings {
  return { aliyun: readAliyun(read), ctyun: readCtyun(read), huawei: readHuawei(read), tencent: readTencent(read) }
}

import { z } from 'zod'
import { presign } from '../../aliyun-signature/oss.ts'
import { verifyPresignedGet } from '../../aliyun-oss/verify.ts'
import { differs, oneByteOff, targetParts, verdicts } from './compare.ts'

const text = z.union([z.string(), z.number()]).transform(String)

const schema = z.object({
  inputs: z.object({
    credentials: z.object({
      accessKeyId: z.string(),
      accessKeySecret: z.string(),
      securityToken: z.string().nullish(),
    }),
    method: z.string().default('GET'),
    bucket: z.string(),
    endpoint: z.string(),
    customDomain: z.boolean().default(false),
    objectName: z.string(),
    time: z.string(),
    expiresInSeconds: z.number(),
    options: z
      .object({
        response: z.record(z.string(), text).optional(),
        process: z.string().optional(),
        trafficLimit: text.optional(),
        subResource: z.record(z.string(), text).optional(),
      })
      .default({}),
  }),
  expected: z.object({
    expires: z.number().optional(),
    stringToSign: z.string().optional(),
    signature: z.string().optional(),
    url: z.string().optional(),
  }),
})
type Vector = z.infer<typeof schema>

/** The SDK's options as the sub-resources that it makes of them. */
function subResourcesOf({ response = {}, process, trafficLimit, subResource }: Vector['inputs']['options']) {
  return {
    ...subResource,
    ...(process !== undefined && { 'x-oss-process': process }),
    ...(trafficLimit !== undefined && { 'x-oss-traffic-limit': trafficLimit }),
    ...Object.fromEntries(Object.entries(response).map(([name, value]) => [`response-${name.toLowerCase()}`, value])),
  }
}

function partsOf(address: string) {
  const [, origin = '', target = '/'] = /^(https?:\/\/[^/]+)(.*)$/s.exec(address) ?? []
  return { origin, ...targetParts(target), target }
}

function check({ inputs, expected }: Vector): string[] {
  const { bucket, method } = inputs
  // What the SDK makes of an endpoint without a scheme, and of a name that begins with a slash: no object's name does.
  const endpoint = inputs.endpoint.includes('://') ? inputs.endpoint : `http://${inputs.endpoint}`
  const objectName = inputs.objectName.replace(/^\/+/, '')
  const { accessKeyId, accessKeySecret, securityToken } = inputs.credentials
  const now = new Date(inputs.time)
  const link = presign({
    bucket,
    endpoint,
    addressing: inputs.customDomain ? 'custom-domain' : 'virtual-host',
    keys: { accessKeyId, accessKeySecret, securityToken: securityToken ?? undefined },
    objectName,
    now,
    lifetimeSeconds: inputs.expiresInSeconds,
    method,
    subResources: subResourcesOf(inputs.options),
  })
  const comparable = (address: string) => {
    const { origin, path, parameters } = partsOf(address)
    return { origin, path, parameters }
  }

  const { origin, target } = partsOf(expected.url ?? link.url)
  const wire = { method, target, headers: { host: origin.replace(/^https?:\/\//, '') } }
  const verify = (request: typeof wire, key = objectName, secret = accessKeySecret, at = now) =>
    verifyPresignedGet(request, { bucket, key }, { accessKeyId, accessKeySecret: secret }, at)
  const late = new Date((link.expires + 1) * 1000)
  return [
    ...differs('expires', link.expires, expected.expires),
    ...differs('stringToSign', link.stringToSign, expected.stringToSign),
    ...differs('signature', link.signature, expected.signature),
    ...differs('url', comparable(link.url), expected.url === undefined ? undefined : comparable(expected.url)),
    ...verdicts({
      accepted: verify(wire),
      otherSecret: verify(wire, objectName, `${accessKeySecret}x`),
      altered: {
        "one byte of the object's name altered": verify(wire, oneByteOff(objectName)),
        'a later expiry': verify({ ...wire, target: target.replace(/Expires=\d+/, `Expires=${link.expires + 9}`) }),
        'its time over': verify(wire, objectName, accessKeySecret, late),
      },
    }),
  ]
}

export const checkPresignedGetVector = { schema, check }

import { z } from 'zod'
import type { Exchange } from '../../contract/exchange.ts'
import { bucketOrigin, presign, type BucketAddress } from '../aliyun-signature/oss.ts'
import {
  deleteObject,
  endingOf,
  postObject,
  putObject,
  readStored,
  type StoreFile,
} from '../aliyun-signature/oss-requests.ts'
import { originAllowed } from '../aliyun-signature/origins.ts'
import { writtenForms } from '../aliyun-signature/percent.ts'
import { rpcRequest } from '../aliyun-signature/rpc-request.ts'
import { withoutUploadSecrets } from '../aliyun-signature/upload-secrets.ts'
import type { Cloud } from '../http.ts'
import { ProviderError } from '../provider.ts'
import { cloudFor, readViapi, type ViapiCallContext } from './calls.ts'
import { providerId } from './errors.ts'
import type { AliyunKeys, AliyunViapiOptions } from './options.ts'
import { regionId } from './request.ts'

/** A file that the service can read. */
export interface StoredFile {
  url: string
  /** Name in the own bucket; null = the vendor's store, which is emptied by the vendor. */
  objectName: string | null
  /** What in the address nobody may replay. */
  sensitive: readonly string[]
}

/** Where files are put so that the service can fetch them: it takes addresses only (PROTOCOLS.md 1.3). */
export interface FileStore {
  /** @param place a path made of the recognition's id, the same after a restart */
  put(file: StoreFile, place: string, context: ViapiCallContext): Promise<StoredFile>
  /** Takes a file away again. Best effort: never rejects. */
  remove(objectName: string, onExchange?: (exchange: Exchange) => void): Promise<void>
  clouds(): readonly Cloud[]
}

/** Long enough for a recogniser to fetch a file. Jobs may queue: theirs are readable as long as result files are kept (S4, 30 minutes). */
const linkSeconds = 30 * 60
const uploadTimeoutMs = 120_000
const removeTimeoutMs = 5000

/** An address must hold no Chinese characters (S4): ids are ours, but nothing is left to chance. */
export const safePlace = (text: string) =>
  text.replaceAll(/[^A-Za-z0-9_/-]/g, (sign) => `.${sign.codePointAt(0)!.toString(16)}`)

/** The own bucket: PUT signed by header, then a presigned GET. Objects are deleted after the recognition. */
function ownBucket(
  options: AliyunViapiOptions,
  keys: AliyunKeys,
  { name, endpoint, pathStyle }: NonNullable<AliyunViapiOptions['bucket']>,
): FileStore {
  const address: BucketAddress = { bucket: name, endpoint, addressing: pathStyle ? 'path-style' : 'virtual-host' }
  const cloud = cloudFor(options, keys, [bucketOrigin(address)])
  return {
    clouds: () => [cloud],
    async put(file, place, { signal, onExchange }) {
      const objectName = `fieldproof/${safePlace(place)}.${endingOf(file.format)}`
      await cloud.call(() => putObject({ address, objectName, now: options.clock(), keys, file }), {
        purpose: 'upload',
        signal,
        onExchange,
        timeoutMs: uploadTimeoutMs,
        read: readStored(providerId),
      })
      const link = presign({ ...address, keys, objectName, now: options.clock(), lifetimeSeconds: linkSeconds })
      const token = keys.securityToken === undefined ? [] : [keys.securityToken]
      return { url: link.url, objectName, sensitive: [link.signature, ...token] }
    },
    async remove(objectName, onExchange) {
      // Also after a cancellation, so not under the recognition's signal.
      const signal = AbortSignal.timeout(removeTimeoutMs)
      await cloud
        .call(() => deleteObject({ address, objectName, now: options.clock(), keys }), {
          purpose: 'upload',
          signal,
          onExchange,
          timeoutMs: removeTimeoutMs,
          read: readStored(providerId),
        })
        .catch(() => undefined)
    },
  }
}

const hostText = /^[a-z0-9.-]+(?::\d{1,5})?$/i

/** The answer of AuthorizeFileUpload (PROTOCOLS.md 1.3). */
const authorisationSchema = z.object({
  AccessKeyId: z.string().min(1),
  Bucket: z.string().regex(/^[a-z0-9][a-z0-9-]{1,62}$/),
  EncodedPolicy: z.string().min(1),
  Endpoint: z.string().regex(hostText),
  ObjectKey: z.string().min(1),
  Signature: z.string().min(1),
})

function storeRefused(host: string): ProviderError {
  return new ProviderError({
    provider: providerId,
    code: 'provider-store-refused',
    status: 502,
    title: 'The provider named a store that is not allowed',
    detail: 'Nothing was uploaded: files go only to the hosts in the configuration.',
    action: "Add the host to the provider's upload hosts if it is the vendor's.",
    parameters: {
      host: host.slice(0, 200),
      titleZh: '服务端返回的存储地址不在允许范围内',
      detailZh: '未上传任何内容：文件只会发送到配置中允许的主机。',
    },
    retryable: false,
    whoseFault: 'configuration',
  })
}

/** The vendor's temporary store, as its generated SDK uses it for local files: AuthorizeFileUpload, then PostObject. */
function temporaryStore(options: AliyunViapiOptions, keys: AliyunKeys): FileStore {
  const authority = cloudFor(options, keys, [new URL(options.uploadAuthorityEndpoint).origin])
  const { protocol } = new URL(options.uploadAuthorityEndpoint)
  const stores = new Map<string, Cloud>()
  const storeAt = (origin: string) => {
    const cloud = stores.get(origin) ?? cloudFor(options, keys, [origin])
    stores.set(origin, cloud)
    return cloud
  }

  function authorise({ signal, onExchange }: ViapiCallContext) {
    const sign = () =>
      rpcRequest({
        method: 'POST',
        endpoint: options.uploadAuthorityEndpoint,
        signature: options.signature,
        format: 'JSON',
        action: 'AuthorizeFileUpload',
        version: '2019-12-19',
        nonce: options.uuid(),
        time: options.clock(),
        keys,
        query: { Product: 'ocr', RegionId: regionId },
      })
    return authority.call(sign, {
      purpose: 'authorise',
      signal,
      onExchange: onExchange && ((exchange) => onExchange(withoutUploadSecrets(exchange))),
      timeoutMs: 15_000,
      read: (answer) => {
        if (answer.status < 200 || answer.status > 299) readViapi('AuthorizeFileUpload', answer)
        return authorisationSchema.parse(JSON.parse(answer.text()))
      },
    })
  }

  return {
    clouds: () => [authority, ...stores.values()],
    async put(file, _place, context) {
      const given = await authorise(context)
      const origin = new URL(`${protocol}//${given.Bucket}.${given.Endpoint}`)
      if (!originAllowed(origin, options.uploadHosts)) throw storeRefused(origin.host)
      const fields = [
        ['key', given.ObjectKey],
        ['OSSAccessKeyId', given.AccessKeyId],
        ['policy', given.EncodedPolicy],
        ['Signature', given.Signature],
        ['success_action_status', '201'],
      ] as const
      await storeAt(origin.origin).call(
        () => postObject({ origin: origin.origin, fields, file, boundary: `fieldproof-${options.uuid()}` }),
        {
          purpose: 'upload',
          signal: context.signal,
          onExchange: context.onExchange,
          timeoutMs: uploadTimeoutMs,
          read: readStored(providerId),
        },
      )
      const path = given.ObjectKey.split('/').map(encodeURIComponent).join('/')
      return { url: `${origin.origin}/${path}`, objectName: null, sensitive: [] }
    },
    // Policies allow to put an object, not to take it away; the vendor deletes such files after a day (S4, uploadTempFiles).
    remove: async () => undefined,
  }
}

/** The way that is configured. */
export function createFileStore(options: AliyunViapiOptions, keys: AliyunKeys): FileStore {
  return options.bucket ? ownBucket(options, keys, options.bucket) : temporaryStore(options, keys)
}

/** All forms in which an address's secrets can stand in a record. */
export const sensitiveOf = (files: readonly StoredFile[]) =>
  files.flatMap(({ sensitive }) => sensitive.flatMap(writtenForms))

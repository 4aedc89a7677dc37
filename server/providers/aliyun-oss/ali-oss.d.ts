/** What the tests use of the vendor's SDK, which ships no types. */
declare module 'ali-oss' {
  interface Options {
    endpoint: string
    bucket: string
    accessKeyId: string
    accessKeySecret: string
    region?: string
    cname?: boolean
    sldEnable?: boolean
    authorizationV4?: boolean
    secure?: boolean
    timeout?: number
  }

  interface Result {
    status: number
    headers: Record<string, string>
  }

  type ListQuery = Record<string, string | number | null>

  interface Page {
    objects: { name: string; size: number }[]
    prefixes: string[] | null
    isTruncated: boolean
  }

  export default class OSS {
    constructor(options: Options)
    put(
      name: string,
      file: Buffer,
      options?: { mime?: string; headers?: Record<string, string> },
    ): Promise<{ res: Result }>
    get(name: string): Promise<{ content: Buffer; res: Result }>
    head(name: string): Promise<{ status: number; res: Result }>
    delete(name: string): Promise<{ res: Result }>
    copy(name: string, source: string): Promise<{ res: Result }>
    list(query: ListQuery, options: object): Promise<Page & { nextMarker: string | null }>
    listV2(query: ListQuery, options: object): Promise<Page & { nextContinuationToken: string | null }>
    deleteMulti(names: string[], options: object): Promise<{ res: Result }>
    getACL(name: string): Promise<{ acl: string }>
    getBucketLocation(name: string): Promise<{ location: string }>
    listBuckets(query: object): Promise<{ buckets: { name: string }[] }>
    initMultipartUpload(name: string): Promise<{ uploadId: string }>
    signatureUrlV4(method: string, expires: number, request: object, name: string): Promise<string>
    signatureUrl(name: string, options?: Record<string, unknown>): string
    calculatePostSignature(policy: unknown): { OSSAccessKeyId: string; Signature: string; policy: string }
  }
}

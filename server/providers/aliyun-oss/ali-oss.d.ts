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
    signatureUrl(name: string, options?: Record<string, unknown>): string
    calculatePostSignature(policy: unknown): { OSSAccessKeyId: string; Signature: string; policy: string }
  }
}

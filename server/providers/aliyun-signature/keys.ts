/** The key pair of an Aliyun account; structurally the `AliyunKeys` of both providers' options. */
export interface SigningKeys {
  accessKeyId: string
  accessKeySecret: string
  /** Of temporary credentials. */
  securityToken?: string | undefined
}

/** UTC without a fraction of a second: `YYYY-MM-DDThh:mm:ssZ`. */
export function utcSeconds(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`
}

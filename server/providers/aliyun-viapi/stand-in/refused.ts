import type { Refusal } from '../../aliyun-signature/gateway/verify.ts'

/** A call that is refused, in the terms of seed-facts/aliyun-viapi/errors.json. */
export class Refused extends Error {
  readonly refusal: Refusal

  constructor(code: string, message: string, status = 400) {
    super(message)
    this.name = 'Refused'
    this.refusal = { status, code, message }
  }
}

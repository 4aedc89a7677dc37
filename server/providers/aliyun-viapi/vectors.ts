import { z } from 'zod'
import { checkPostPolicyVector } from './vectors/post-policy.ts'
import { checkPresignedGetVector } from './vectors/presigned-get.ts'
import { checkAcs3Vector } from './vectors/acs3.ts'
import { checkRpcVector } from './vectors/rpc.ts'

const checkWith =
  <Vector>(schema: z.ZodType<Vector>, check: (vector: Vector) => string[]) =>
  (vector: unknown): string[] => {
    const parsed = schema.safeParse(vector)
    if (!parsed.success) return [`the vector has another form: ${z.prettifyError(parsed.error)}`]
    return check(parsed.data)
  }

/** Checks of golden vectors by protocol: our signers and the stand-ins' verifiers. Every mismatch is a sentence; none = it passes. */
export const vectorChecks: Record<string, (vector: unknown) => string[]> = {
  'aliyun-rpc': checkWith(checkRpcVector.schema, checkRpcVector.check),
  'aliyun-acs3': checkWith(checkAcs3Vector.schema, checkAcs3Vector.check),
  'aliyun-oss-presigned-get': checkWith(checkPresignedGetVector.schema, checkPresignedGetVector.check),
  'aliyun-oss-post-policy': checkWith(checkPostPolicyVector.schema, checkPostPolicyVector.check),
}

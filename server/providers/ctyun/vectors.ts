import { z } from 'zod'
import { checkEop } from './vectors/eop.ts'
import { checkSmEnvelope } from './vectors/sm-envelope.ts'

const checked =
  <Vector>(schema: z.ZodType<Vector>, check: (vector: Vector) => string[]) =>
  (vector: unknown): string[] => {
    const parsed = schema.safeParse(vector)
    if (!parsed.success) return [`the vector has another form: ${z.prettifyError(parsed.error)}`]
    try {
      return check(parsed.data)
    } catch (error) {
      return [`it threw: ${error instanceof Error ? error.message : String(error)}`]
    }
  }

/** Golden vectors (PROTOCOLS.md, 8): every mismatch of the adapter or of the stand-in as a sentence; none = passes. */
export const vectorChecks: Record<string, (vector: unknown) => string[]> = {
  'ctyun-eop': checked(checkEop.schema, checkEop.check),
  'ctyun-sm-envelope': checked(checkSmEnvelope.schema, checkSmEnvelope.check),
}

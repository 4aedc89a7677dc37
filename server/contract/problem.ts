import { z } from 'zod'

/** Whose fault a failure is, so that the screen can say who must act. */
export const whoseFaultSchema = z.enum(['caller', 'document', 'provider', 'configuration', 'us'])
export type WhoseFault = z.infer<typeof whoseFaultSchema>

/**
 * RFC 9457 problem details with the members DESIGN.md fixes. `code` is stable and machine-readable (kebab-case, e.g.
 * `image-truncated`); `title` and `detail` are English for scripts and logs; the screen translates by `code` with `parameters`.
 * `action` says what to do about it.
 */
export const problemSchema = z.object({
  type: z.string().default('about:blank'),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  code: z.string(),
  provider: z.string().optional(),
  providerCode: z.string().optional(),
  retryable: z.boolean(),
  whoseFault: whoseFaultSchema,
  action: z.string().optional(),
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
})
export type Problem = z.infer<typeof problemSchema>
export type ProblemInput = z.input<typeof problemSchema>

/** The one error that any step may throw on purpose; everything else that is thrown is our own fault (`internal`). */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: ProblemInput, options?: ErrorOptions) {
    super(problem.detail ?? problem.title, options)
    this.name = 'ProblemError'
    this.problem = problemSchema.parse(problem)
  }
}

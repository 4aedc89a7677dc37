import type { Problem } from '#contract/problem'

/**
 * A failed request in the browser: the problem that the server answered (RFC 9457), or one that says that no answer came. `body` is the
 * whole answer, for problems that carry more members (`review-conflict` and its change-sets).
 */
export class ProblemError extends Error {
  readonly problem: Problem
  readonly body: unknown

  constructor(problem: Problem, body?: unknown, options?: ErrorOptions) {
    super(problem.detail ?? problem.title, options)
    this.name = 'ProblemError'
    this.problem = problem
    this.body = body
  }
}

/** What any thrown thing means to a person. Things that are no ProblemError are defects of ours. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  return {
    type: 'about:blank',
    title: 'Something went wrong in the page',
    ...(error instanceof Error && { detail: error.message }),
    status: 0,
    code: 'page-defect',
    retryable: true,
    whoseFault: 'us',
  }
}

function looksLikeProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string' && 'title' in body
}

/** The problem in an answer that is not a success; answers in another form (a gateway's HTML) become `unexpected-answer`. */
export function problemFromAnswer(status: number, text: string): ProblemError {
  try {
    const body: unknown = JSON.parse(text)
    if (looksLikeProblem(body)) return new ProblemError({ ...body, status: body.status ?? status }, body)
  } catch {
    // Not JSON: described by its status below.
  }
  return new ProblemError({
    type: 'about:blank',
    title: `The server answered ${status}`,
    status,
    code: 'unexpected-answer',
    retryable: status >= 500 || status === 429,
    whoseFault: 'us',
    parameters: { status },
  })
}

/** Something that went wrong in the page, before or without an answer; the catalogues say it by its code. */
export function pageProblem(code: string, title: string, cause?: unknown): ProblemError {
  const problem: Problem = { type: 'about:blank', title, status: 0, code, retryable: true, whoseFault: 'caller' }
  return new ProblemError(problem, undefined, { cause })
}

/** No answer at all: the server is not there, or the connection broke. */
export function connectionLost(cause?: unknown): ProblemError {
  return pageProblem('connection-lost', 'The server cannot be reached', cause)
}

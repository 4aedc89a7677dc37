import type { Context, ErrorHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { ProblemError, problemSchema, type Problem } from '../contract/problem.ts'
import { ReviewConflict } from '../documents/review-conflict.ts'
import type { AppEnv } from './http.ts'

type Log = (entry: Record<string, unknown>) => void

function problemAnswer(c: Context, problem: Problem, extra: Record<string, unknown> = {}): Response {
  return c.body(JSON.stringify({ ...problem, ...extra }), problem.status as ContentfulStatusCode, {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...(problem.status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
  })
}

/** What Hono itself throws: a body that is no JSON, or says that it is something else. */
function ofHttpException({ status, message }: HTTPException): Problem {
  const malformed = status === 400 && message.includes('JSON')
  return problemSchema.parse({
    title: malformed ? 'The body is not well-formed JSON' : 'The request was refused',
    status,
    code: malformed ? 'malformed-json' : status === 415 ? 'media-type-not-taken' : 'invalid-request',
    retryable: false,
    whoseFault: 'caller',
  })
}

/** Where an unexpected error came from: its type, its code and our own lines of the stack, never its message, which may hold values. */
export function traceOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { errorType: typeof error }
  const at = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim().replace(/(?:file:\/\/)?\/\S*\/(server|node_modules)\//, '$1/'))
  const { code, cause } = error as NodeJS.ErrnoException
  return {
    errorType: error.name,
    ...(typeof code === 'string' ? { errorCode: code } : {}),
    at,
    ...(cause ? { cause: traceOf(cause) } : {}),
  }
}

/** The one place where what was thrown becomes an answer. What nobody meant to throw is logged with a number that the answer names. */
export function createErrorHandler(log: Log): ErrorHandler<AppEnv> {
  return (error, c) => {
    if (error instanceof ReviewConflict) return problemAnswer(c, error.problem, { changeSets: error.changeSets })
    if (error instanceof ProblemError) return problemAnswer(c, error.problem)
    if (error instanceof HTTPException) return problemAnswer(c, ofHttpException(error))
    const requestId = c.get('requestId') ?? 'none'
    log({
      level: 'error',
      event: 'unexpected-error',
      requestId,
      method: c.req.method,
      route: c.req.routePath,
      ...traceOf(error),
    })
    const problem = problemSchema.parse({
      title: 'Something went wrong on our side',
      status: 500,
      code: 'internal',
      detail: `The log names it under ${requestId}.`,
      instance: `urn:uuid:${requestId}`,
      retryable: true,
      whoseFault: 'us',
    })
    return problemAnswer(c, problem)
  }
}

/** The other methods that an address takes, of the routes that are registered; empty for an address that does not exist. */
export function methodsOf(routes: readonly { method: string; path: string }[], path: string): string[] {
  const methods = routes.flatMap(({ method, path: pattern }) => {
    if (method === 'ALL' || pattern.includes('*')) return []
    const segments = pattern
      .split('/')
      .map((segment) => (segment.startsWith(':') ? '[^/]+' : segment.replaceAll('.', String.raw`\.`)))
    return new RegExp(`^${segments.join('/')}$`).test(path) ? [method] : []
  })
  return [...new Set(methods.includes('GET') ? [...methods, 'HEAD'] : methods)].sort()
}

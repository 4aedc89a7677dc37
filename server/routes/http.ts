import { OpenAPIHono } from '@hono/zod-openapi'
import type { z } from 'zod'
import { ProblemError, problemSchema } from '../contract/problem.ts'
import type { AppRow } from '../apps/apps.ts'
import type { Actor } from '../auth/permissions.ts'

/** What the middleware has found out before a route runs. */
export interface AppEnv {
  Variables: {
    actor: Actor
    /** Set when an app is asking. */
    app?: AppRow
    requestId: string
  }
}

const maxIssues = 20

/** A router whose refused input is a problem like any other; zod's own answer never leaves the server. */
export function createRouter(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (!result.success) throw invalidRequest(result.error, result.target)
    },
  })
}

/** `invalid-request` (400) with the places and reasons, without the values: they may be personal. */
export function invalidRequest(error: z.ZodError, target: string): ProblemError {
  const places = error.issues
    .slice(0, maxIssues)
    .map(({ path, message }) => `${[target, ...path].join('.')}: ${message}`)
  return new ProblemError({
    title: 'The request is not of the form that this address takes',
    status: 400,
    code: 'invalid-request',
    detail: places.join('; '),
    action: 'Compare the request with /api/v1/openapi.json.',
    retryable: false,
    whoseFault: 'caller',
  })
}

/** A JSON answer for `responses`. */
export function json<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

/** A required JSON body for `request.body`; required, so that a body under another content type is refused and not ignored. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } }
}

const problemDescriptions = {
  400: 'The request is not of the form that this address takes.',
  401: 'Nobody is signed in.',
  402: 'No prepaid call is left, and nothing else may pay.',
  403: 'The role, the host or the origin does not allow it.',
  404: 'There is no such thing.',
  405: 'The address takes other methods.',
  409: 'It contradicts what is there.',
  413: 'The body is too large.',
  415: 'The bytes are of a form that is not taken.',
  422: 'The document itself stands in the way.',
  429: 'Too many at once.',
  499: 'The caller went away.',
  500: 'Our own fault.',
  502: 'The provider failed.',
  503: 'Not now.',
  504: 'The provider took too long.',
} as const

type ProblemStatus = keyof typeof problemDescriptions

type ProblemAnswers<Status extends ProblemStatus> = {
  [Key in Status]: { description: string; content: { 'application/problem+json': { schema: typeof problemSchema } } }
}

/** The problem answers of a route, for `responses`: those that every route has, and the statuses named. */
export function problems<Status extends ProblemStatus = never>(...statuses: Status[]) {
  const always = [400, 401, 403, 500] as const
  return Object.fromEntries(
    [...always, ...statuses].map((status) => [
      status,
      { description: problemDescriptions[status], content: { 'application/problem+json': { schema: problemSchema } } },
    ]),
  ) as unknown as ProblemAnswers<(typeof always)[number] | Status>
}

/** `…-not-found` (404). */
export function notFound(what: 'document' | 'page' | 'recognition' | 'user' | 'address'): ProblemError {
  return new ProblemError({
    title: `There is no such ${what}`,
    status: 404,
    code: `${what}-not-found`,
    action:
      what === 'address' ? 'See /api/v1/openapi.json for every address.' : 'It may have been deleted: reload the list.',
    retryable: false,
    whoseFault: 'caller',
  })
}

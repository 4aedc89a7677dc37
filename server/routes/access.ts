import { createMiddleware } from 'hono/factory'
import { getCookie } from 'hono/cookie'
import { ProblemError } from '../contract/problem.ts'
import { findApp } from '../apps/apps.ts'
import { findSession, sessionCookie } from '../auth/sessions.ts'
import { sameSecret } from '../auth/tokens.ts'
import type { AppDependencies } from './dependencies.ts'
import type { AppEnv } from './http.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

function refused(code: string, title: string, detail: string, action: string): ProblemError {
  return new ProblemError({ title, status: 403, code, detail, action, retryable: false, whoseFault: 'caller' })
}

/** The origin among ours under which the request came, by its Host header. */
export function originOf(url: string, origins: readonly string[]): string | undefined {
  const { host } = new URL(url)
  return origins.find((origin) => new URL(origin).host === host)
}

/**
 * Lets only requests through that were meant for this console.
 *
 * Host: a page on the web can point its own name at 127.0.0.1 (DNS rebinding), but the browser still sends that name.
 * Origin and Sec-Fetch-Site: a page on the web, or another program's page on this machine, can send requests here, but the browser says
 * who sends them. Programs that are no browsers send neither; they need a token or the cookie.
 */
export function guardOrigin({ access }: Pick<AppDependencies, 'access'>) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const ours = originOf(c.req.url, access.origins())
    if (ours === undefined) {
      throw refused(
        'host-not-allowed',
        'The console is not called by this name',
        'The Host header names something else than this console.',
        'Open the address that the console printed when it started, or set PUBLIC_URL to the one that you use.',
      )
    }
    const origin = c.req.header('Origin')
    const site = c.req.header('Sec-Fetch-Site')
    const foreignOrigin = origin !== undefined && origin !== ours
    // A link on another site may be followed (a navigation); what another site loads or sends may not.
    const isNavigation = c.req.header('Sec-Fetch-Mode') === 'navigate' && safeMethods.has(c.req.method)
    const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none' && !isNavigation
    if (foreignOrigin || foreignSite) {
      throw refused(
        'origin-not-allowed',
        'Another site may not do this',
        'The request was sent by a page of another origin.',
        'Use the console in its own window.',
      )
    }
    await next()
  })
}

/** Key and secret of `Authorization: Basic` (RFC 7617). */
function basicCredentials(header: string): { appKey: string; appSecret: string } | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/=]+) *$/i.exec(header)?.[1]
  const [, appKey, appSecret] =
    /^([^:]+):(.*)$/su.exec(encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString()) ?? []
  return appKey === undefined || appSecret === undefined ? undefined : { appKey, appSecret }
}

/** What an app may ask for: to have a file read, and what became of it. */
const openToApps = /^\/api\/v1\/recognitions(?:\/[^/]+)?$/

/**
 * Finds out who is asking: the bearer token of scripts, the key and secret of an app, or the cookie.
 * @throws {ProblemError} `sign-in-required` (401); `app-not-permitted` (403) for what is not open to apps
 */
export function requireActor({ db, access, clock }: Pick<AppDependencies, 'db' | 'access' | 'clock'>) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const authorization = c.req.header('Authorization') ?? ''
    const bearer = /^Bearer +(\S+) *$/i.exec(authorization)?.[1]
    const cookie = getCookie(c, sessionCookie)
    const credentials = basicCredentials(authorization)
    if (credentials) {
      const app = await findApp(db, credentials.appKey, credentials.appSecret)
      if (!app) throw signInRequired('The key and secret are not those of an app.')
      if (!openToApps.test(c.req.path)) {
        throw refused(
          'app-not-permitted',
          'An app may only have files read',
          'This address is not open to apps.',
          'Call POST /api/v1/recognitions and GET /api/v1/recognitions/{id}.',
        )
      }
      c.set('actor', { id: app.id, name: app.name, role: 'app' })
      c.set('app', app)
    } else if (bearer !== undefined) {
      if (access.token === undefined || !sameSecret(bearer, access.token))
        throw signInRequired('The bearer token is not the right one.')
      c.set('actor', { id: 'token', name: 'FIELDPROOF_TOKEN', role: 'administrator' })
    } else {
      const actor = cookie === undefined ? undefined : await findSession(db, cookie, clock())
      if (!actor) throw signInRequired('No valid session came with the request.')
      c.set('actor', actor)
    }
    await next()
  })
}

function signInRequired(detail: string): ProblemError {
  return new ProblemError({
    title: 'Sign in first',
    status: 401,
    code: 'sign-in-required',
    detail,
    action: 'Open the sign-in link that the console printed when it started, or ask an administrator for one.',
    retryable: false,
    whoseFault: 'caller',
  })
}

import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import { findSession, sessionCookie, sessionSeconds, startSession } from '../auth/sessions.ts'
import { useSignInLink } from '../auth/sign-in-links.ts'
import { originOf } from './access.ts'
import type { AppDependencies } from './dependencies.ts'
import type { AppEnv } from './http.ts'

const page = (title: string, body: unknown, head: unknown = '') =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="referrer" content="no-referrer" />
        ${head}
        <title>${title} · Fieldproof</title>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`

/**
 * GET /sign-in?token=…: a one-time link becomes a session. A link that was opened from another site (a chat) comes without our own
 * SameSite=Strict cookie, and so does everything it redirects to; so it is answered by a page that opens the link once more, now from
 * here. That also keeps programs that look at every link in a chat from using it up.
 */
export function signInRoutes({ db, clock, access }: AppDependencies) {
  return new Hono<AppEnv>().get('/sign-in', async (c) => {
    const isPreview = c.req.method === 'HEAD' || /prefetch|prerender/.test(c.req.header('Sec-Purpose') ?? '')
    if (isPreview) return c.body(null, 204)
    const site = c.req.header('Sec-Fetch-Site')
    if (site === 'cross-site' || site === 'same-site') {
      return c.html(
        page('Signing in', html`<p><a href="">Go on</a></p>`, html`<meta http-equiv="refresh" content="0" />`),
      )
    }
    const now = clock()
    const cookie = getCookie(c, sessionCookie)
    if (cookie && (await findSession(db, cookie, now))) return c.redirect('/', 303)
    const userId = await useSignInLink(db, c.req.query('token') ?? '', now)
    if (userId === undefined) {
      const advice = html`<p>A sign-in link works once, and for 15 minutes.</p>
        <p>Start the console again to have it print a new one, or ask an administrator for a link.</p>`
      return c.html(page('This sign-in link no longer works', advice), 410)
    }
    setCookie(c, sessionCookie, await startSession(db, userId, now), {
      path: '/',
      httpOnly: true,
      sameSite: 'Strict',
      secure: originOf(c.req.url, access.origins())?.startsWith('https:') ?? false,
      maxAge: sessionSeconds,
    })
    return c.redirect('/', 303)
  })
}

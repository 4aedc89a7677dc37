import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import { languageDetector } from 'hono/language'
import { findSession, sessionCookie, sessionSeconds, startSession } from '../auth/sessions.ts'
import { useSignInLink } from '../auth/sign-in-links.ts'
import { originOf } from './access.ts'
import type { AppDependencies } from './dependencies.ts'
import type { AppEnv } from './http.ts'
import arabic from './language/ar.json' with { type: 'json' }
import english from './language/en.json' with { type: 'json' }
import chinese from './language/zh-CN.json' with { type: 'json' }

/** By what a browser asks for; the choice by hand is kept in the console itself, which is not open yet. */
const catalogues = { en: english, zh: chinese, ar: arabic }
type Language = keyof typeof catalogues

const page = (language: Language, title: string, body: unknown, head: unknown = '') =>
  html`<!doctype html>
    <html lang="${language === 'zh' ? 'zh-CN' : language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <link rel="stylesheet" href="/sign-in.css" />
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
  const chooseLanguage = languageDetector({
    order: ['header'],
    caches: false,
    supportedLanguages: Object.keys(catalogues),
    fallbackLanguage: 'en',
  })
  return new Hono<AppEnv>().get('/sign-in', chooseLanguage, async (c) => {
    const isPreview = c.req.method === 'HEAD' || /prefetch|prerender/.test(c.req.header('Sec-Purpose') ?? '')
    if (isPreview) return c.body(null, 204)
    const language = c.get('language') as Language
    const texts = catalogues[language]
    c.header('Vary', 'Accept-Language')
    const site = c.req.header('Sec-Fetch-Site')
    if (site === 'cross-site' || site === 'same-site') {
      const link = html`<p><a href="">${texts.goOn}</a></p>`
      return c.html(page(language, texts.signingIn, link, html`<meta http-equiv="refresh" content="0" />`))
    }
    const now = clock()
    const cookie = getCookie(c, sessionCookie)
    if (cookie && (await findSession(db, cookie, now))) return c.redirect('/', 303)
    const userId = await useSignInLink(db, c.req.query('token') ?? '', now)
    if (userId === undefined) {
      const advice = html`<p>${texts.howLong}</p>
        <p>${texts.getAnother}</p>`
      return c.html(page(language, texts.used, advice), 410)
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

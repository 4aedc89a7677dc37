import { createMiddleware } from 'hono/factory'
import type { AppDependencies } from './dependencies.ts'
import type { AppEnv } from './http.ts'

/**
 * What the page may load: nothing that is not ours. `blob:` and `data:` pictures are crops and pages that the browser itself made. Style
 * attributes that code sets through the CSSOM are not governed by a policy; a <style> would need the nonce.
 * @param connectSources origins of stores that take files straight from the browser
 */
export function contentSecurityPolicy(styleSource: string, connectSources: readonly string[] = []): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${styleSource}`.trim(),
    "img-src 'self' blob: data:",
    "font-src 'self'",
    ["connect-src 'self'", ...connectSources].join(' '),
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ')
}

/** On every answer. An answer's own Content-Security-Policy and Cache-Control are left as they are. */
export function securityHeaders({ connectSources }: Pick<AppDependencies, 'connectSources'>) {
  return createMiddleware<AppEnv>(async (c, next) => {
    await next()
    const { headers } = c.res
    const set = (name: string, value: string) => {
      if (!headers.has(name)) headers.set(name, value)
    }
    set('X-Content-Type-Options', 'nosniff')
    set('X-Frame-Options', 'DENY')
    set('Referrer-Policy', 'no-referrer')
    set('Cross-Origin-Opener-Policy', 'same-origin')
    set('Cross-Origin-Resource-Policy', 'same-origin')
    set('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()')
    set('Content-Security-Policy', contentSecurityPolicy('', connectSources))
    set('Cache-Control', 'no-store')
    set('X-Request-Id', c.get('requestId'))
  })
}

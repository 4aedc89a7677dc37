import { randomUUID } from 'node:crypto'
import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { ProblemError } from './contract/problem.ts'
import { appRoutes } from './routes/apps.ts'
import { guardOrigin, requireActor } from './routes/access.ts'
import type { AppDependencies } from './routes/dependencies.ts'
import { callbackRoutes } from './routes/callbacks.ts'
import { documentRoutes } from './routes/documents.ts'
import { createErrorHandler, methodsOf } from './routes/errors.ts'
import { eventRoutes } from './routes/events.ts'
import { exportRoutes } from './routes/exports.ts'
import { forecastRoutes } from './routes/forecast.ts'
import { healthRoutes } from './routes/health.ts'
import { createRouter, notFound, type AppEnv } from './routes/http.ts'
import { openApiConfiguration } from './routes/open-api.ts'
import { orderRoutes } from './routes/orders.ts'
import { packageRoutes } from './routes/packages.ts'
import { pageRoutes } from './routes/pages.ts'
import { priceBookRoutes } from './routes/price-book.ts'
import { priceRoutes } from './routes/prices.ts'
import { providerRoutes } from './routes/providers.ts'
import { recognitionRoutes } from './routes/recognitions.ts'
import { reviewRoutes } from './routes/reviews.ts'
import { securityHeaders } from './routes/security-headers.ts'
import { sandboxRoutes } from './routes/sandbox.ts'
import { sessionRoutes } from './routes/session.ts'
import { signInRoutes } from './routes/sign-in.ts'
import { staticFiles } from './routes/static-files.ts'
import { uploadRoutes } from './routes/uploads.ts'
import { qualityRoutes } from './routes/quality.ts'
import { usageRoutes } from './routes/usage.ts'
import { userRoutes } from './routes/users.ts'
import { warningRoutes } from './routes/warnings.ts'
import { webhookRoutes } from './routes/webhooks.ts'
import { whatIfRoutes } from './routes/what-if.ts'

export type { AppDependencies } from './routes/dependencies.ts'

/** 500 change-sets of a long document fit; a file is no JSON and has its own limit. */
const maxJsonBytes = 16 * 1024 * 1024

/** The application: every route, and before them who may come in. Opens nothing and reads no environment. */
export function createApp(deps: AppDependencies) {
  const app = new OpenAPIHono<AppEnv>()
  app.onError(createErrorHandler(deps.log))
  app.use(
    createMiddleware<AppEnv>(async (c, next) => {
      c.set('requestId', randomUUID())
      // No text column can hold it, and nothing of ours is named with it.
      if (new URL(c.req.url).pathname.includes('%00')) throw notFound('address')
      await next()
    }),
  )
  app.use(securityHeaders(deps))
  app.use(guardOrigin(deps))
  app.use('/api/v1/*', async (c, next) => {
    const isFile = c.req.method === 'POST' && c.req.path === '/api/v1/recognitions'
    if (isFile) return next()
    return bodyLimit({
      maxSize: maxJsonBytes,
      onError: () => {
        throw bodyTooLarge()
      },
    })(c, next)
  })
  const actor = requireActor(deps)
  app.use('/api/v1/*', (c, next) => (c.req.path === '/api/v1/openapi.json' ? next() : actor(c, next)))
  app.use('/api/v1/:what{packages|orders}/*', async (c, next) => {
    await next()
    // Packages that came or went: how much of them is used is another question now.
    if (c.req.method !== 'GET') deps.quotaWatch.poke()
  })

  const api = createRouter()
    .route('/', sessionRoutes(deps))
    .route('/', userRoutes(deps))
    .route('/', providerRoutes(deps))
    .route('/', uploadRoutes(deps))
    .route('/', documentRoutes(deps))
    .route('/', pageRoutes(deps))
    .route('/', reviewRoutes(deps))
    .route('/', recognitionRoutes(deps))
    .route('/', exportRoutes(deps))
    .route('/', sandboxRoutes(deps))
    .route('/', packageRoutes(deps))
    .route('/', priceRoutes(deps))
    .route('/', forecastRoutes(deps))
    .route('/', orderRoutes(deps))
    .route('/', priceBookRoutes(deps))
    .route('/', usageRoutes(deps))
    .route('/', warningRoutes(deps))
    .route('/', whatIfRoutes(deps))
    .route('/', webhookRoutes(deps))
    .route('/', qualityRoutes(deps))
    .route('/', appRoutes(deps))
    .route('/', eventRoutes(deps))
  const routed = app.route('/', healthRoutes(deps)).route('/api/v1', api)
  routed.doc31('/api/v1/openapi.json', openApiConfiguration(deps))
  routed.openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' })
  routed.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'fieldproof_session',
  })
  routed.post('/objects/', (c) => deps.objects.acceptPost(c.req.raw))
  routed.route('/', callbackRoutes(deps))
  routed.route('/', signInRoutes(deps))
  if (deps.staticDirectory !== undefined) routed.get('*', staticFiles(deps.staticDirectory, deps.connectSources))
  routed.notFound((c) => {
    const methods = methodsOf(routed.routes, c.req.path)
    if (methods.length === 0) throw notFound('address')
    c.header('Allow', methods.join(', '))
    throw methodNotAllowed(c.req.method, methods)
  })
  return routed
}

/** The type that the browser's client is made from (src/api/client.ts). */
export type AppType = ReturnType<typeof createApp>

function bodyTooLarge(): ProblemError {
  return new ProblemError({
    title: 'The body is too large',
    status: 413,
    code: 'body-too-large',
    detail: `At most ${maxJsonBytes} bytes of JSON are taken.`,
    action: 'Send it in several requests.',
    parameters: { maxBytes: maxJsonBytes },
    retryable: false,
    whoseFault: 'caller',
  })
}

function methodNotAllowed(method: string, allowed: readonly string[]): ProblemError {
  return new ProblemError({
    title: 'This address does not take this method',
    status: 405,
    code: 'method-not-allowed',
    detail: `${method} is not among ${allowed.join(', ')}.`,
    retryable: false,
    whoseFault: 'caller',
  })
}

import { createRoute } from '@hono/zod-openapi'
import { demand } from '../auth/permissions.ts'
import { ProblemError } from '../contract/problem.ts'
import { faultRequestSchema, sandboxSchema } from '../contract/sandbox.ts'
import type { AppDependencies } from './dependencies.ts'
import { createRouter, json, jsonBody, problems } from './http.ts'

const tags = ['Sandbox']

const read = createRoute({
  method: 'get',
  path: '/sandbox',
  tags,
  summary: 'Where the stand-ins of the clouds answer, and which faults are switched on',
  responses: { 200: json(sandboxSchema, 'The sandbox.'), ...problems() },
})

const setFault = createRoute({
  method: 'put',
  path: '/sandbox/faults',
  tags,
  summary: "Switch a fault of one provider's stand-in on or off",
  request: { body: jsonBody(faultRequestSchema) },
  responses: { 200: json(sandboxSchema, 'The sandbox as it is now.'), ...problems(409) },
})

export function sandboxRoutes({ sandbox }: AppDependencies) {
  const describe = () => ({
    origin: sandbox?.origin ?? null,
    faults: sandbox?.faults.list() ?? {},
    left: sandbox?.accounts.left() ?? {},
  })
  return createRouter()
    .openapi(read, (c) => {
      demand(c.get('actor'), 'read')
      return c.json(describe(), 200)
    })
    .openapi(setFault, (c) => {
      demand(c.get('actor'), 'manage-providers')
      if (!sandbox) throw noSandbox()
      const { provider, fault, times } = c.req.valid('json')
      sandbox.faults.set(provider, fault, times)
      return c.json(describe(), 200)
    })
}

function noSandbox(): ProblemError {
  return new ProblemError({
    title: 'There are no stand-ins',
    status: 409,
    code: 'sandbox-off',
    detail: 'SANDBOX_PORT is off.',
    action: 'Start the console without SANDBOX_PORT=off.',
    retryable: false,
    whoseFault: 'configuration',
  })
}

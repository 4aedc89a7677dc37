import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import { createTestApp, testOrigin } from './testing.ts'

interface Operation {
  summary?: string
  tags?: string[]
  parameters?: { name: string; in: string; required?: boolean }[]
  requestBody?: { required?: boolean; content: Record<string, { schema: object }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>
}
interface Description {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { securitySchemes: object }
}

let database: TestDatabase
let description: Description
let routes: { method: string; path: string }[]
beforeAll(async () => {
  database = await openTestDatabase()
  const { app } = createTestApp(database.db)
  description = (await (await app.request(`${testOrigin}/api/v1/openapi.json`)).json()) as Description
  routes = app.routes
})
afterAll(() => database.close())

const operations = () =>
  Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )

test('every route of the API is in it, and nothing else', () => {
  const served = routes
    .filter(
      ({ method, path }) =>
        method !== 'ALL' &&
        !path.includes('*') &&
        /^\/(api|healthz|readyz)/.test(path) &&
        !path.endsWith('openapi.json'),
    )
    .map(({ method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
  expect(
    operations()
      .map(({ path, method }) => `${method} ${path}`)
      .sort(),
  ).toEqual([...new Set(served)].sort())
  expect(served.length).toBeGreaterThan(25)
})

test('every operation says what it does, what it takes, and which problems it answers', () => {
  expect(description.openapi).toBe('3.1.0')
  for (const { path, method, operation } of operations()) {
    const name = `${method} ${path}`
    expect([name, operation.summary]).not.toEqual([name, undefined])
    const declared = (operation.parameters ?? [])
      .filter((parameter) => parameter.in === 'path')
      .map((parameter) => parameter.name)
    expect([name, declared]).toEqual([name, [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter)])
    const statuses = Object.keys(operation.responses)
    for (const status of ['400', '401', '403', '500'])
      expect([name, statuses]).toEqual([name, expect.arrayContaining([status])])
    const failures = Object.entries(operation.responses).filter(([status]) => Number(status) >= 400)
    const forms = new Set(failures.flatMap(([, { content }]) => Object.keys(content ?? { nothing: {} })))
    expect([name, [...forms]]).toEqual([name, ['application/problem+json']])
    // What is paid here needs no word of a payment elsewhere. A picture may be named by an address in the query in place of a body.
    const isOptional = ['post /api/v1/recognitions', 'post /api/v1/orders/{id}/pay'].includes(name)
    expect([name, operation.requestBody?.required ?? true]).toEqual([name, !isOptional])
  }
})

test('every reference leads somewhere and every schema says its type', () => {
  const references = [...JSON.stringify(description).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path!)
  for (const reference of references) {
    const target = reference
      .split('/')
      .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], description)
    expect([reference, target]).not.toEqual([reference, undefined])
  }
  const list = description.paths['/api/v1/documents']!['get']!
  const names = list.parameters!.map(({ name }) => name)
  expect(names).toEqual([
    'state',
    'kind',
    'provider',
    'search',
    'confidenceBelow',
    'openChecks',
    'who',
    'from',
    'to',
    'sort',
    'cursor',
    'limit',
  ])
  const answer = list.responses['200']!.content!['application/json']!.schema
  expect(answer).toMatchObject({ type: 'object', required: ['items', 'nextCursor', 'total'] })
})

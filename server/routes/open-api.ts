import type { AppDependencies } from './dependencies.ts'

/** What stands at the head of /api/v1/openapi.json; the rest comes from the routes and their schemas. */
export function openApiConfiguration({ access }: Pick<AppDependencies, 'access'>) {
  return () => ({
    openapi: '3.1.0',
    info: {
      title: 'Fieldproof',
      version: '1',
      description:
        'Every failure is an RFC 9457 problem with `code`, `retryable` and `whoseFault`. Coordinates are pixels of the upright page; moments are ISO 8601 in UTC; a confidence of null was not reported.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: access
      .origins()
      .slice(0, 1)
      .map((url) => ({ url })),
    security: [{ token: [] }, { session: [] }] as Record<string, string[]>[],
  })
}

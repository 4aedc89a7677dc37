import { queryOptions } from '@tanstack/react-query'
import { call, type ApiAnswer } from './client.ts'

export type WebhookCreated = ApiAnswer<'/api/v1/webhooks', '$post'>

/** Addresses that are told of warnings, each with its newest deliveries; administrators only. */
export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: async ({ signal }) => (await call('$get', '/api/v1/webhooks', { signal })).items,
})

/** Adds an address; the answer holds the secret, which is shown once. */
export function addWebhook(url: string): Promise<WebhookCreated> {
  return call('$post', '/api/v1/webhooks', { body: { url } })
}

export async function removeWebhook(id: string): Promise<void> {
  await call('$delete', '/api/v1/webhooks/:id', { param: { id } })
}

/** Sends a test and answers what became of the first attempt. */
export function testWebhook(id: string) {
  return call('$post', '/api/v1/webhooks/:id/test', { param: { id } })
}

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import type { ServerProcess } from '../../e2e/server-process.ts'

async function send(server: ServerProcess, path: string, body: unknown): Promise<unknown> {
  const answer = await server.call(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  return answer.json()
}

async function readCard(server: ServerProcess, card: Uint8Array, order: Record<string, string>): Promise<void> {
  const query = new URLSearchParams({ ...order, name: 'id-card-front-1.jpg' })
  const answer = await server.call(`/api/v1/recognitions?${query}`, { method: 'POST', body: Buffer.from(card) })
  if (!answer.ok) throw new Error(`The card was not read: ${answer.status}`)
}

/** Packages at 80 and at 100 % of two clouds, and a webhook that was told of it beside one that nobody listens to. */
export async function fillWarnings(server: ServerProcess, card: Uint8Array): Promise<void> {
  const receiver = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(204).end())
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const { port } = receiver.address() as AddressInfo
  const urls = [`http://127.0.0.1:${port}/fieldproof/warnings`, 'http://127.0.0.1:1/nobody-listens']
  for (const url of urls) {
    const { webhook } = (await send(server, '/api/v1/webhooks', { url })) as { webhook: { id: string } }
    await send(server, `/api/v1/webhooks/${webhook.id}/test`, {})
  }
  const packages = [
    [{ provider: 'ctyun', capability: 'ctyun.ocr.idcard' }, 5, 4, {}],
    [{ provider: 'aliyun-viapi', capability: 'RecognizeIdentityCard' }, 2, 2, { Side: 'face' }],
  ] as const
  for (const [recogniser, calls, used, parameters] of packages) {
    await send(server, '/api/v1/packages', { ...recogniser, calls, validDays: 60 })
    for (let count = 0; count < used; count += 1) await readCard(server, card, { ...recogniser, ...parameters })
  }
  // Warnings are raised within a moment of the last call.
  for (let tries = 0; tries < 50; tries += 1) {
    const { items } = (await (await server.call('/api/v1/warnings')).json()) as { items: unknown[] }
    if (items.length === packages.length) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  receiver.close()
}

/** The banners over the explorer, the price on its button, what must be seen first, and the webhooks of the settings. */
export async function warningStates(
  page: Page,
  { origin, take }: { origin: string; take: (state: string) => Promise<void> },
): Promise<void> {
  await page.goto(`${origin}/explorer?provider=aliyun-viapi&capability=RecognizeIdentityCard`)
  await page.locator('[data-sample="id-card-front-1.jpg"]').click()
  await page.getByTestId('beyond-packages').waitFor()
  await take('warnings-explorer')
  await page.goto(`${origin}/settings`)
  const hooks = page.getByTestId('webhook')
  await hooks.last().waitFor()
  await hooks.last().scrollIntoViewIfNeeded()
  await take('warnings-webhooks')
}

import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { DocumentsPage } from './page-models/documents-page.ts'
import { ExplorerPage } from './page-models/explorer-page.ts'
import type { ServerProcess } from './server-process.ts'
import { expect, newSignInLink, test } from './shared-server.ts'

test.use({ sandbox: true })

interface Received {
  headers: IncomingHttpHeaders
  body: string
}

/** Somebody's own program that is told of warnings. */
async function startReceiver(): Promise<{ url: string; received: Received[]; close: () => void }> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/fieldproof`,
    received,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

const send = async (server: ServerProcess, path: string, method: string, body: unknown) => {
  const answer = await server.call(path, {
    method,
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  })
  expect(answer.ok, `${path} answered ${answer.status}`).toBe(true)
}
const grant = (server: ServerProcess, provider: string, capability: string, calls: number) =>
  send(server, '/api/v1/packages', 'POST', { provider, capability, calls, validDays: 30 })
const banner = (page: Page, level: number) => page.locator(`[data-level="${level}"]`)

test('packages come to their end: the price on the button, warnings, webhooks, and on at a price that was seen', async ({
  page,
  server,
  browser,
}) => {
  const receiver = await startReceiver()
  let secret = ''
  await test.step('an administrator enters where warnings go, sees the secret once, and tests it', async () => {
    await page.goto(`${server.origin}/settings`)
    const section = page.getByRole('region').or(page.locator('section')).filter({ hasText: 'Webhooks' }).last()
    await section.getByLabel('Address').fill('http://169.254.169.254/latest')
    await section.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(section.getByText('Nothing is sent to this address')).toBeVisible()
    await section.getByLabel('Address').fill(receiver.url)
    await section.getByRole('button', { name: 'Add', exact: true }).click()
    secret = await page.getByTestId('webhook-secret').innerText()
    await page.getByRole('button', { name: 'Close' }).last().click()
    await page.getByRole('button', { name: `Send a test to ${receiver.url}` }).click()
    await expect(page.getByTestId('delivery')).toHaveAttribute('data-state', 'delivered')
    await expect(page.getByTestId('delivery')).toContainText('answered 204')
    await expectAccessible(page, 'webhooks in the settings', '[data-testid="webhook"]')
  })

  const explorer = new ExplorerPage(page)
  await grant(server, 'ctyun', 'ctyun.ocr.idcard', 2)
  await test.step('the Run button says what a call costs', async () => {
    await page.goto(`${server.origin}/explorer?provider=ctyun&capability=ctyun.ocr.business-license`)
    await expect(explorer.run).toHaveText(/^Run · free/u)
    await page.goto(`${server.origin}/explorer?provider=aliyun-viapi&capability=RecognizeIdentityCard`)
    await expect(explorer.run).toHaveText(/^Run · ¥0\.08/u)
    await expect(page.getByText('Sandbox: the cloud charges nothing for it.')).toBeVisible()
    await page.goto(`${server.origin}/explorer?provider=ctyun&capability=ctyun.ocr.idcard`)
    await expect(explorer.run).toHaveText(/^Run · 1 call of package/u)
  })

  await test.step('the last call of the packages: a banner that nobody misses, at once', async () => {
    await explorer.chooseSample('id-card-front-1.jpg')
    await explorer.run.click()
    await explorer.expectResult()
    await explorer.run.click()
    await expect(banner(page, 100)).toBeVisible()
    await expect(banner(page, 100)).toHaveRole('alert')
    await expect(banner(page, 100)).toContainText('Every further call is refused until there is a new package.')
    await expect(explorer.run).toHaveText(/^Run · no package left/u)
    await expectAccessible(page, 'a banner at 100 %', '[data-level="100"]')
  })

  await test.step('the webhook was told of each level once, signed', async () => {
    await expect.poll(() => receiver.received.length).toBe(4)
    const levels = receiver.received.slice(1).map(({ headers, body }) => {
      const stamp = String(headers['fieldproof-timestamp'])
      const hmac = createHmac('sha256', secret).update(`${stamp}.${body}`).digest('hex')
      expect(headers['fieldproof-signature']).toBe(`v1=${hmac}`)
      const event = JSON.parse(body) as { id: string; data: { level: number; left: number } }
      expect(headers['fieldproof-delivery']).toBe(event.id)
      expect(event.data.left).toBe(0)
      return event.data.level
    })
    expect(new Set(levels)).toEqual(new Set([80, 95, 100]))
  })

  await test.step('where calls go on at a price, nothing is sent before the person has seen it', async () => {
    await page.getByRole('button', { name: /^Seen: CTyun/u }).click()
    await expect(banner(page, 100)).toBeHidden()
    await grant(server, 'aliyun-viapi', 'RecognizeIdentityCard', 1)
    await page.goto(`${server.origin}/explorer?provider=aliyun-viapi&capability=RecognizeIdentityCard`)
    await explorer.chooseSample('id-card-front-1.jpg')
    await expect(explorer.run).toHaveText(/^Run · 1 call of package/u)
    await explorer.run.click()
    await explorer.expectResult()
    await expect(banner(page, 100)).toContainText('Every further call is paid by itself.')
    await expect(explorer.run).toHaveText(/^Run · ¥0\.08/u)
    await expect(explorer.run).toBeDisabled()
    await expectAccessible(page, 'on at a price', '[data-testid="beyond-packages"]')
  })

  await test.step('a batch whose price cannot be had is held with everything in it, until it can be and is agreed to', async () => {
    const documents = new DocumentsPage(page)
    const prices = '**/api/v1/prices?*'
    const name = 'id-card-front-1.jpg'
    const sent: string[] = []
    page.on('request', (request) => request.method() === 'POST' && sent.push(new URL(request.url()).pathname))
    await page.route(prices, (route) =>
      route.fulfill({ status: 404, json: { code: 'gone', title: 'No prices today' } }),
    )
    await page.goto(`${server.origin}/documents`)
    await documents.chooseKind(/^Chinese resident ID card: .*portrait/iu, 'viapi')
    await documents.drop([{ name, type: 'image/jpeg', bytes: await readFile(`public/samples/${name}`) }])
    const unknown = page.getByTestId('price-unknown')
    await expect(unknown).toContainText('The price cannot be had now. No prices today')
    await expect(unknown).toContainText('Nothing was sent, and nothing is lost: try again.')
    await expect(documents.file(name)).toHaveAttribute('data-stage', 'ready')
    const start = page.getByRole('button', { name: /^Send 1 file/u })
    await expect(start).toBeDisabled()
    await expectAccessible(page, 'a price that cannot be had', '[data-testid="price-unknown"]')
    await page.unroute(prices)
    await unknown.getByRole('button', { name: 'Try again' }).click()
    await expect(start).toHaveText('Send 1 file · ¥0.08')
    await expect(start).toBeDisabled()
    expect(sent).toEqual([])
    await page.getByRole('button', { name: 'Seen: go on at a price' }).click()
    await start.click()
    await expect(documents.file(name)).not.toHaveAttribute('data-stage', 'ready')
    await expect.poll(() => sent).toContain('/api/v1/uploads')
  })

  await test.step('and what was agreed to goes on', async () => {
    await page.goto(`${server.origin}/explorer?provider=aliyun-viapi&capability=RecognizeIdentityCard`)
    await explorer.chooseSample('id-card-front-1.jpg')
    await expect(explorer.run).toBeEnabled()
    await expect(banner(page, 100)).toBeHidden()
    await explorer.run.click()
    await explorer.expectResult()
  })

  await test.step('it was put away by this person only', async () => {
    const context = await browser.newContext()
    const other = await context.newPage()
    await other.goto(await newSignInLink(server, 'Grace Reviewer', 'reviewer'))
    await expect(banner(other, 100)).toHaveCount(2)
    await context.close()
  })
  receiver.close()
})

import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import type { ServerProcess } from '../../e2e/server-process.ts'
import type { App } from '../../server/contract/apps.ts'

interface Made {
  app: App
  appSecret: string
}

async function send(server: ServerProcess, path: string, method: string, body?: unknown): Promise<unknown> {
  const answer = await server.call(path, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return answer.status === 204 ? null : answer.json()
}

/** Two apps, one of them with rules, an EncKey and some calls: read, failed, and turned away. Its id. */
export async function fillApps(server: ServerProcess, samples: string): Promise<string> {
  const { app, appSecret } = (await send(server, '/api/v1/apps', 'POST', {
    name: 'Counter_7',
    description: 'The scanner at counter 7',
    enabled: ['local/*', 'aliyun-viapi/*'],
    region: 'CN-GD',
    callsPerMinute: 60,
  })) as Made
  await send(server, `/api/v1/apps/${app.id}/enc-key`, 'POST')
  await send(server, '/api/v1/apps', 'POST', { name: '报销系统', description: '财务部报销审核' })
  const Authorization = `Basic ${Buffer.from(`${app.appKey}:${appSecret}`).toString('base64')}`
  const call = async (provider: string, capability: string, sample: string) => {
    const query = new URLSearchParams({ provider, capability, name: sample })
    const body = await readFile(`${samples}${sample}`)
    await fetch(`${server.origin}/api/v1/recognitions?${query}`, { method: 'POST', headers: { Authorization }, body })
  }
  await call('aliyun-viapi', 'RecognizeBankCard', 'bank-card-1.jpg')
  await call('aliyun-viapi', 'RecognizeTrainTicket', 'train-ticket-1.jpg')
  await call('aliyun-viapi', 'RecognizeBankCard', 'quota-invoice-1.jpg')
  await call('local', 'bank-card', 'bank-card-1.jpg')
  await call('ctyun', 'ctyun.ocr.plate', 'licence-plate-1.jpg')
  return app.id
}

interface Place {
  origin: string
  /** The app that `fillApps` called with. */
  app: string
  take: (state: string) => Promise<void>
}

/** Every page and state of the apps. */
export async function appStates(page: Page, { origin, app, take }: Place): Promise<void> {
  await page.goto(`${origin}/apps`)
  await page.locator('[data-app]').nth(2).waitFor()
  await take('apps')
  await page.getByRole('button', { name: 'New app' }).click()
  await page.getByLabel('Name').fill('1st-app')
  await take('apps-create')
  await page.keyboard.press('Escape')
  await page.goto(`${origin}/apps/${app}?mode=sandbox`)
  await page
    .getByRole('link', { name: /2026|202\d/ })
    .first()
    .waitFor()
  await take('apps-monitoring')
  for (const [tab, shown] of [
    ['capabilities', 'Enabled capabilities'],
    ['credentials', 'Call it'],
  ] as const) {
    await page.goto(`${origin}/apps/${app}?tab=${tab}`)
    await page.getByRole('heading', { name: shown }).waitFor()
    await take(`apps-${tab}`)
  }
  await page.goto(`${origin}/apps/${app}?tab=capabilities&choose=true`)
  await page.getByRole('searchbox', { name: 'Search capabilities' }).waitFor()
  await take('apps-choose')
  await page.goto(`${origin}/apps/${app}?tab=rules`)
  await page.getByRole('button', { name: 'Save' }).waitFor()
  await take('apps-rules')
}

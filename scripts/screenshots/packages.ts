import type { Page } from '@playwright/test'
import { PackagesPage } from '../../e2e/page-models/packages-page.ts'
import type { ServerProcess } from '../../e2e/server-process.ts'

/** Buys, grants, uses up and prices a little of everything, so that every state of packages is there to be seen. */
export async function fillPackages(server: ServerProcess, samples: { plate: Uint8Array }): Promise<void> {
  const post = async (path: string, body: unknown, method = 'POST') => {
    const answer = await server.call(`/api/v1${path}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as { id: string }
  }
  const buy = async (provider: string, ...lines: { size: string; quantity: number }[]) => {
    const { id } = await post('/orders', { provider, lines, agreed: true })
    await post(`/orders/${id}/pay`, {})
    return id
  }
  await post('/packages', { provider: 'ctyun', capability: 'ctyun.ocr.plate', calls: 2, validDays: 30 })
  const query = new URLSearchParams({ provider: 'ctyun', capability: 'ctyun.ocr.plate', name: 'plate' })
  for (let count = 0; count < 2; count += 1) {
    await server.call(`/api/v1/recognitions?${query}`, { method: 'POST', body: Buffer.from(samples.plate) })
  }
  await buy('ctyun', { size: 'ctyun.ocr.idcard.100000', quantity: 2 })
  await buy('aliyun-viapi', { size: 'viapi_ocr1_bag.1000', quantity: 1 })
  const given = await buy('ctyun', { size: 'ctyun.ocr.general.100000', quantity: 1 })
  await post(`/orders/${given}/refund`, {})
  await post('/orders', { provider: 'ctyun', lines: [{ size: 'ctyun.ocr.plate.100000', quantity: 1 }], agreed: true })
  const tiers = [
    { upTo: 10_000, price: 1200 },
    { upTo: null, price: 800 },
  ]
  const sizes = [{ calls: 10_000, price: 90_000 }]
  const passport = { provider: 'huawei-ocr', capability: 'huawei.ocr.passport' }
  await post('/price-book', { ...passport, tiers, sizes, validityYears: 1 }, 'PUT')
}

/** The packages, every step of a purchase, orders, reconciling and the price book. */
export async function packageStates(
  page: Page,
  { origin, take }: { origin: string; take: (state: string) => Promise<void> },
): Promise<void> {
  const packages = new PackagesPage(page)
  await page.goto(`${origin}/packages`)
  await packages.pool('ctyun.ocr.plate').waitFor()
  await take('packages')
  await page.goto(`${origin}/packages?buy=${encodeURIComponent('aliyun-viapi/viapi_ocr1_bag')}`)
  await packages.wizard.waitFor()
  await take('packages-choose')
  await page.goto(`${origin}/packages?buy=${encodeURIComponent('ctyun/ctyun.ocr.plate')}`)
  await packages.choose({ '100,000 calls': 1 })
  await take('packages-confirm')
  await packages.order()
  await take('packages-pay')
  await packages.pay()
  await take('packages-done')
  await page.goto(`${origin}/packages?view=orders`)
  await packages.orders.first().waitFor()
  await take('packages-orders')
  await page.goto(`${origin}/packages?view=prices`)
  await page.locator('[data-capability]').first().waitFor()
  await take('packages-prices')
}

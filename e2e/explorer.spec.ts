import { execFile } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { DirectUpload } from '../server/contract/direct-upload.ts'
import type { Fault } from '../server/contract/sandbox.ts'
import { expectAccessible } from './accessible.ts'
import { readSample, samplesOf } from './operations.ts'
import { ExplorerPage } from './page-models/explorer-page.ts'
import { administratorToken, type ServerProcess } from './server-process.ts'
import { expect, test } from './shared-server.ts'

test.use({ sandbox: true })

async function switchFault(server: ServerProcess, provider: string, fault: Fault | null, times?: number) {
  const answer = await server.call('/api/v1/sandbox/faults', {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ provider, fault, ...(times !== undefined && { times }) }),
  })
  expect(answer.status).toBe(200)
}

test('the request is shown as it was sent, masked, and how it was signed', async ({ page, server }) => {
  const explorer = new ExplorerPage(page)
  await page.goto(`${server.origin}/explorer?provider=aliyun-viapi&capability=RecognizeIdentityCard`)
  await explorer.chooseSample('id-card-front-1.jpg')
  await page.keyboard.press('Control+Enter')
  await explorer.expectResult()

  await explorer.tab('Request').click()
  const recognise = explorer.exchanges('recognise')
  await expect(recognise).toHaveAttribute('open', '')
  await expect(recognise).toContainText('RecognizeIdentityCard')
  await expect(recognise).toContainText('200')
  await expect(recognise).toContainText('••••OXAK')
  const count = await explorer.exchanges().count()
  for (let index = 0; index < count; index += 1) {
    const exchange = explorer.exchanges().nth(index)
    if ((await exchange.getAttribute('open')) === null) await exchange.locator('summary').first().click()
  }
  const shown = await page.locator('main').innerText()
  expect(shown).not.toContain('FPSANDBOXSK')
  expect(shown).not.toContain('FPSANDBOXAK')
  // Nobody can send it again: of every signature only the beginning is there.
  expect([...shown.matchAll(/Signature=([^\s,&]+)/gu)].map(([, signature]) => signature)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^.{4}…$/u)]),
  )

  await explorer.tab('Signing').click()
  const steps = page.getByTestId('signing-step')
  await expect(steps.first()).toBeVisible()
  expect(await steps.count()).toBeGreaterThanOrEqual(2)
  const text = (await steps.allInnerTexts()).join('\n')
  expect(text).toContain('RecognizeIdentityCard')
  expect(text).not.toContain('FPSANDBOXSK')
})

test('values of the raw answer and boxes on the page lead to one another, and it can be searched', async ({
  page,
  server,
}) => {
  const explorer = new ExplorerPage(page)
  await page.goto(`${server.origin}/explorer?provider=ctyun&capability=ctyun.ocr.general`)
  await explorer.chooseSample('general-text-1.jpg')
  await explorer.run.click()
  await explorer.expectResult()
  await explorer.tab('Answer').click()

  const search = page.getByRole('searchbox', { name: 'Search the answer' })
  await search.fill('"name"')
  const matches = page.getByTestId('matches')
  await expect(matches).toHaveText(/^1 of \d+$/)
  const total = Number((await matches.textContent())!.split(' ').at(-1))
  expect(total).toBe(await explorer.boxes.count())
  await search.press('Enter')
  await expect(matches).toHaveText(`2 of ${total}`)
  await search.press('Shift+Enter')
  await search.press('Shift+Enter')
  await expect(matches).toHaveText(`${total} of ${total}`)
  await expect(page.locator('mark[data-current]')).toBeInViewport()
  await search.fill('not to be found')
  await expect(matches).toHaveText('Not found')
  await search.fill('')

  await test.step('from the answer to the page', async () => {
    const link = explorer.links.nth(1)
    const path = (await link.getAttribute('aria-label'))!.replace(/^Show | on the page$/gu, '')
    await link.click()
    const box = explorer.stage.locator(`polygon[data-path="${path}"]`)
    const mark = await box.getAttribute('data-mark')
    await expect(explorer.stage.locator(`polygon[data-lit="chosen"][data-lit-mark="${mark}"]`)).toBeVisible()
    await expect(box).toBeInViewport()
  })
  await test.step('from the page to the answer', async () => {
    await page.getByRole('button', { name: 'Show the whole page' }).click()
    const box = explorer.boxes.last()
    const path = await box.getAttribute('data-path')
    await box.click()
    const row = page.locator(`[data-path="${path}"][data-lit="chosen"]`)
    await expect(row).toBeInViewport()
  })
  await test.step('from the list to the page', async () => {
    await explorer.tab('Result').click()
    await explorer.result.getByRole('button').first().click()
    await expect(explorer.stage.locator('polygon[data-lit="chosen"]')).toHaveAttribute('data-lit-mark', 'line:0')
  })
})

test('an error is explained: what happened, whose fault it is, what to do, in either language', async ({
  page,
  server,
}) => {
  const explorer = new ExplorerPage(page)
  await switchFault(server, 'huawei-ocr', 'package-exhausted', 1)
  await page.goto(`${server.origin}/explorer?provider=huawei-ocr&capability=huawei.ocr.passport`)
  await explorer.chooseSample('passport-1.jpg')
  await explorer.run.click()
  await expect(explorer.error).toBeVisible({ timeout: 45_000 })
  await expect(explorer.error).toContainText('An administrator: a setting or the account')
  const id = new URL(page.url()).searchParams.get('recognition')
  const { error } = await (await server.call(`/api/v1/recognitions/${id}`)).json()
  await expect(explorer.error.getByRole('heading')).toHaveText(error.title)
  await expect(explorer.error).toContainText(error.action)
  await expect(explorer.error.getByText(error.providerCode, { exact: true })).toBeVisible()

  await test.step('in Chinese', async () => {
    await page.getByRole('button', { name: 'Language' }).click()
    await page.getByRole('menuitem', { name: '简体中文' }).click()
    await expect(explorer.error.getByRole('heading')).toHaveText(error.parameters.titleZh)
    await expect(explorer.error).toContainText(error.parameters.detailZh)
    await page.getByRole('button', { name: '语言' }).click()
    await page.getByRole('menuitem', { name: 'English' }).click()
  })
  await test.step('the answer of the cloud is there too, and running again succeeds', async () => {
    await explorer.tab('Answer').click()
    await expect(page.getByRole('region', { name: 'The answer as it came' })).toContainText(error.providerCode)
    await explorer.tab('Error').click()
    await explorer.error.getByRole('button', { name: 'Run again' }).click()
    await explorer.expectResult()
  })
})

test('a reading can be cancelled, and run again', async ({ page, server }) => {
  const explorer = new ExplorerPage(page)
  await switchFault(server, 'ctyun', 'slow', 1)
  await page.goto(`${server.origin}/explorer?provider=ctyun&capability=ctyun.ocr.idcard`)
  await explorer.chooseSample('id-card-front-1.jpg')
  await explorer.run.click()
  await expect(explorer.head).toHaveAttribute('data-status', /queued|running/)
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(explorer.head).toHaveAttribute('data-status', 'failed')
  await expect(explorer.error).toHaveAttribute('data-code', 'recognition-cancelled')
  await switchFault(server, 'ctyun', null)
  await explorer.run.click()
  await explorer.expectResult()
})

test('the curl line runs the same recognition, and holds no key', async ({ page, server }) => {
  const explorer = new ExplorerPage(page)
  const file = 'id-card-back-1.jpg'
  await page.goto(`${server.origin}/explorer?provider=aliyun-viapi&capability=RecognizeIdentityCard`)
  await explorer.setParameter('Side', 'back')
  await explorer.chooseSample(file)
  await explorer.tab('Curl').click()
  const line = (await page.getByTestId('curl').textContent())!
  expect(line).not.toMatch(/FPSANDBOX|secret/iu)
  expect(line).not.toContain(administratorToken)

  const folder = await mkdtemp(join(tmpdir(), 'fieldproof-curl-'))
  try {
    await writeFile(join(folder, file), await readSample(file))
    const environment = { PATH: process.env['PATH'], FIELDPROOF_TOKEN: administratorToken }
    const { stdout } = await promisify(execFile)('/bin/sh', ['-c', line], { cwd: folder, env: environment })
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'succeeded',
      provider: 'aliyun-viapi',
      capability: 'RecognizeIdentityCard',
      kind: 'id-card-back',
      mode: 'sandbox',
    })
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('a direct upload goes from the browser to the store, and goes on with a new policy where the first has expired', async ({
  page,
  server,
}) => {
  const explorer = new ExplorerPage(page)
  const { origin } = (await (await server.call('/api/v1/sandbox')).json()) as { origin: string }
  const [file] = await samplesOf('icp-filing')

  // The first policy has run out by the store's clock: signed as the provider signs, so that the store itself says so.
  let policies = 0
  await page.route('**/api/v1/direct-uploads', async (route) => {
    policies += 1
    const answer = await route.fetch()
    const grant = (await answer.json()) as DirectUpload
    if (policies === 1) {
      const fields = new Map(grant.fields)
      const policy = JSON.parse(Buffer.from(fields.get('policy')!, 'base64').toString()) as object
      const expired = Buffer.from(JSON.stringify({ ...policy, expiration: '2020-01-01T00:00:00.000Z' })).toString(
        'base64',
      )
      fields.set('policy', expired)
      fields.set('Signature', createHmac('sha1', 'FPSANDBOXSTORESK').update(expired).digest('base64'))
      grant.fields = [...fields]
    }
    await route.fulfill({ response: answer, json: grant })
  })
  const posts: number[] = []
  page.on('response', (response) => {
    if (response.url().startsWith(origin) && response.request().method() === 'POST') posts.push(response.status())
  })

  await page.goto(`${server.origin}/explorer?provider=aliyun-dysms&capability=GetSmsOcrOssInfo`)
  await expect(page.getByRole('form', { name: 'Request' })).toContainText('straight into the provider’s store')
  await explorer.chooseSample(file!)
  await explorer.run.click()
  await explorer.expectResult()
  expect(policies).toBe(2)
  expect(posts).toEqual([403, 200])
})

test('a file that breaks a limit is refused before anything is sent, and a wrong parameter too', async ({
  page,
  server,
}) => {
  const explorer = new ExplorerPage(page)
  await page.goto(`${server.origin}/explorer?provider=aliyun-viapi&capability=RecognizeCharacter`)
  const sent: string[] = []
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()))
  await explorer.chooseSample('general-text-1.jpg')
  await expect(explorer.run).toBeEnabled()
  await page.getByRole('textbox', { name: /MinHeight/ }).fill('many')
  await expect(page.getByText('This has to be a number')).toBeVisible()
  await expect(explorer.run).toBeDisabled()
  await page.getByRole('textbox', { name: /MinHeight/ }).fill('10')
  await explorer.chooseFile({ name: 'page.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF') })
  await expect(page.getByRole('alert')).toContainText('PDF is not accepted by this recogniser')
  await expect(explorer.run).toBeDisabled()
  await page.keyboard.press('Control+Enter')
  expect(sent).toEqual([])
})

test('the place is in the URL: another tab shows the same result, and back leads to the form before it', async ({
  page,
  server,
}) => {
  const explorer = new ExplorerPage(page)
  await page.goto(`${server.origin}/explorer`)
  await explorer.choose('ctyun', 'ctyun.ocr.idcard')
  await explorer.chooseSample('id-card-front-2.jpg')
  await explorer.run.click()
  await explorer.expectResult()
  const recognition = new URL(page.url()).searchParams.get('recognition')
  const other = await page.context().newPage()
  await other.goto(`${server.origin}/explorer?recognition=${recognition}`)
  await new ExplorerPage(other).expectResult()
  await expect(other).toHaveURL(/provider=ctyun&capability=ctyun\.ocr\.idcard/)
  await other.getByRole('link', { name: 'Open in the workbench' }).click()
  await expect(other.getByTestId('workbench')).toBeVisible()
  await other.close()
  await page.goBack()
  await expect(explorer.result).toBeHidden()
  await expect(page).not.toHaveURL(/recognition=/)
})

const windows = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } }
// Each language and each size once: what differs between them differs in one or the other.
for (const [locale, size] of [
  ['en', 'wide'],
  ['zh-CN', 'narrow'],
  ['ar', 'narrow'],
] as const) {
  test.describe(`${locale}, ${size}`, () => {
    test.use({ viewport: windows[size], locale })

    test('axe finds nothing serious in the explorer, light and dark', async ({ page, server }) => {
      test.setTimeout(180_000)
      const body = await readSample('general-text-1.jpg')
      const order = await server.call('/api/v1/recognitions?provider=ctyun&capability=ctyun.ocr.general', {
        method: 'POST',
        body: new Uint8Array(body),
        headers: { 'Content-Type': 'application/octet-stream' },
      })
      const { id } = (await order.json()) as { id: string }
      await page.goto(`${server.origin}/explorer?recognition=${id}`)
      await expect(page.getByTestId('canonical-result')).toBeVisible()
      await expectAccessible(page, 'explorer with a result')
      for (const tab of (await page.getByRole('tab').all()).slice(1)) {
        await tab.click()
        await expectAccessible(page, `explorer, ${await tab.textContent()}`, '[role="tabpanel"]')
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 'sideways').toBe(0)
    })
  })
}

import { badFiles } from './bad-files.ts'
import { specimenFile } from './documents.ts'
import { DocumentsPage } from './page-models/documents-page.ts'
import { expect, test } from './shared-server.ts'

test('every bad file gets its own words beside it, none of those that break a limit is sent, and the good one goes on', async ({
  page,
}) => {
  const documents = new DocumentsPage(page)
  const good = await specimenFile('id-card-front', 51, 'good')
  const bad = badFiles(good.bytes)
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/v1/uploads')) {
      sent.push((request.postDataJSON() as { name: string }).name)
    }
  })
  const posts: string[] = []
  page.on('request', (request) => new URL(request.url()).pathname.startsWith('/objects/') && posts.push(request.url()))

  await documents.chooseKind('Chinese ID card, portrait side')
  // The good one in the middle: neither those before nor those after it stop it.
  await documents.drop([...bad.slice(0, 4).map(({ file }) => file), good, ...bad.slice(4).map(({ file }) => file)])
  await documents.expectState(good.name, 'review')
  for (const { file, stage, words } of bad) {
    const line = await documents.fileInSight(file.name)
    await expect(line, file.name).toHaveAttribute('data-stage', stage)
    await expect(line).toContainText(words)
  }
  await expect(documents.file('good')).toHaveCount(1)
  await expect(documents.rows).toHaveCount(1)
  expect(sent.toSorted()).toEqual(
    [good.name, ...bad.filter(({ stage }) => stage === 'failed').map(({ file }) => file.name)].toSorted(),
  )
  expect(posts).toHaveLength(sent.length)
})

test('a name with path parts and control characters is shown without them, on the way in and afterwards', async ({
  page,
}) => {
  const documents = new DocumentsPage(page)
  const { bytes, type } = await specimenFile('id-card-front', 52, 'named')
  await documents.chooseKind('Chinese ID card, portrait side')
  await documents.drop([
    { name: '..\\..\\etc\\passwd\u0007\u202Egpj.exe\u0000.jpg', type, bytes },
    { name: '..\\secret\\empty\u202Egnp.jpg', type, bytes: Buffer.alloc(0) },
  ])
  await documents.expectState('passwdgpj.exe.jpg', 'review')
  await expect(documents.file('emptygnp.jpg')).toHaveAttribute('data-stage', 'held')
  await expect(documents.rows).toHaveCount(1)
  expect(await page.locator('body').innerHTML()).not.toMatch(/(?![\n\t])\p{Cc}|\u202E|etc\\|secret/u)
})

test('the same bytes are noticed and offered, not added twice', async ({ page }) => {
  const documents = new DocumentsPage(page)
  const card = await specimenFile('id-card-front', 53, 'card')
  const again = { ...card, name: 'the-same-again.jpg' }
  await documents.chooseKind('Chinese ID card, portrait side')
  // Twice in one drop, and once more later.
  await documents.drop([card, again])
  await documents.expectState('card', 'review')
  const line = documents.file(again.name)
  await expect(line).toHaveAttribute('data-stage', 'duplicate')
  await expect(line).toContainText(`The same file is there already: ${card.name}`)
  await expect(documents.rows).toHaveCount(1)
  const id = await documents.row('card').getAttribute('data-document')

  await line.getByRole('button', { name: 'Add anyway' }).click()
  await documents.expectState(again.name, 'review')
  await expect(documents.rows).toHaveCount(2)

  await documents.drop([{ ...card, name: 'once-more.jpg' }])
  await documents.file('once-more').getByRole('button', { name: 'Open the one that is there' }).click()
  await expect(page.getByTestId('workbench')).toHaveAttribute('data-document', id!)
})

test('an upload can be cancelled, and one that was cut off can be tried again', async ({ page }) => {
  const documents = new DocumentsPage(page)
  const [first, second] = [
    await specimenFile('id-card-front', 54, 'one'),
    await specimenFile('id-card-front', 55, 'two'),
  ]
  await documents.chooseKind('Chinese ID card, portrait side')

  await page.route('**/objects/**', () => undefined)
  await documents.drop([first])
  await expect(documents.file(first.name)).toHaveAttribute('data-stage', 'uploading')
  const gone = page.waitForEvent('requestfailed', (request) => request.url().includes('/objects/'))
  await page.getByRole('button', { name: `Cancel ${first.name}` }).click()
  await gone
  await expect(documents.file(first.name)).toHaveAttribute('data-stage', 'cancelled')
  await page.unroute('**/objects/**')

  await page.route('**/objects/**', (route) => route.abort('connectionreset'))
  await documents.drop([second])
  await expect(documents.file(second.name)).toHaveAttribute('data-stage', 'failed')
  await expect(documents.file(second.name)).toContainText('The server cannot be reached')
  await expect(documents.rows).toHaveCount(0)
  await page.unroute('**/objects/**')

  for (const { name } of [first, second]) {
    await page.getByRole('button', { name: `Try ${name} again` }).click()
    await documents.expectState(name, 'review')
  }
  await expect(documents.rows).toHaveCount(2)
})

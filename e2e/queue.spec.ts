import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import readXlsxFile from 'read-excel-file/node'
import sharp from 'sharp'
import type { UploadGrant } from '../server/contract/upload.ts'
import type { ExportRecord } from '../server/documents/export-record.ts'
import { createHash } from 'node:crypto'
import { addDocument, specimenFile } from './documents.ts'
import { DocumentsPage } from './page-models/documents-page.ts'
import { WorkbenchPage } from './page-models/workbench-page.ts'
import type { ServerProcess } from './server-process.ts'
import { expect, test } from './shared-server.ts'

const labels = {
  name: 'Name',
  sex: 'Sex',
  ethnicity: 'Ethnicity',
  birth_date: 'Date of birth',
  address: 'Address',
  id_number: 'ID number',
}

/** Documents that nothing has read, as quickly as the interface takes them. */
async function addUnread(server: ServerProcess, names: readonly string[]): Promise<void> {
  const post = async <Answer>(path: string, body: unknown): Promise<Answer> => {
    const headers = { 'Content-Type': 'application/json' }
    const answer = await server.call(path, { method: 'POST', body: JSON.stringify(body), headers })
    if (answer.status !== 201) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as Answer
  }
  for (const [index, name] of names.entries()) {
    const background = { r: index * 5, g: 120, b: 200 }
    const bytes = await sharp({ create: { width: 64, height: 40, channels: 3, background } })
      .png()
      .toBuffer()
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const grant = await post<UploadGrant>('/api/v1/uploads', { name, bytes: bytes.length, sha256 })
    const form = new FormData()
    for (const [field, value] of Object.entries(grant.fields)) form.append(field, value)
    form.append('file', new Blob([new Uint8Array(bytes)]), 'file')
    const sent = await fetch(new URL(grant.url, server.origin), { method: 'POST', body: form })
    if (sent.status !== 204) throw new Error(`The upload answered ${sent.status}`)
    await post('/api/v1/documents', { objectKey: grant.objectKey, name })
  }
}

test('documents are found by name and by what was read, and the filter is in the address', async ({ page, server }) => {
  const documents = new DocumentsPage(page)
  const first = await specimenFile('id-card-front', 101, 'annual-report')
  const second = await specimenFile('id-card-front', 102, 'blue-folder')
  await addDocument(server, first, 'id-card-front')
  const secondId = await addDocument(server, second, 'id-card-front')
  await addUnread(server, ['cover-sheet.png'])
  await page.goto(`${server.origin}/documents`)
  await expect(documents.rows).toHaveCount(3)

  await test.step('by name', async () => {
    await documents.search('annual')
    await expect(documents.names).toHaveText([first.name])
  })
  await test.step('by recognised text, and still so after a reload', async () => {
    await documents.search(second.truth.fields['name']!)
    await expect(documents.names).toHaveText([second.name])
    await page.reload()
    await expect(documents.searchBox).toHaveValue(second.truth.fields['name']!)
    await expect(documents.names).toHaveText([second.name])
    await documents.search('nothing of the kind')
    await expect(page.getByText('No document fits this search and these filters.')).toBeVisible()
    await documents.search('')
    await expect(documents.rows).toHaveCount(3)
  })
  await test.step('by state and kind; filters are chips that can be taken off', async () => {
    await page.getByRole('navigation', { name: 'Show' }).getByRole('button', { name: 'To review' }).click()
    await expect(documents.rows).toHaveCount(2)
    await page.getByRole('button', { name: 'Filters', exact: true }).click()
    await page.getByRole('checkbox', { name: 'Chinese ID card, portrait side' }).check()
    await page.keyboard.press('Escape')
    await expect(page).toHaveURL(/state=.*kind=|kind=.*state=/)
    await page.reload()
    await expect(documents.rows).toHaveCount(2)
    await page.getByRole('button', { name: 'Remove filter: Chinese ID card, portrait side' }).click()
    await expect(page).not.toHaveURL(/kind=/)
    await page.getByRole('navigation', { name: 'Show' }).getByRole('button', { name: 'All' }).click()
    await expect(documents.rows).toHaveCount(3)
  })
  await test.step('in the order that is asked for', async () => {
    const order = page.getByRole('combobox', { name: 'Order' })
    await order.selectOption('By name')
    await expect(documents.names).toHaveText([first.name, second.name, 'cover-sheet.png'])
    await order.selectOption('Oldest first')
    await expect(documents.names).toHaveText([first.name, second.name, 'cover-sheet.png'])
    await order.selectOption('Newest first')
    await expect(documents.names).toHaveText(['cover-sheet.png', second.name, first.name])
  })
  await test.step('a review that begins from a filtered list stays in it', async () => {
    await documents.search('blue')
    await expect(documents.names).toHaveText([second.name])
    await documents.startReview.click()
    await new WorkbenchPage(page).expectOpen(secondId)
    await page.goBack()
    await expect(documents.searchBox).toHaveValue('blue')
  })
})

test('rows are chosen as a range; many are read again, exported and deleted at once', async ({ page, server }) => {
  const documents = new DocumentsPage(page)
  const workbench = new WorkbenchPage(page)
  const cards = [
    await specimenFile('id-card-front', 103, 'a-first'),
    await specimenFile('id-card-front', 104, 'b-second'),
  ]
  const ids: string[] = []
  for (const card of cards) ids.push(await addDocument(server, card, 'id-card-front'))
  await addUnread(server, ['c-third.png', 'd-fourth.png', 'e-fifth.png'])
  const onScreen: Record<string, Record<string, string>> = {}

  await test.step('what is on the screen, one of them corrected', async () => {
    for (const [index, id] of ids.entries()) {
      await page.goto(`${server.origin}/documents/${id}`)
      await workbench.expectOpen(id)
      if (index === 0) {
        await workbench.field('Name').fill('=1+1')
        await page.keyboard.press('Enter')
        await workbench.expectSaved()
      }
      const values = Object.entries(labels).map(async ([key, label]) => [
        key,
        await workbench.field(label).inputValue(),
      ])
      onScreen[id] = Object.fromEntries(await Promise.all(values)) as Record<string, string>
    }
    expect(onScreen[ids[0]!]!['name']).toBe('=1+1')
  })

  await page.goto(`${server.origin}/documents?sort=name`)
  await expect(documents.rows).toHaveCount(5)
  await test.step('a range with Shift', async () => {
    await documents.select('b-second')
    await documents
      .row('d-fourth')
      .getByRole('checkbox')
      .click({ modifiers: ['Shift'] })
    await expect(page.getByText('3 selected')).toBeVisible()
    await page.getByRole('button', { name: 'Clear the selection' }).click()
    await expect(page.getByText(/selected$/)).toBeHidden()
  })
  await test.step('exports say what the screen says', async () => {
    for (const { name } of cards) await documents.select(name)
    const json = JSON.parse(await readFile(await documents.exportAs('JSON'), 'utf8')) as { documents: ExportRecord[] }
    expect(json.documents.map(({ document }) => document.id).toSorted()).toEqual(ids.toSorted())
    for (const { document, recognition } of json.documents) {
      const fields = recognition!.fields.map(({ key, value }) => [key, value ?? ''])
      expect(Object.fromEntries(fields)).toMatchObject(onScreen[document.id]!)
    }

    const csv: Record<string, string>[] = parse(await readFile(await documents.exportAs('CSV')), {
      bom: true,
      columns: true,
    })
    expect(csv).toHaveLength(2)
    for (const row of csv) {
      // A value that a spreadsheet would run as a formula begins with an apostrophe.
      const values = Object.entries(row).map(([key, value]) => [key, value.replace(/^'(?=[=+\-@])/, '')])
      expect(Object.fromEntries(values)).toMatchObject(onScreen[row['document_id']!]!)
    }
    expect(csv.find((row) => row['document_id'] === ids[0])!['name']).not.toMatch(/^[=+\-@]/)

    const [sheet] = await readXlsxFile(await readFile(await documents.exportAs('Excel')))
    const [header = [], ...rows] = sheet!.data
    expect(rows).toHaveLength(2)
    for (const cells of rows) {
      const row = Object.fromEntries(header.map((key, column) => [String(key), cells[column] ?? '']))
      expect(row).toMatchObject(onScreen[String(row['document_id'])]!)
    }
  })
  await test.step('read again as another kind', async () => {
    await page.getByRole('button', { name: 'Clear the selection' }).click()
    await documents.select('c-third')
    await documents.select('b-second')
    await page.getByRole('button', { name: 'Read again' }).click()
    const dialog = page.getByRole('dialog', { name: 'Read 2 documents again' })
    await dialog.getByRole('combobox', { name: 'Read as' }).click()
    await page.getByRole('option', { name: 'General text', exact: true }).click()
    await dialog.getByRole('button', { name: 'Read again' }).click()
    await expect(page.getByText('2 documents queued for reading.')).toBeVisible()
    await expect(documents.row('b-second')).toContainText('General text')
    await documents.expectState('b-second', 'review')
    await expect(documents.row('c-third')).not.toHaveAttribute('data-state', /received|queued|running/)
  })
  await test.step('deleted, after a question', async () => {
    await documents.select('c-third')
    await documents
      .row('e-fifth')
      .getByRole('checkbox')
      .click({ modifiers: ['Shift'] })
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete 3 documents?' })
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await expect(documents.rows).toHaveCount(5)
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    await dialog.getByRole('button', { name: 'Delete 3 documents' }).click()
    await expect(page.getByText('3 documents deleted.')).toBeVisible()
    await expect(documents.names).toHaveText(cards.map(({ name }) => name))
    await page.reload()
    await expect(documents.rows).toHaveCount(2)
  })
})

test('the list is worked by keys, and keeps its place while a document is looked at', async ({ page, server }) => {
  const documents = new DocumentsPage(page)
  const names = Array.from({ length: 40 }, (_, index) => `page-${String(index + 1).padStart(2, '0')}.png`)
  await addUnread(server, names)
  await page.goto(`${server.origin}/documents?sort=name`)
  await documents.row('page-01').focus()

  await test.step('arrows, Home, End, Space', async () => {
    await page.keyboard.press('ArrowDown')
    await expect(documents.row('page-02')).toBeFocused()
    await page.keyboard.press('Space')
    await page.keyboard.press('Shift+ArrowDown')
    await expect(documents.row('page-03')).toBeFocused()
    await expect(page.getByText('2 selected')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByText(/selected$/)).toBeHidden()
    await page.keyboard.press('End')
    await expect(documents.row('page-40')).toBeFocused()
    await expect(documents.row('page-40')).toBeInViewport()
    await page.keyboard.press('Control+a')
    await expect(page.getByText('40 selected')).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Home')
    await expect(documents.row('page-01')).toBeFocused()
  })
  await test.step('Enter opens, going back finds the same row with the focus', async () => {
    await page.keyboard.press('End')
    await expect(documents.row('page-40')).toBeFocused()
    await page.keyboard.press('ArrowUp')
    await expect(documents.row('page-39')).toBeFocused()
    const place = await documents.row('page-39').boundingBox()
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('workbench')).toBeVisible()
    await page.goBack()
    await expect(documents.row('page-39')).toBeFocused()
    await expect.poll(() => documents.row('page-39').boundingBox()).toEqual(place)
  })
})

import { readFile } from 'node:fs/promises'
import type { ExportRecord } from '../server/documents/export-record.ts'
import { foldReview, type ReviewState } from '../server/contract/review.ts'
import { detailOf, specimenFile } from './documents.ts'
import { expect, test } from './fixtures.ts'
import { DocumentsPage } from './page-models/documents-page.ts'
import { WorkbenchPage } from './page-models/workbench-page.ts'

test('from dropped photographs to corrected documents, through a power cut, to an export', async ({ page, server }) => {
  test.setTimeout(180_000)
  const documents = new DocumentsPage(page)
  const workbench = new WorkbenchPage(page)
  const first = await specimenFile('id-card-front', 41, 'first')
  const second = await specimenFile('id-card-front', 42, 'second')
  const broken = { ...first, name: 'broken.jpg', bytes: first.bytes.subarray(0, first.bytes.length / 3) }

  await test.step('drop three files, one of them broken', async () => {
    await documents.chooseKind('Chinese ID card, portrait side')
    await documents.drop([first, broken, second])
    await expect(documents.file('broken.jpg')).toHaveAttribute('data-stage', 'failed')
    await expect(documents.file('broken.jpg')).toContainText(/cut off|incomplete|truncated|damaged/i)
    await documents.expectState(first.name, 'review')
    await documents.expectState(second.name, 'review')
    await expect(documents.rows).toHaveCount(2)
  })

  const correctedAddress = `${first.truth.fields['address']}甲`
  let documentId = ''
  let reviewed: ReviewState | null = null

  await test.step('correct a field by keyboard only', async () => {
    await documents.open(first.name)
    await workbench.expectOpen()
    documentId = (await workbench.root.getAttribute('data-document'))!
    await expect(workbench.field('Name')).toHaveValue(first.truth.fields['name']!)
    await expect(workbench.field('ID number')).toHaveValue(first.truth.fields['id_number']!)
    // Nothing is doubtful: the focus is on Approve, behind the last field.
    await expect(workbench.approve).toBeFocused()
    await page.keyboard.press('Shift+Tab')
    await expect(workbench.field('ID number')).toBeFocused()
    await page.keyboard.press('Shift+Tab')
    await expect(workbench.field('Address')).toBeFocused()
    await page.keyboard.press('Control+End')
    await page.keyboard.insertText('甲')
    await page.keyboard.press('Enter')
    await expect(workbench.field('Address')).toHaveValue(correctedAddress)
    await workbench.expectSaved()
  })

  const quadOf = async (key: string) => {
    const { recognition, changeSets } = await detailOf(server, documentId)
    return foldReview(recognition!, changeSets).items.find((item) => item.key === key)!.quads[0]!
  }

  await test.step('move a box, undo, redo', async () => {
    await page.keyboard.press('Escape')
    const before = await quadOf('name')
    const from = await workbench.middleOf(before)
    await page.mouse.click(from.x, from.y)
    await expect(workbench.row('Name')).toHaveAttribute('data-current', 'true')
    const start = await workbench.settledMiddleOf(before)
    await page.mouse.move(start.x, start.y)
    await page.mouse.down()
    await page.mouse.move(start.x + 20, start.y + 5, { steps: 4 })
    await page.mouse.move(start.x + 40, start.y + 10, { steps: 4 })
    await page.mouse.up()
    await expect.poll(async () => (await quadOf('name'))[0][0]).toBeGreaterThan(before[0][0] + 5)
    const moved = await quadOf('name')
    await page.keyboard.press('Control+z')
    await expect.poll(() => quadOf('name')).toEqual(before)
    await page.keyboard.press('Control+Shift+z')
    await expect.poll(() => quadOf('name')).toEqual(moved)
    await workbench.expectSaved()
  })

  await test.step('approve and come to the next document', async () => {
    await workbench.approveWithReason('The address was checked by telephone.')
    await expect(workbench.root).not.toHaveAttribute('data-document', documentId)
    await workbench.expectOpen()
    await expect(workbench.field('Name')).toHaveValue(second.truth.fields['name']!)
    // The next document does not wait until the decision is saved.
    await expect.poll(async () => (await detailOf(server, documentId)).document.state).toBe('approved')
    const { recognition, changeSets } = await detailOf(server, documentId)
    reviewed = foldReview(recognition!, changeSets)
  })

  await test.step('kill the server, start it again, find everything', async () => {
    await server.kill()
    await server.start()
    await page.reload()
    await workbench.expectOpen()
    await expect(workbench.field('Name')).toHaveValue(second.truth.fields['name']!)
    await page.goto(`${server.origin}/`)
    await documents.expectState(first.name, 'approved')
    await documents.expectState(second.name, 'review')
    const { recognition, changeSets } = await detailOf(server, documentId)
    expect(foldReview(recognition!, changeSets)).toEqual(reviewed)
    await documents.open(first.name)
    await workbench.expectOpen(documentId)
    await expect(workbench.field('Address')).toHaveValue(correctedAddress)
  })

  await test.step('export and compare with what is on the screen', async () => {
    const onScreen = Object.fromEntries(
      await Promise.all(
        ['Name', 'Sex', 'Ethnicity', 'Date of birth', 'Address', 'ID number'].map(
          async (label) => [label, await workbench.field(label).inputValue()] as const,
        ),
      ),
    )
    await page.goto(`${server.origin}/`)
    await documents.select(first.name)
    const exported = JSON.parse(await readFile(await documents.exportAs('JSON'), 'utf8')) as {
      documents: ExportRecord[]
    }
    expect(exported.documents).toHaveLength(1)
    const [only] = exported.documents
    expect(only!.document.id).toBe(documentId)
    expect(Object.fromEntries(only!.recognition!.fields.map(({ key, value }) => [key, value]))).toMatchObject({
      name: onScreen['Name'],
      sex: onScreen['Sex'],
      ethnicity: onScreen['Ethnicity'],
      birth_date: onScreen['Date of birth'],
      address: onScreen['Address'],
      id_number: onScreen['ID number'],
    })
    expect(only!.history.length).toBeGreaterThanOrEqual(3)
  })
})

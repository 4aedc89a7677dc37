import type { Field, Recognition } from '../server/contract/result.ts'
import { specimenFile, type SpecimenFile } from './documents.ts'
import { WorkbenchPage } from './page-models/workbench-page.ts'
import type { ServerProcess } from './server-process.ts'
import { expect, test } from './shared-server.ts'

test.use({ sandbox: true })

/** Reads a card by a cloud that answers bare text. */
async function readByCloud(server: ServerProcess, file: SpecimenFile): Promise<Recognition> {
  const parameters = new URLSearchParams({
    provider: 'aliyun-viapi',
    capability: 'RecognizeIdentityCard',
    kind: 'id-card-front',
    name: file.name,
  })
  const answer = await server.call(`/api/v1/recognitions?${parameters}`, {
    method: 'POST',
    body: new Uint8Array(file.bytes),
    headers: { 'Content-Type': 'application/octet-stream' },
  })
  expect(answer.status).toBe(200)
  return (await answer.json()) as Recognition
}

const fieldOf = ({ fields }: Recognition, key: string): Field => fields.find((field) => field.key === key)!

test('the values of a cloud that says no places stand on the page, dashed, with how alike both readings are', async ({
  page,
  server,
}) => {
  const workbench = new WorkbenchPage(page)
  const recognition = await readByCloud(server, await specimenFile('id-card-front', 131, 'bare-text'))
  const number = fieldOf(recognition, 'id_number')
  expect(number).toMatchObject({ boxSource: 'grounded', agreement: 1, confidence: null })
  expect(number.chars!.some(({ read }) => read !== undefined)).toBe(false)

  await page.goto(`${server.origin}/documents/${recognition.documentId}`)
  await workbench.expectOpen(recognition.documentId)
  await expect(workbench.row('ID number').locator('[data-source="grounded"]')).toBeVisible()
  await expect(workbench.row('ID number')).not.toHaveAttribute('data-flag', 'disagreement')
  // The page's lines come from our engine: a click on a word fills the field in hand, as with any other recogniser.
  expect(recognition.lines.length).toBeGreaterThan(3)
  expect(recognition.lines.every(({ source }) => source === 'engine')).toBe(true)
})

test('a character that two recognisers read differently is a flag, is marked, and is settled by two keys', async ({
  page,
  server,
}) => {
  const workbench = new WorkbenchPage(page)
  const file = await specimenFile('id-card-front', 132, 'misread')
  await server.call('/api/v1/sandbox/faults', {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ provider: 'aliyun-viapi', fault: 'misread', times: 1 }),
  })
  const recognition = await readByCloud(server, file)
  const wrong = recognition.fields.filter(({ chars = [] }) => chars.some(({ read }) => read !== undefined))
  expect(wrong).toHaveLength(1)
  const [field] = wrong
  const truth = file.truth.fields[field!.key]!
  expect(field!.value).not.toBe(truth)
  expect(field!.agreement).toBeLessThan(1)
  const marked = field!.chars!.filter(({ read }) => read !== undefined)
  expect(marked).toHaveLength(1)

  await page.goto(`${server.origin}/documents/${recognition.documentId}`)
  await workbench.expectOpen(recognition.documentId)
  const row = page.locator(`[data-row="field:${field!.key}"]`)
  await expect(row).toHaveAttribute('data-flag', /disagreement|check/)
  await row.getByRole('textbox').focus()
  await test.step('both readings stand below the input, the character marked in each', async () => {
    const comparison = row.getByLabel('Two readings of this place')
    await expect(comparison.locator('mark')).toHaveText([marked[0]!.text, marked[0]!.read!])
  })
  await test.step('F8 goes to the character', async () => {
    await page.keyboard.press('F8')
    await expect
      .poll(() =>
        row
          .getByRole('textbox')
          .evaluate(
            (input: HTMLInputElement) =>
              document.getSelection()?.toString() ||
              input.value.slice(input.selectionStart ?? 0, input.selectionEnd ?? 0),
          ),
      )
      .toBe(marked[0]!.text)
  })
  await test.step('the engine’s reading is the next one', async () => {
    await page.keyboard.press('ArrowDown')
    await expect(row.getByRole('textbox')).toHaveValue(truth)
    await page.keyboard.press('Enter')
    await expect(row).not.toHaveAttribute('data-flag', /./)
    await workbench.expectSaved()
  })
})

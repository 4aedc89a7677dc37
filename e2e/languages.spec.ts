import { addDocument, specimenFile } from './documents.ts'
import { kind, openDoubtful } from './opened-review.ts'
import { WorkbenchPage } from './page-models/workbench-page.ts'
import { administratorToken } from './server-process.ts'
import { expect, test } from './shared-server.ts'

const directionOf = (element: Element) => getComputedStyle(element).direction
/** A name and a number as people in the Emirates write them, in the order in which they are spoken. */
const spoken = 'أحمد الفلاسي (2) A-17'

test('Arabic is shown as it reads: dir=auto, values apart from what stands around them, logical order in exports', async ({
  page,
  server,
}) => {
  const { card, documentId, workbench } = await openDoubtful(page, server, 71)
  const language = page.getByRole('button', { name: 'Language' })

  await test.step('an Arabic value runs from the right and a number from the left, on an English page', async () => {
    await workbench.field('Name').fill(spoken)
    await workbench.field('ID number').focus()
    expect(await workbench.field('Name').evaluate(directionOf)).toBe('rtl')
    expect(await workbench.field('ID number').evaluate(directionOf)).toBe('ltr')
    await workbench.expectSaved()
    await page.getByRole('tab', { name: 'History' }).click()
    await expect(page.getByRole('tabpanel')).toContainText(`\u2068${spoken}\u2069`)
    await page.getByRole('tab', { name: 'Fields' }).click()
  })
  await test.step('the language is chosen by hand: the whole page turns, the picture does not', async () => {
    await language.click()
    await page.getByRole('menuitem', { name: 'العربية' }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', 'ar')
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
    const fields = (await workbench.field('الاسم').boundingBox())!
    const stage = (await workbench.stage.boundingBox())!
    expect(fields.x + fields.width).toBeLessThan(stage.x)
    // A click on the printed number takes the field of the number: the picture is where it was, unmirrored.
    const number = await workbench.middleOf(card.truth.boxes['id_number']![0]!)
    await page.mouse.click(number.x, number.y)
    await expect(page.locator('[data-row="field:id_number"]')).toHaveAttribute('data-current', 'true')
  })
  await test.step('what points along the line points the other way, and arrow keys go with the eye', async () => {
    const back = workbench.root.getByRole('button', { name: 'العودة إلى قائمة الانتظار' }).locator('svg').first()
    expect(await back.evaluate((icon) => getComputedStyle(icon).transform)).toBe('matrix(-1, 0, 0, 1, 0, 0)')
    const splitter = page.getByRole('separator')
    const width = Number(await splitter.getAttribute('aria-valuenow'))
    await splitter.press('ArrowRight')
    expect(Number(await splitter.getAttribute('aria-valuenow'))).toBeGreaterThan(width)
    await splitter.press('ArrowLeft')
  })
  await test.step('names of files keep their order within an Arabic sentence', async () => {
    await expect(page).toHaveTitle(`مراجعة \u2068${card.name}\u2069 · Fieldproof`)
  })
  await test.step('the choice is remembered, and the way back is as short', async () => {
    await page.reload()
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
    await workbench.expectOpen(documentId)
    await page.getByRole('button', { name: 'اللغة' }).click()
    await page.getByRole('menuitem', { name: 'English' }).click()
    await expect(page.locator('html')).toHaveAttribute('dir', 'ltr')
  })
  await test.step('exports hold the value in the order in which it is spoken', async () => {
    for (const format of ['csv', 'json']) {
      const answer = await fetch(`${server.origin}/api/v1/exports`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${administratorToken}` },
        body: JSON.stringify({ format, ids: [documentId] }),
      })
      expect(answer.status, format).toBe(200)
      const text = await answer.text()
      expect(text, format).toContain(spoken)
      expect(text, format).not.toMatch(/[\u2066-\u2069\u200E\u200F]/u)
    }
  })
})

test.describe('a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: 'ar-EG' })

  test('approves with the thumb: page, fields and Approve on one screen, targets of 44 px, nothing sideways', async ({
    page,
    server,
  }) => {
    const documentId = await addDocument(server, await specimenFile(kind, 111, 'card'), kind)
    const workbench = new WorkbenchPage(page)
    const approve = page.getByTestId('approve')
    const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    await page.goto(`${server.origin}/documents`)
    await page.getByRole('row').or(page.locator('[data-row]')).first().waitFor()
    expect(await sideways(), 'documents').toBe(0)
    await page.goto(`${server.origin}/documents/${documentId}`)
    await workbench.expectOpen(documentId)

    await test.step('page, fields and Approve on one screen', async () => {
      await expect(workbench.stage).toBeInViewport({ ratio: 1 })
      await expect(workbench.root.getByRole('textbox').first()).toBeInViewport()
      await expect(approve).toBeInViewport({ ratio: 1 })
      // The thumb of a hand that holds the phone reaches its lower half.
      expect((await approve.boundingBox())!.y).toBeGreaterThan(844 / 2)
      expect(await sideways(), 'workbench').toBe(0)
      const cutOff = await workbench.root.getByRole('button').evaluateAll((buttons) =>
        buttons.flatMap((button) => {
          const { left, right } = button.getBoundingClientRect()
          return left < 0 || right > innerWidth ? [button.ariaLabel ?? button.textContent] : []
        }),
      )
      expect(cutOff).toEqual([])
    })
    await test.step('targets of 44 px', async () => {
      const small = await page.evaluate(() => {
        const found: string[] = []
        for (const element of document.querySelectorAll('a, button, input, select, textarea, [role="tab"], summary')) {
          const target = element.closest('label, .mantine-Checkbox-body') ?? element
          const { width, height } = target.getBoundingClientRect()
          const seen = element.checkVisibility({ visibilityProperty: true }) && width > 1
          // A link within a text is as high as its line (WCAG 2.5.8, inline).
          if (seen && (width < 43.5 || height < 43.5)) {
            found.push(
              `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent} ${width}x${height}`,
            )
          }
        }
        return found
      })
      expect(small).toEqual([])
    })
    await test.step('one tap approves, in the digits of the region', async () => {
      await approve.tap()
      await expect(page.getByTestId('announcer')).toHaveText('اعتُمد.')
      await expect(page.locator('[data-place="decision"]')).toContainText(/[٠-٩]/u)
      // Whoever taps there again would take the approval back.
      const toast = (await page.getByTestId('recall').boundingBox())!
      expect(toast.y + toast.height).toBeLessThan((await page.locator('[data-place="decision"]').boundingBox())!.y)
    })
  })
})

test.describe('a page at 200 %, with forced colours', () => {
  test.use({ viewport: { width: 720, height: 450 }, forcedColors: 'active' })

  test('loses nothing: the focus is seen and not hidden, boxes are drawn in black and white', async ({
    page,
    server,
  }) => {
    const { workbench } = await openDoubtful(page, server, 71)
    await expect(workbench.approve).toBeInViewport({ ratio: 1 })
    await expect(workbench.stage).toBeInViewport({ ratio: 1 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 'sideways').toBe(0)

    await test.step('whatever has the focus has an outline and lies on top', async () => {
      const visited = new Set<string>()
      for (let times = 0; times < 24; times += 1) {
        await page.keyboard.press('Tab')
        const focused = await page.evaluate(() => {
          const element = document.activeElement!
          const { x, y, width, height } = element.getBoundingClientRect()
          const above = document.elementFromPoint(x + width / 2, y + Math.min(height, innerHeight) / 2)
          return {
            name: `${element.tagName} ${element.id || (element.getAttribute('aria-label') ?? element.textContent)}`,
            outlined: getComputedStyle(element).outlineStyle !== 'none' || element.matches(':has(:focus-visible)'),
            hidden: !(above !== null && (element.contains(above) || above.contains(element))),
          }
        })
        if (focused.name.startsWith('BODY')) continue
        visited.add(focused.name)
        expect.soft(focused, `Tab, ${times + 1} times`).toMatchObject({ outlined: true, hidden: false })
      }
      expect(visited.size).toBeGreaterThan(8)
    })
    await test.step('boxes in black and white', async () => {
      const colours = await workbench.stage.locator('canvas').evaluateAll((canvases) => {
        const seen = new Set<string>()
        for (const canvas of canvases.slice(1) as HTMLCanvasElement[]) {
          const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
          for (let at = 0; at < data.length; at += 4) {
            if (data[at + 3] === 255)
              seen.add(data[at] === data[at + 1] && data[at] === data[at + 2] ? 'grey' : 'colour')
          }
        }
        return [...seen]
      })
      expect(colours).toEqual(['grey'])
    })
  })
})

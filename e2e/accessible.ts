import { expect, type Page } from '@playwright/test'
import axe, { type RunOptions } from 'axe-core'

/** Rules whose outcome depends on colours; everything else is the same page in light and in dark. */
const rulesOfColour = ['color-contrast', 'link-in-text-block']
/** WCAG 2.2 to AA, and what axe holds to be good practice. Without being named, targets of 24 pixels (2.5.8) are not looked at. */
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * axe takes letters that join for the ligatures of an icon font, and passes over their colours; it tells by their width, which is less
 * joined than one by one. While it looks, widths add up.
 */
function letWidthsAddUp(page: Page): Promise<void> {
  return page.evaluate(() => {
    const { prototype } = CanvasRenderingContext2D
    prototype.measureText = (text) => ({ width: 20 * text.length }) as TextMetrics
  })
}

interface Verdict {
  /** Rules that held somewhere on the page. */
  passed: string[]
  /** What is serious or critical: impact, rule and where. */
  serious: string[]
}

/**
 * Runs axe in every frame of the page. It is put there once a page, and tells in full only what it found: writing down all that is in order, and
 * sending it here, took several times as long as looking.
 */
async function look(page: Page, runOnly: RunOptions['runOnly'], part: string | undefined): Promise<Verdict> {
  for (const frame of page.frames()) {
    if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(axe.source)
  }
  return page.evaluate(
    async ([options, selector]) => {
      const { axe: here } = window as unknown as { axe: typeof axe }
      const { violations, passes } = await here.run(selector ?? document, options)
      return {
        passed: passes.map(({ id }) => id),
        serious: violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
      }
    },
    [{ runOnly: runOnly!, resultTypes: ['violations'] } satisfies RunOptions as RunOptions, part] as const,
  )
}

/**
 * What axe holds against the page as it stands, in both colour schemes: rule, impact and where.
 * @param part a selector: only what is within it is looked at, where the rest was before
 */
export async function expectAccessible(page: Page, screen: string, part?: string): Promise<void> {
  const isArabic = (await page.locator('html').getAttribute('lang')) === 'ar'
  if (isArabic) await letWidthsAddUp(page)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
    // Colours that are still on their way from one scheme to the other are nobody's. Ended rather than waited for: without a frame they never end.
    // One that ends may have those within it, which inherit, set out only then.
    await page.evaluate(() => {
      const moving = () =>
        document
          .getAnimations()
          .filter(
            ({ effect, playState }) => playState !== 'finished' && effect?.getComputedTiming().endTime !== Infinity,
          )
      for (let round = 0; round < 20 && moving().length > 0; round += 1) for (const each of moving()) each.finish()
    })
    const { passed, serious } = await look(
      page,
      colorScheme === 'dark' ? { type: 'rule', values: rulesOfColour } : { type: 'tag', values: standards },
      part,
    )
    expect(passed).toContain('color-contrast')
    expect.soft(serious, `${screen}, ${colorScheme}`).toEqual([])
  }
}

import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

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
    await page.evaluate(() => {
      for (const animation of document.getAnimations()) {
        if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish()
      }
    })
    // There are no frames of other origins, for which the newer mode opens another page at every look.
    const axe = new AxeBuilder({ page }).setLegacyMode()
    if (part !== undefined) axe.include(part)
    const { violations, passes } = await (
      colorScheme === 'dark' ? axe.withRules(rulesOfColour) : axe.withTags(standards)
    ).analyze()
    expect(passes.map(({ id }) => id)).toContain('color-contrast')
    const serious = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
    expect.soft(serious, `${screen}, ${colorScheme}`).toEqual([])
  }
}

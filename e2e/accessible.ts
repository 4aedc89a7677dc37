import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Rules whose outcome depends on colours; everything else is the same page in light and in dark. */
const rulesOfColour = ['color-contrast', 'link-in-text-block']

/**
 * What axe holds against the page as it stands, in both colour schemes: rule, impact and where.
 * @param part a selector: only what is within it is looked at, where the rest was before
 */
export async function expectAccessible(page: Page, screen: string, part?: string): Promise<void> {
  const isArabic = (await page.locator('html').getAttribute('lang')) === 'ar'
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
    const { violations, passes } = await (colorScheme === 'dark' ? axe.withRules(rulesOfColour) : axe).analyze()
    // axe takes joined Arabic letters for the ligatures of an icon font and passes them over: their colours are those of the other languages.
    if (!isArabic) expect(passes.map(({ id }) => id)).toContain('color-contrast')
    const serious = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
    expect.soft(serious, `${screen}, ${colorScheme}`).toEqual([])
  }
}

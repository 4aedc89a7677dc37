import type { Page } from '@playwright/test'
import sharp from 'sharp'

/** Takes a picture of the page as it is now; the name of the state becomes that of the file. */
export type Take = (state: string) => Promise<void>

/** Takes pictures into a folder; `look` is how the page is shown, and ends their names. */
export function takingOf(page: Page, folder: string, look: string): Take {
  return async (state) => {
    await page.waitForFunction(() =>
      [...document.images].every((image) => {
        const { top, bottom } = image.getBoundingClientRect()
        return bottom < 0 || top > innerHeight || image.complete
      }),
    )
    const picture = await page.screenshot({ animations: 'disabled' })
    // A palette of 256 colours is a third of the bytes and looks the same.
    await sharp(picture).png({ palette: true, quality: 90, effort: 7 }).toFile(`${folder}${state}-${look}.png`)
    console.log(`${state}-${look}`)
  }
}

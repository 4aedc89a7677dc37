import type { Page } from '@playwright/test'

/** What followed one key, in milliseconds after it; null when it did not happen. */
export interface KeyTimes {
  /** The keyboard's focus stood on another field, or on Approve. */
  focused: number | null
  /** The frame after the one in which the picture and the boxes of another document were drawn had begun. */
  painted: number | null
  documentId: string
}

interface Watch {
  key: number
  focused: number | null
  painted: number | null
}

declare global {
  interface Window {
    reviewWatch: Watch
  }
}

/** Has the page note when a key came, when the focus moved and when a document was painted. Call it before the page is opened. */
export async function watchKeys(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const watch: Watch = { key: 0, focused: null, painted: null }
    window.reviewWatch = watch
    window.addEventListener(
      'keydown',
      (event) => Object.assign(watch, { key: event.timeStamp, focused: null, painted: null }),
      { capture: true },
    )
    window.addEventListener('focusin', () => {
      watch.focused = performance.now()
    })
    // The focus that stays where it was, on Approve or in the field of the same name, is there with the document.
    new MutationObserver(() => {
      if (document.activeElement?.matches('[data-item], [data-testid="approve"]')) watch.focused = performance.now()
    }).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-document'] })
    const mark = performance.mark.bind(performance)
    performance.mark = (name, options) => {
      // The frame it was drawn in ends before the next one begins: what is measured is never less than what was waited.
      if (name === 'fieldproof:painted') {
        requestAnimationFrame(() => {
          watch.painted = performance.now()
        })
      }
      return mark(name, options)
    }
  })
}

/** Presses a key as a person would and answers what followed it; `settle` is for how long nothing else may come, in milliseconds. */
export async function pressAndWatch(page: Page, key: string, settle: number): Promise<KeyTimes> {
  await page.keyboard.press(key)
  // No function has a name in here: the compiler would mark it with a helper that the page does not have.
  return page.evaluate(async (pause) => {
    const end = performance.now() + 5_000
    const { reviewWatch: watch } = window
    while (performance.now() < end) {
      if (performance.now() - Math.max(watch.key, watch.focused ?? 0, watch.painted ?? 0) > pause) break
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    return {
      focused: watch.focused === null ? null : watch.focused - watch.key,
      painted: watch.painted === null ? null : watch.painted - watch.key,
      documentId: document.querySelector<HTMLElement>('[data-testid="workbench"]')?.dataset['document'] ?? '',
    }
  }, settle)
}

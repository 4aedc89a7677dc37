// @vitest-environment happy-dom
import i18next from 'i18next'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createFormat } from '../format.ts'
import { changeLanguage, startLanguage } from './index.ts'
import { localeOf } from './locale.ts'

function speak(...tags: string[]): void {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(tags)
}

afterEach(() => {
  vi.restoreAllMocks()
  localStorage.clear()
})

describe('dates and numbers', () => {
  it('are written as the browser’s region writes the language on screen', () => {
    speak('en-GB', 'ar-EG')
    expect([localeOf('en'), localeOf('ar'), localeOf('zh-CN')]).toEqual(['en-GB', 'ar-EG', 'zh-CN'])
    expect(createFormat('ar').number(1234.5)).toBe('١٬٢٣٤٫٥')
    expect(createFormat('en').dateTime('2026-11-21T14:02:00Z')).toMatch(/^21 Nov 2026/u)
  })

  it('have the digits that are usual where Arabic is spoken', () => {
    speak('ar-AE')
    expect(createFormat('ar').percent(0.93)).toContain('93')
  })
})

describe('a text with a value in it', () => {
  it('counts as Arabic counts, in six forms, with the digits of the region', async () => {
    speak('ar-EG')
    await startLanguage()
    const said = [0, 1, 2, 3, 11, 100].map((count) => i18next.t('queue.pages', { count }))
    expect(said).toEqual(['بلا صفحات', 'صفحة واحدة', 'صفحتان', '٣ صفحات', '١١ صفحة', '١٠٠ صفحة'])
  })

  it('keeps a name that runs the other way apart from what stands around it', async () => {
    speak('ar')
    await startLanguage()
    expect(i18next.t('intake.openFile', { name: 'scan (2).png' })).toBe('فتح \u2068scan (2).png\u2069')
    await changeLanguage('en')
    expect(i18next.t('intake.openFile', { name: 'scan (2).png' })).toBe('Open scan (2).png')
    expect(i18next.t('intake.openFile', { name: 'فاتورة 2.png' })).toBe('Open \u2068فاتورة 2.png\u2069')
  })

  it('turns the page when the language is chosen', async () => {
    speak('en')
    await startLanguage()
    expect(document.documentElement.dir).toBe('ltr')
    await changeLanguage('ar')
    expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['ar', 'rtl'])
  })
})

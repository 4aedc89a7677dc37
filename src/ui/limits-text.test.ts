// @vitest-environment happy-dom
import i18next from 'i18next'
import { beforeAll, expect, it } from 'vitest'
import { createFormat } from './format.ts'
import { changeLanguage, startLanguage } from './language/index.ts'
import { limitsText } from './limits-text.ts'

beforeAll(async () => {
  await startLanguage()
  await changeLanguage('en')
})

it('says a recogniser’s limits in one line, and nothing about limits that it does not have', () => {
  const say = (limits: Parameters<typeof limitsText>[0]) => limitsText(limits, i18next.t, createFormat('en'))
  expect(say({ formats: ['jpeg', 'png'] })).toBe('JPEG, PNG')
  expect(
    say({ formats: ['pdf'], minBytes: 1, maxBytes: 10_000_000, minSidePixels: 15, maxSidePixels: 4096, maxPages: 1 }),
  ).toBe('PDF · up to 10 MB · sides 15 to 4,096 px · one page')
  expect(say({ formats: ['mp4'], maxDurationMs: 59_999, maxFramesPerSecond: 35 })).toBe(
    'MP4 · up to 60 s · up to 35 pictures a second',
  )
})

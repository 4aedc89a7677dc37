// @vitest-environment happy-dom
import i18next from 'i18next'
import { beforeEach, describe, expect, it } from 'vitest'
import { createFormat } from './format.ts'
import { changeLanguage, startLanguage } from './language/index.ts'
import { problemText } from './problem-text.ts'

const say = (problem: Parameters<typeof problemText>[0]) =>
  problemText(problem, i18next.t, createFormat(i18next.language))

const tooLarge = {
  code: 'file-too-large',
  title: 'The file is too large',
  parameters: { bytes: 60_000_000, maxBytes: 50_000_000 },
}

describe('a problem in words', () => {
  beforeEach(async () => {
    localStorage.clear()
    await startLanguage()
    await changeLanguage('en')
  })

  it('comes by its code, with sizes as people read them', () => {
    expect(say(tooLarge)).toEqual({
      title: 'The file is too large: 60 MB',
      detail: 'This recogniser takes up to 50 MB. Save it smaller, or choose another recogniser above.',
    })
  })

  it('comes in the language on screen', async () => {
    await changeLanguage('zh-CN')
    expect(say(tooLarge).title).toBe('文件太大：60 MB')
    expect(document.documentElement.lang).toBe('zh-CN')
  })

  it('of an unknown code is what the server said, with what to do', () => {
    const unknown = {
      code: 'tea-cold',
      title: 'The tea is cold',
      detail: 'It stood too long.',
      action: 'Make another.',
    }
    expect(say(unknown)).toEqual({ title: 'The tea is cold', detail: 'It stood too long. Make another.' })
  })

  it('is what a provider’s error says of itself, in either language, where it does', async () => {
    const refused = {
      code: 'provider-failed',
      title: 'The picture has no card',
      detail: 'Nothing was found.',
      action: 'Photograph it again.',
      parameters: { titleZh: '图片中没有卡片', detailZh: '未检测到卡片，请重新拍摄。' },
    }
    expect(say(refused)).toEqual({ title: refused.title, detail: 'Nothing was found. Photograph it again.' })
    await changeLanguage('zh-CN')
    expect(say(refused)).toEqual({ title: '图片中没有卡片', detail: '未检测到卡片，请重新拍摄。' })
  })

  it('is not half a sentence: without its parameters the server’s own words stand', () => {
    expect(say({ code: 'file-too-large', title: 'The file is too large', detail: 'At most 50 MB.' })).toEqual({
      title: 'The file is too large',
      detail: 'At most 50 MB.',
    })
  })

  it('never shows markers of the catalogue, also where a parameter holds one', () => {
    const text = say({ code: 'document-claimed', title: 'Claimed', parameters: { ownerName: '{{name}} $t(product)' } })
    expect(text.title).toContain('is working on this document')
    expect(text.title).not.toContain('Fieldproof')
  })
})

describe('a provider’s error in a language that its documents do not have', () => {
  it('is explained by its code, with the server’s own words beside', async () => {
    localStorage.clear()
    await startLanguage()
    await changeLanguage('ar')
    const said = say({
      code: 'provider-rate-limited',
      title: 'Too many calls to CTyun',
      detail: 'Too many calls at the moment.',
      action: 'Wait a little, then try again.',
      parameters: { titleZh: '调用过于频繁', providerMessage: '请求超限' },
    })
    expect(said.title).toBe('عدد الطلبات إلى المزوّد كبير جدًّا')
    expect(said.original).toBe('Too many calls to CTyun. Too many calls at the moment. Wait a little, then try again.')
  })
})

import { describe, expect, it } from 'vitest'
import { kinds } from '../../documents/index.ts'
import { checkIds, runChecks } from '../index.ts'
import { vinCheckSign } from '../vin.ts'
import { checkLanguages, checkMessage, checkTexts, sayCheck, type CheckText } from './index.ts'

const names = Object.keys(checkTexts.en) as CheckText[]
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).toSorted()

describe('the catalogues of checks', () => {
  it.each(checkLanguages)('%s has every text, with the same values in it, and none that nobody says', (language) => {
    expect(Object.keys(checkTexts[language]).toSorted()).toEqual(names.toSorted())
    for (const name of names) {
      expect([name, placeholders(checkTexts[language][name])]).toEqual([name, placeholders(checkTexts.en[name])])
      expect(checkTexts[language][name].trim()).not.toBe('')
    }
  })

  it('speak the script of their language, and no two texts of one language are the same by mistake', () => {
    const withoutValues = (text: string) => text.replace(/\{\w+\}/g, '')
    for (const name of names) {
      expect(withoutValues(checkTexts.zh[name])).toMatch(/\p{Script=Han}/u)
      expect(withoutValues(checkTexts.ar[name])).toMatch(/\p{Script=Arabic}/u)
      expect(withoutValues(checkTexts.en[name])).not.toMatch(/[\p{Script=Arabic}]/u)
    }
    for (const language of checkLanguages) {
      const sentences = names
        .filter((name) => !/^(?:date|mrz-digit)\./.test(name))
        .map((name) => checkTexts[language][name])
      expect(new Set(sentences).size).toBe(sentences.length)
    }
  })

  it('have a right and a wrong outcome of every rule that a kind may name', () => {
    for (const id of checkIds) {
      const own = names.filter((name) => name.startsWith(`${id}.`))
      expect([id, own.some((name) => name.endsWith('right')), own.length > 1]).toEqual([id, true, true])
    }
  })
})

describe('what a check says', () => {
  const vehicle = kinds.find(({ kind }) => kind === 'vin')!
  const [wrong] = runChecks(vehicle, [{ key: 'vin', value: 'LSVAA49J232047371' }])['vin']!

  it('is the same in every language, and English in the contract', () => {
    expect(wrong).toMatchObject({ ok: false, says: { text: 'vin.sign' } })
    expect(checkMessage(wrong!, 'en')).toBe(wrong!.message)
    expect(checkMessage(wrong!, 'zh-CN')).toBe(`车辆识别代号第 9 位应为 ${vinCheckSign('LSVAA49J232047371')}，现为 2。`)
    expect(checkMessage(wrong!, 'ar-AE')).toContain('\u20682\u2069')
    expect(checkMessage(wrong!, 'fr')).toBe(wrong!.message)
  })

  it('falls back to its English message where it was stored without a name, or with one that is no longer known', () => {
    expect(checkMessage({ message: 'Old.' }, 'zh-CN')).toBe('Old.')
    expect(checkMessage({ message: 'Old.', says: { text: 'constructor' } }, 'ar')).toBe('Old.')
  })

  it('joins several names as each language does', () => {
    const values = {
      names: [
        { en: 'one', zh: '一', ar: 'واحد' },
        { en: 'two', zh: '二' },
      ],
    }
    expect(sayCheck('mrz-check-digit.line-wrong', values, 'en')).toBe('Wrong check digit for: one, two.')
    expect(sayCheck('mrz-check-digit.line-wrong', values, 'zh')).toBe('以下校验位不正确：一、二。')
    expect(sayCheck('mrz-check-digit.line-wrong', values, 'ar')).toBe(
      'رقم تحقق غير صحيح في: \u2068واحد\u2069، \u2068two\u2069.',
    )
  })
})

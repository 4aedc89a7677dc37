import { describe, expect, it } from 'vitest'
import { itemsOf } from '#contract/review'
import { alignCharacters, doubtfulCharacters, neighbourDoubtful } from './characters.ts'
import { nextReading, readingsOf } from './readings.ts'
import { characters, field, line, recognition, rectangle } from './testing.ts'
import { appended, wordAt, wordsOf } from './words.ts'

function doubtfulName() {
  const chars = characters('张三', [100, 20])
  chars[1] = {
    ...chars[1]!,
    confidence: 0.4,
    alternatives: [
      { text: '王', confidence: 0.3 },
      { text: '一', confidence: 0.005 },
    ],
  }
  return itemsOf(recognition({ fields: [field('name', '张三', { chars }), field('sex', '女')] }))
}

describe('characters of a value', () => {
  it('are found again in a value that was written in another form', () => {
    const chars = characters('1990年1月2日', [0, 0])
    expect(alignCharacters('1990-01-02', chars)).toEqual([0, 1, 2, 3, null, null, 5, null, null, 7])
  })

  it('are doubtful below the threshold, and F8 goes round through all fields', () => {
    const items = doubtfulName()
    expect(doubtfulCharacters(items[0]!, 0.8).map(({ index }) => index)).toEqual([1])
    expect(neighbourDoubtful(items, 0.8, null, 1)).toMatchObject({ item: 'field:name', index: 1 })
    expect(neighbourDoubtful(items, 0.8, { item: 'field:sex', index: 0 }, 1)).toMatchObject({
      item: 'field:name',
      index: 1,
    })
    expect(neighbourDoubtful(items, 0.8, { item: 'field:sex', index: 0 }, -1)).toMatchObject({
      item: 'field:name',
      index: 1,
    })
    expect(neighbourDoubtful(items, 0.1, null, 1)).toBeNull()
  })
})

describe('readings', () => {
  it('offer the machine, repairs, characters read otherwise and the vocabulary, each once', () => {
    const [name, sex] = doubtfulName()
    expect(readingsOf(name!, 'id-card-front', [])).toEqual([
      { value: '张三', origin: 'machine', confidence: 0.99 },
      { value: '张王', origin: 'character', confidence: 0.3 },
    ])
    const checks = [{ id: 'cn-id-sex', ok: false, message: '', repairs: ['男'] }]
    expect(readingsOf(sex!, 'id-card-front', checks).map(({ value, origin }) => [value, origin])).toEqual([
      ['女', 'machine'],
      ['男', 'check'],
    ])
  })

  it('come as the reviewer is told: other recognisers, look-alike characters, what fits the check; of look-alikes first what fits it', () => {
    const chars = characters('18', [100, 20])
    chars[1] = {
      ...chars[1]!,
      alternatives: [
        { text: '3', confidence: 0.5 },
        { text: '6', confidence: 0.2 },
      ],
    }
    const items = itemsOf(recognition({ fields: [field('id_number', '18', { chars })] }))
    const number = items.find(({ key }) => key === 'id_number')
    const checks = [{ id: 'cn-id', ok: false, message: '', repairs: ['16', '17'] }]
    const others = [{ value: '19', origin: 'recogniser' as const, confidence: null }]
    expect(
      readingsOf(number!, 'id-card-front', checks, others).map(({ value, origin }) => `${origin} ${value}`),
    ).toEqual(['machine 18', 'recogniser 19', 'character 16', 'character 13', 'check 17'])
  })

  it('go round from whatever stands in the field', () => {
    const readings = ['甲', '乙'].map((value) => ({ value, origin: 'look' as const, confidence: null }))
    expect(nextReading(readings, '甲')?.value).toBe('乙')
    expect(nextReading(readings, '乙')?.value).toBe('甲')
    expect(nextReading(readings, '丙')?.value).toBe('甲')
    expect(nextReading(readings.slice(0, 1), '甲')).toBeNull()
    expect(nextReading([], null)).toBeNull()
  })
})

describe('words on the page', () => {
  it('tell a label from its value by the gap between them', () => {
    expect(wordsOf(line('姓名  张三', [20, 20])).map(({ text }) => text)).toEqual(['姓名', '张三'])
    expect(wordAt([line('姓名  张三', [20, 20])], 0, [110, 30])?.text).toBe('张三')
    expect(wordAt([line('姓名  张三', [20, 20])], 0, [75, 30])).toBeNull()
    expect(wordAt([line('姓名  张三', [20, 20])], 1, [110, 30])).toBeNull()
  })

  it('are cut by colons, and by spaces where the source gave no characters', () => {
    expect(wordsOf(line('姓名：张三', [0, 0])).map(({ text }) => text)).toEqual(['姓名', '张三'])
    const bare = { text: 'GIVEN NAMES', page: 0, quad: rectangle(0, 0, 110, 20), confidence: null, chars: [] }
    expect(wordsOf(bare).map(({ text }) => text)).toEqual(['GIVEN', 'NAMES'])
    expect(wordAt([bare], 0, [80, 10])?.text).toBe('NAMES')
  })

  it('run on in Chinese and are parted by a space elsewhere', () => {
    expect(appended(null, '北京')).toBe('北京')
    expect(appended('北京市', '东城区')).toBe('北京市东城区')
    expect(appended('ANNA', 'MARIA')).toBe('ANNA MARIA')
  })
})

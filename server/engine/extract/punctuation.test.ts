import { describe, expect, it } from 'vitest'
import { fakePage, type Printed } from './fake-reading.ts'
import { withChineseMarks } from './punctuation.ts'

const read = (text: string, doubts?: Printed['doubts']) =>
  withChineseMarks(fakePage([{ text, x: 0, y: 0, ...(doubts && { doubts }) }]).reading.lines[0]!)

describe('withChineseMarks', () => {
  it('reads a dot behind a Chinese sign as a full stop, at the line’s end and within it', () => {
    const line = read('避免阳光直射.请保管好.')
    expect(line.text).toBe('避免阳光直射。请保管好。')
    expect(line.chars[6]!.alternatives[0]!.text).toBe('.')
  })

  it('takes a doubtful comma for what it may be, and leaves a sure one', () => {
    expect(read('二十四个月，清晨', { 5: ['.', 0.4] }).text).toBe('二十四个月。清晨')
    expect(read('书法，绘画', { 2: ['、', 0.3] }).text).toBe('书法、绘画')
    expect(read('施工期间，请绕行', { 4: ['、', 0.01] }).text).toBe('施工期间，请绕行')
  })

  it('leaves figures and Latin words alone', () => {
    for (const text of ['共计12.50元', 'Tickets cost 12.50.', '网址www.example.com', '图3.2'])
      expect(read(text).text).toBe(text)
  })

  it('reads 干 as 于 only where a word wants it and the model saw it too', () => {
    expect(read('关干停水的通知', { 1: ['于', 0.1] }).text).toBe('关于停水的通知')
    expect(read('关干停水的通知').text).toBe('关干停水的通知')
    expect(read('保持干燥', { 2: ['于', 0.1] }).text).toBe('保持干燥')
  })
})

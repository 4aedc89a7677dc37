import { describe, expect, it } from 'vitest'
import { itemsOf, type ReviewItem } from '#contract/review'
import { flagAfter, flagBefore, flagOf, flagOrder, type FlagReason } from './flags.ts'
import { confidenceLevel, distributionOf } from './histogram.ts'
import { field, recognition } from './testing.ts'

const kind = 'id-card-front'
const broken = [{ id: 'cn-id-checksum', ok: false, message: '' }]

function item(patch: Partial<ReviewItem> = {}): ReviewItem {
  const [first] = itemsOf(recognition({ fields: [field('name', '张三', { confidence: 0.95 })] }))
  return { ...first!, ...patch }
}

describe('a flag', () => {
  it('is the most urgent reason: check, disagreement, confidence, empty', () => {
    expect(flagOf(item({ confidence: 0.1, agreement: 0.2 }), kind, broken, 0.8)).toBe('check')
    expect(flagOf(item({ confidence: 0.1, agreement: 0.2 }), kind, [], 0.8)).toBe('disagreement')
    expect(flagOf(item({ confidence: 0.1 }), kind, [], 0.8)).toBe('confidence')
    expect(flagOf(item({ value: null }), kind, [], 0.8)).toBe('empty')
    expect(flagOf(item(), kind, [], 0.8)).toBeNull()
  })

  it('does not come from a confidence that was not reported', () => {
    expect(flagOf(item({ confidence: null }), kind, [], 1)).toBeNull()
  })

  it('does not ask for a field that documents of the kind may lack', () => {
    expect(flagOf(item({ key: 'issue_date', value: null }), 'passport', [], 0.8)).toBeNull()
    expect(flagOf(item({ key: 'issue_date', value: null }), 'passport-cn', [], 0.8)).toBe('empty')
  })

  it('falls when a person accepted, marked or corrected, but a correction that breaks a check is flagged', () => {
    expect(flagOf(item({ confidence: 0.1, accepted: true }), kind, broken, 0.8)).toBeNull()
    expect(flagOf(item({ value: null, mark: 'missing' }), kind, [], 0.8)).toBeNull()
    expect(flagOf(item({ confidence: 0.1, value: '李四' }), kind, [], 0.8)).toBeNull()
    expect(flagOf(item({ value: '李四' }), kind, broken, 0.8)).toBe('check')
  })
})

describe('the order of flags', () => {
  const items = ['a', 'b', 'c', 'd', 'e'].map((id) => item({ id }))
  const flags = new Map<string, FlagReason>([
    ['a', 'empty'],
    ['b', 'confidence'],
    ['d', 'check'],
    ['e', 'confidence'],
  ])

  it('is by urgency and then as in the list', () => {
    expect(flagOrder(items, flags)).toEqual(['d', 'b', 'e', 'a'])
  })

  it('goes on from a flag that has just been answered', () => {
    const left = new Map([...flags].filter(([id]) => id !== 'b'))
    expect(flagAfter(items, left, 'b', 'confidence')).toBe('e')
    expect(flagAfter(items, new Map([['d', 'check']]), 'a', 'empty')).toBe('d')
    expect(flagAfter(items, flags, 'c', null)).toBe('d')
    expect(flagAfter(items, new Map(), 'b', 'confidence')).toBeNull()
  })

  it('goes back the same way', () => {
    expect(flagBefore(items, flags, 'e')).toBe('b')
    expect(flagBefore(items, flags, 'd')).toBe('a')
    expect(flagBefore(items, new Map(), 'd')).toBeNull()
  })
})

describe('the distribution', () => {
  it('counts what was not reported apart, never as 0 or 1', () => {
    const items = [0, 0.5, 0.99, 1, null].map((confidence, index) => item({ id: String(index), confidence }))
    const { bins, unknown, below, total } = distributionOf(items, 0.6, 10)
    expect(bins).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 2])
    expect({ unknown, below, total }).toEqual({ unknown: 1, below: 2, total: 5 })
    expect(confidenceLevel(null, 0.8)).toBe('unknown')
    expect([0.79, 0.8, 0.9, 1].map((value) => confidenceLevel(value, 0.8))).toEqual(['low', 'medium', 'high', 'high'])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundsOf } from '#contract/geometry'
import { drawnQuad, movedQuads, withCorner } from './box-edit.ts'
import { HitIndex, nextHit, type Target } from './hits.ts'
import { PageTargets } from './page-targets.ts'
import { openDocumentState, withLocal } from './document-state.ts'
import { recognition, rectangle } from './testing.ts'
import { quadToScreen } from './view.ts'

const page = { width: 600, height: 400 }

describe('boxes', () => {
  it('stay on the page however far they are moved', () => {
    fc.assert(
      fc.property(fc.integer({ min: -900, max: 900 }), fc.integer({ min: -900, max: 900 }), (x, y) => {
        const { left, top, right, bottom } = boundsOf(...movedQuads([rectangle(100, 100, 50, 20)], [x, y], page))
        expect(left >= 0 && top >= 0 && right <= 600 && bottom <= 400).toBe(true)
        expect([right - left, bottom - top]).toEqual([50, 20])
      }),
    )
  })

  it('of several lines move together', () => {
    const moved = movedQuads([rectangle(0, 0, 50, 20), rectangle(0, 30, 80, 20)], [5, 7], page)
    expect(moved).toEqual([rectangle(5, 7, 50, 20), rectangle(5, 37, 80, 20)])
  })

  it('give one corner away and keep three', () => {
    const quad = rectangle(10, 10, 100, 20)
    const [first, second, third, fourth] = withCorner(quad, 2, [150, 999], page)
    expect([first, second, fourth]).toEqual([quad[0], quad[1], quad[3]])
    expect(third).toEqual([150, 400])
  })

  it.each([0, 90, 180, 270] as const)(
    'are drawn so that text shown at %d degrees begins at the first corner',
    (rotation) => {
      const quad = drawnQuad([200, 180], [100, 100], rotation, page)
      const [topLeft, topRight, , bottomLeft] = quadToScreen({ scale: 1, x: 0, y: 0, rotation }, quad)
      expect(topRight[0]).toBeGreaterThan(topLeft[0])
      expect(topRight[1]).toBeCloseTo(topLeft[1])
      expect(bottomLeft[1]).toBeGreaterThan(topLeft[1])
    },
  )
})

describe('what is under the pointer', () => {
  const targets: Target[] = [
    { id: 'page', quads: [rectangle(0, 0, 600, 400)] },
    { id: 'block', quads: [rectangle(50, 50, 200, 100)] },
    { id: 'word', quads: [rectangle(60, 60, 40, 20)] },
    { id: 'nowhere', quads: [] },
  ]

  it('is the smallest box first, and another click takes the next', () => {
    const hits = new HitIndex(targets).at([70, 65])
    expect(hits).toEqual(['word', 'block', 'page'])
    expect(nextHit(hits, null)).toBe('word')
    expect(nextHit(hits, 'word')).toBe('block')
    expect(nextHit(hits, 'block')).toBe('page')
    expect(nextHit(hits, 'page')).toBe('word')
    expect(nextHit([], 'word')).toBeNull()
  })

  it('is nothing beside a skewed quad, though its rectangle reaches there', () => {
    const index = new HitIndex([
      {
        id: 'skewed',
        quads: [
          [
            [0, 50],
            [100, 0],
            [110, 20],
            [10, 70],
          ],
        ],
      },
    ])
    expect(index.at([5, 5])).toEqual([])
    expect(index.at([55, 35])).toEqual(['skewed'])
  })

  it('follows boxes that were moved, added and removed, without a rebuild and with one', () => {
    const many = Array.from({ length: 500 }, (_, index) => ({
      id: `box ${index}`,
      quads: [rectangle(index * 10, 0, 8, 8)],
    }))
    const index = new HitIndex(many)
    for (let each = 0; each < 100; each++) index.set({ id: `box ${each}`, quads: [rectangle(each * 10, 1000, 8, 8)] })
    index.set({ id: 'new', quads: [rectangle(5, 2000, 8, 8)] })
    index.set({ id: 'box 300', quads: [] })
    expect(index.at([54, 4])).toEqual([])
    expect(index.at([54, 1004])).toEqual(['box 5'])
    expect(index.at([9, 2004])).toEqual(['new'])
    expect(index.at([3004, 4])).toEqual([])
    expect(index.within(-1, -1, 1e6, 1e6)).toHaveLength(500)
  })
})

describe('the boxes of a page', () => {
  it('keep in step with an edit, and count only the page shown', () => {
    const state = openDocumentState(recognition(), [], 0)
    const targets = new PageTargets()
    expect(targets.sync(state.review.items, 0)).toBe('all')
    expect(targets.sync(state.review.items, 0)).toBeNull()
    expect(targets.count).toBe(6)
    expect(targets.numberOf('field:sex')).toBe(2)
    const from = { page: 0, quads: state.review.items[0]!.quads, boxSource: 'provider' as const }
    const moved = withLocal(state, {
      id: '1',
      recognitionId: 'recognition-1',
      label: 'box',
      changes: [
        {
          type: 'box',
          item: 'field:name',
          from,
          to: { page: 0, quads: [rectangle(400, 300, 40, 20)], boxSource: 'operator' },
        },
      ],
    })
    expect(targets.sync(moved.review.items, 0)).toEqual([state.review.items[0], moved.review.items[0]])
    expect(targets.index.at([110, 30])).toEqual([])
    expect(targets.index.at([410, 310])).toEqual(['field:name'])
    targets.sync(moved.review.items, 1)
    expect(targets.count).toBe(0)
  })
})

import { describe, expect, test } from 'vitest'
import { kindByName } from '../../contract/documents/index.ts'
import type { Quad } from '../../contract/geometry.ts'
import type { Line } from '../../contract/result.ts'
import { readDocument, type ReadDocumentOptions } from '../../engine/read-document.ts'
import type { Engine } from '../../engine/reading.ts'
import { describeConformance, recordingContext } from '../conformance.ts'
import { createProviders } from '../index.ts'
import type { Provider, UprightPage } from '../provider.ts'

const pageSize = { width: 640, height: 400 }

/** A line of square signs; `left` may be outside of the page, as a box that detection widened is. */
function line(text: string, left: number, top: number, confidence: number | null): Line {
  const side = 24
  const quadAt = (x: number, width: number): Quad => [
    [x, top],
    [x + width, top],
    [x + width, top + side],
    [x, top + side],
  ]
  const signs = Array.from(text)
  const chars = signs.map((sign, index) => ({
    text: sign,
    quad: quadAt(left + index * side, side),
    confidence: confidence ?? 0,
    alternatives: [],
  }))
  return { text, page: 0, quad: quadAt(left, signs.length * side), confidence, chars: confidence === null ? [] : chars }
}

interface Log {
  opened: number
  closed: number
  /** Most pages open at one time. */
  most: number
}

/** An engine that finds the same lines on every page, and says how far it is. */
function fakeEngine(confidence: number | null, log: Log = { opened: 0, closed: 0, most: 0 }): Engine {
  const lines = [line('居民身份证', -3, 10, confidence), line('公民身份号码110105199003077219', 20, 380, confidence)]
  return {
    async open(_image, { signal, onProgress } = {}) {
      onProgress?.({ stage: 'waiting', share: 0, position: 1 })
      signal?.throwIfAborted()
      log.opened += 1
      log.most = Math.max(log.most, log.opened - log.closed)
      return {
        ...pageSize,
        async read({ signal: stop, onProgress: tell } = {}) {
          for (const stage of ['detecting', 'reading'] as const) {
            for (const share of [0, 0.5, 1]) tell?.({ stage, share })
            await Promise.resolve()
            stop?.throwIfAborted()
          }
          const timings = { decodeMs: 0, detectMs: 0, orientMs: 0, recogniseMs: 0 }
          return { ...pageSize, rotation: 0, lines, timings }
        },
        look: async (_quad, views) => views.map(() => ({ text: '', confidence: 0, chars: [] })),
        close: () => {
          log.closed += 1
        },
      }
    },
    stats: () => ({ workers: 1, busy: 0, waiting: 0 }),
    close: async () => undefined,
  }
}

function localOn(engine: Engine, kinds = ['general-text', 'id-card-front']): Provider {
  const read = (kind: string, pages: readonly UprightPage[], context: ReadDocumentOptions) =>
    readDocument(engine, kind, pages, context)
  return createProviders({ local: { readableKinds: kinds, read } })[0]!
}

const twoPages = (): UprightPage[] =>
  [0, 1].map((index) => ({ index, ...pageSize, image: async () => new Uint8Array([1]) }))

describeConformance('local', { create: () => localOn(fakeEngine(0.9)), pages: twoPages }, [
  'general-text',
  'id-card-front',
])
describeConformance(
  'local without confidences',
  {
    create: () => localOn(fakeEngine(0.9)),
    createWithoutConfidence: () => localOn(fakeEngine(null)),
    pages: twoPages,
  },
  ['general-text'],
)

describe('local', () => {
  const order = (kind: string) => {
    const provider = localOn(fakeEngine(0.9))
    const capability = provider.capabilities.find(({ id }) => id === kind)!
    const file = { format: 'tiff' as const, bytes: 1, read: async () => new Uint8Array([1]) }
    return { id: 'one', capability, kind: kindByName(kind)!, parameters: {}, pages: twoPages(), file, job: null }
  }

  test('offers exactly the kinds that can be extracted, with the limits of intake', () => {
    const { capabilities } = localOn(fakeEngine(0.9), ['passport', 'no-such-kind'])
    expect(capabilities.map(({ id, kinds }) => [id, kinds])).toEqual([['passport', ['passport']]])
    expect(capabilities[0]!.limits).toMatchObject({ maxBytes: 50_000_000, maxPixels: 120_000_000, maxPages: 50 })
    expect(capabilities[0]!.limits.formats).toHaveLength(8)
  })

  test('reads the pages in order, one at a time, and closes each, also after a failure', async () => {
    const log: Log = { opened: 0, closed: 0, most: 0 }
    const asked: number[] = []
    const request = order('general-text')
    const pages = request.pages.map((page) => ({
      ...page,
      image: () => {
        asked.push(page.index)
        return page.image()
      },
    }))
    const { context } = recordingContext()
    const { findings } = await localOn(fakeEngine(0.9, log)).recognise({ ...request, pages }, context)
    expect([asked, log]).toEqual([[0, 1], { opened: 2, closed: 2, most: 1 }])
    expect([...new Set(findings.lines.map(({ page }) => page))]).toEqual([0, 1])
    const broken = {
      ...fakeEngine(0.9, log),
      open: async () => ({
        ...(await fakeEngine(0.9, log).open(new Uint8Array())),
        read: () => Promise.reject(new Error('broken')),
      }),
    }
    await expect(localOn(broken).recognise(request, context)).rejects.toThrow('broken')
    expect(log.opened).toBe(log.closed)
  })

  test('takes a field that stands on both pages once, and checks it', async () => {
    const { context } = recordingContext()
    const { findings } = await localOn(fakeEngine(0.9)).recognise(order('id-card-front'), context)
    const numbers = findings.fields.filter(({ key }) => key === 'id_number')
    expect(numbers.map(({ value, page }) => [value, page])).toEqual([['110105199003077219', 0]])
    expect(numbers[0]!.checks).toContainEqual(expect.objectContaining({ id: 'cn-id-checksum', ok: true }))
  })

  test('half of the way is the end of the first of two pages', async () => {
    const { context, seen } = recordingContext()
    const steps = seen.progress
    await localOn(fakeEngine(0.9)).recognise(order('general-text'), context)
    const beforeSecond = steps.slice(
      0,
      steps.findLastIndex(({ stage }) => stage === 'waiting'),
    )
    expect(Math.max(...beforeSecond.map(({ share }) => share))).toBeLessThanOrEqual(0.5)
    expect(steps.at(-1)!.share).toBeGreaterThan(0.9)
  })
})

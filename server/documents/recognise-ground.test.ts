import { describe, expect, test } from 'vitest'
import { kindByName } from '../contract/documents/index.ts'
import type { Quad } from '../contract/geometry.ts'
import type { Findings, Line } from '../contract/result.ts'
import type { Engine, Reading } from '../engine/reading.ts'
import { fieldOf, noFindings } from '../providers/field.ts'
import { createGrounder } from './recognise-ground.ts'

const size = { width: 640, height: 400 }

/** A line of square signs, 24 pixels each. */
function line(text: string, left: number, top: number): Line {
  const quadAt = (x: number, width: number): Quad => [
    [x, top],
    [x + width, top],
    [x + width, top + 24],
    [x, top + 24],
  ]
  const signs = Array.from(text)
  const chars = signs.map((sign, index) => ({
    text: sign,
    quad: quadAt(left + 24 * index, 24),
    confidence: 0.99,
    alternatives: [],
  }))
  return { text, page: 0, quad: quadAt(left, 24 * signs.length), confidence: 0.99, chars }
}

const lines = [line('姓名张伟', 40, 40), line('公民身份号码110105199003077219', 40, 300)]
const timings = { decodeMs: 0, detectMs: 0, orientMs: 0, recogniseMs: 0 }

/** An engine that reads these lines on every page, and counts. */
function engineReading(read: () => Promise<Reading>) {
  const counts = { opened: 0, closed: 0 }
  const engine: Engine = {
    async open(_image, { signal } = {}) {
      signal?.throwIfAborted()
      counts.opened += 1
      return { ...size, read, look: async () => [], close: () => void (counts.closed += 1) }
    },
    stats: () => ({ workers: 1, busy: 0, waiting: 0 }),
    close: async () => undefined,
  }
  return { engine, counts }
}

const usual = () => engineReading(async () => ({ ...size, rotation: 0, lines, timings }))
const pages = [{ index: 0, ...size, image: async () => new Uint8Array([1]) }]
const kind = kindByName('id-card-front')!

/** A cloud's answer without places. */
function answer(values: Record<string, string>): Findings {
  const fields = Object.entries(values).map(([key, value]) =>
    fieldOf({ provider: 'cloud', kind: kind.kind, key, nativeName: key, path: key, value }),
  )
  return { ...noFindings(), fields }
}

function begin(engine: Engine, rest: { kind?: typeof kind; signal?: AbortSignal } = {}) {
  const logged: Record<string, unknown>[] = []
  const signal = rest.signal ?? new AbortController().signal
  const grounding = createGrounder(engine, (entry) => void logged.push(entry)).begin({
    kind: rest.kind ?? kind,
    pages,
    recognition: 'one',
    signal,
  })
  return { grounding, logged }
}

describe('grounding beside a cloud’s call', () => {
  test('values are placed where our engine reads them, and its lines are offered beside the answer', async () => {
    const { engine, counts } = usual()
    const { grounding } = begin(engine)
    const found = await grounding.finish(answer({ name: '张伟', id_number: '110105199003077210' }))
    const [name, number] = found.fields
    expect(name).toMatchObject({ boxSource: 'grounded', agreement: 1, confidence: null, page: 0 })
    expect(name!.quads).toEqual([
      [
        [88, 40],
        [136, 40],
        [136, 64],
        [88, 64],
      ],
    ])
    expect(number!.agreement).toBeLessThan(1)
    expect(number!.chars!.flatMap(({ text, read }) => (read === undefined ? [] : [[text, read]]))).toEqual([['0', '9']])
    expect(found.lines.map(({ text, source }) => [text, source])).toEqual([
      ['姓名张伟', 'engine'],
      ['公民身份号码110105199003077219', 'engine'],
    ])
    expect(counts).toEqual({ opened: 1, closed: 1 })
  })

  test('lines that the provider reported are not doubled', async () => {
    const { grounding } = begin(usual().engine)
    const own = { ...lines[0]!, text: '姓名张伟', chars: [] }
    const found = await grounding.finish({ ...answer({ name: '张伟' }), lines: [own] })
    expect(found.lines).toHaveLength(1)
    expect(found.lines[0]!.source).toBeUndefined()
  })

  test('an answer that was paid for stands when our engine fails, and that is logged without what was read', async () => {
    const broken = engineReading(() => Promise.reject(new Error('张伟 could not be read')))
    const { grounding, logged } = begin(broken.engine)
    const given = answer({ name: '张伟' })
    expect(await grounding.finish(given)).toBe(given)
    expect(broken.counts.closed).toBe(1)
    expect(logged).toEqual([{ level: 'error', event: 'grounding-failed', recognition: 'one', errorType: 'Error' }])
  })

  test('what our own engine has read, and what stands in a video’s frames, is left alone', async () => {
    const own = answer({ name: '张伟' })
    own.fields[0] = { ...own.fields[0]!, confidence: 0.9, confidenceSource: 'engine' }
    expect(await begin(usual().engine).grounding.finish(own)).toBe(own)
    const video = usual()
    const frames = { ...noFindings(), frames: [{ timeMs: 0, lines: [] }] }
    expect(await begin(video.engine, { kind: kindByName('video-text')! }).grounding.finish(frames)).toBe(frames)
    expect(video.counts.opened).toBe(0)
  })

  test('a cancelled recognition is not grounded', async () => {
    const cancelled = new AbortController()
    const { grounding } = begin(engineReading(() => new Promise(() => undefined)).engine, { signal: cancelled.signal })
    const finished = grounding.finish(answer({ name: '张伟' }))
    cancelled.abort(new Error('cancelled'))
    await expect(finished).rejects.toThrow('cancelled')
  })
})

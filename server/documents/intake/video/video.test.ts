import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { factsOf } from '../../../contract/file-facts.ts'
import { ProblemError } from '../../../contract/problem.ts'
import { framesToRead, motionJpegFrames, videoFactsOf } from './frames.ts'
import { videoPage } from './page.ts'
import { makeAvi, makeMp4 } from './test-videos.ts'

const size = { width: 48, height: 32, framesPerSecond: 5 }
let frames: Buffer[]
beforeAll(async () => {
  frames = await Promise.all(
    [10, 90, 170, 250].map((grey) =>
      sharp({ create: { width: 48, height: 32, channels: 3, background: { r: grey, g: grey, b: grey } } })
        .jpeg()
        .toBuffer(),
    ),
  )
})

const made = [
  ['avi', makeAvi],
  ['mp4', makeMp4],
] as const

describe.each(made)('%s', (format, make) => {
  test('says its size, length, rate and codec', () => {
    const bytes = make({ frames, ...size })
    expect(factsOf(bytes, bytes.length)).toMatchObject({
      format,
      width: 48,
      height: 32,
      durationMs: 800,
      framesPerSecond: 5,
      pages: 1,
    })
    expect(videoFactsOf(bytes).codec).toMatch(/^(MJPG|jpeg)$/)
  })

  test('gives its frames in order, byte for byte, with their times', () => {
    const coded = motionJpegFrames(make({ frames, ...size }))
    expect(coded.map(({ timeMs }) => timeMs)).toEqual([0, 200, 400, 600])
    coded.forEach(({ bytes }, index) => expect(Buffer.from(bytes).equals(frames[index]!)).toBe(true))
  })

  test('shows its first frame as its page', async () => {
    const page = await videoPage(format, make({ frames, ...size }))
    expect([page.width, page.height, page.image.contentType]).toEqual([48, 32, 'image/jpeg'])
    expect((await sharp(page.image.bytes).stats()).channels[0]!.mean).toBeCloseTo(10, -1)
  })

  test('has an even grey page of its size where its codec is not decoded', async () => {
    const bytes = make({ frames: [Buffer.from('not a jpeg')], ...size, codec: 'avc1' })
    const page = await videoPage(format, bytes)
    expect([page.width, page.height]).toEqual([48, 32])
    expect(() => motionJpegFrames(bytes)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code: 'video-codec-unknown' }) }),
    )
  })

  test('without a frame is refused', async () => {
    await expect(videoPage(format, make({ frames: [], ...size }))).rejects.toMatchObject({
      problem: { code: 'video-empty' },
    })
  })

  test('cut off anywhere is a document problem or fewer frames, never another error', () => {
    const whole = make({ frames, ...size })
    for (let length = 12; length < whole.length; length += 37) {
      const bytes = whole.subarray(0, length)
      factsOf(bytes, bytes.length)
      videoFactsOf(bytes)
      const outcome = () => {
        try {
          return motionJpegFrames(bytes).length <= frames.length
        } catch (error) {
          return error instanceof ProblemError && error.problem.whoseFault === 'document'
        }
      }
      expect([length, outcome()]).toEqual([length, true])
    }
  })
})

test('an empty chunk repeats the frame before it', () => {
  const coded = motionJpegFrames(makeAvi({ frames: [frames[0]!, Buffer.alloc(0), frames[1]!], ...size }))
  expect(coded.map(({ bytes }) => bytes.length)).toEqual([frames[0]!.length, frames[0]!.length, frames[1]!.length])
})

test('at most two frames a second are read, and at most thirty of a video', () => {
  const many = (count: number) => Array.from({ length: count }, () => frames[0]!)
  expect(framesToRead(makeAvi({ frames: many(10), ...size })).map(({ timeMs }) => timeMs)).toEqual([0, 600, 1000, 1600])
  const chosen = framesToRead(makeAvi({ frames: many(300), ...size }))
  expect(chosen.length).toBeLessThanOrEqual(30)
  expect(chosen.at(-1)!.timeMs).toBeGreaterThan(57_000)
})

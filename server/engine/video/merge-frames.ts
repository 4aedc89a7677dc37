import { intersectionOverUnion } from '../../contract/geometry.ts'
import type { Findings, Line } from '../../contract/result.ts'
import { alignSigns, foldedSign } from '../text-layer/align.ts'

type Frame = Findings['frames'][number]

/** From this overlap and this likeness on, lines of two frames are the same line. */
const samePlace = 0.5
const sameText = 0.75

const signsOf = ({ text }: Line) => Array.from(text.replaceAll(/\s/gu, ''), foldedSign)

function isSame(first: Line, second: Line): boolean {
  if (intersectionOverUnion(first.quad, second.quad) < samePlace) return false
  const [a, b] = [signsOf(first).slice(0, 200), signsOf(second).slice(0, 200)]
  const { distance } = alignSigns(a, b)
  return 1 - distance / Math.max(a.length, b.length, 1) >= sameText
}

/** One line through successive frames: its readings, by the number of the frame. */
interface Track {
  readings: Map<number, Line>
  last: Line
  lastFrame: number
}

/** How often a text was read and how surely: the reading that most frames agree on is the right one. */
function bestOf(readings: readonly Line[]): Line {
  const votes = new Map<string, number>()
  for (const { text, confidence } of readings) votes.set(text, (votes.get(text) ?? 0) + (confidence ?? 0.5))
  return readings.toSorted(
    (first, second) =>
      votes.get(second.text)! - votes.get(first.text)! || (second.confidence ?? 0) - (first.confidence ?? 0),
  )[0]!
}

/**
 * Frames in which the same text at the same place in successive frames is one line: all of its frames say what most of them read, and a frame between two
 * others that missed it has it too. So the first and the last frame that have a line say from when to when it was seen. Every frame stays.
 */
export function mergeFrames(frames: readonly Frame[]): Frame[] {
  const tracks: Track[] = []
  for (const [index, { lines }] of frames.entries()) {
    for (const line of lines) {
      // One frame without it is a miss, not an end.
      const own = tracks.findLast(
        ({ last, lastFrame }) => lastFrame < index && index - lastFrame <= 2 && isSame(last, line),
      )
      if (own) {
        own.readings.set(index, line)
        own.last = line
        own.lastFrame = index
      } else tracks.push({ readings: new Map([[index, line]]), last: line, lastFrame: index })
    }
  }
  const merged = frames.map(({ timeMs }): Frame => ({ timeMs, lines: [] }))
  for (const { readings, lastFrame } of tracks) {
    const best = bestOf([...readings.values()])
    const [first] = readings.keys()
    for (let index = first!; index <= lastFrame; index += 1) merged[index]!.lines.push(best)
  }
  return merged
}

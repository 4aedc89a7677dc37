import type { Picture } from '../picture.ts'
import type { RuleReading } from '../reading.ts'
import { greyOf, levelWithin, type Grey } from './grey.ts'

/** The grey picture turned so that text runs along its rows, with where its origin lies in the frame's coordinates. */
function straightened(grey: Grey, angle: number): { grey: Grey; left: number; top: number } {
  if (Math.abs(angle) < 0.002) return { grey, left: 0, top: 0 }
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const corners = [
    [0, 0],
    [grey.width, 0],
    [grey.width, grey.height],
    [0, grey.height],
  ].map(([x, y]) => [x! * cos + y! * sin, y! * cos - x! * sin])
  const left = Math.floor(Math.min(...corners.map(([u]) => u!)))
  const top = Math.floor(Math.min(...corners.map(([, v]) => v!)))
  const width = Math.ceil(Math.max(...corners.map(([u]) => u!))) - left
  const height = Math.ceil(Math.max(...corners.map(([, v]) => v!))) - top
  const data = new Uint8Array(width * height).fill(255)
  for (let v = 0; v < height; v += 1) {
    for (let u = 0; u < width; u += 1) {
      const x = Math.round((u + left) * cos - (v + top) * sin)
      const y = Math.round((u + left) * sin + (v + top) * cos)
      if (x >= 0 && y >= 0 && x < grey.width && y < grey.height) data[v * width + u] = grey.data[y * grey.width + x]!
    }
  }
  return { grey: { data, width, height }, left, top }
}

/** 1 where a pixel is darker than its surroundings across a rule's direction: thin rules stand out, shaded cells do not. */
function inkAcross({ data, width, height }: Grey, direction: 'along' | 'across'): Uint8Array {
  const ink = new Uint8Array(data.length)
  const step = direction === 'along' ? width : 1
  const reach = 5
  const least = 22
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const position = direction === 'along' ? y : x
      const limit = direction === 'along' ? height : width
      if (position < reach || position >= limit - reach) continue
      const at = y * width + x
      const value = data[at]!
      if (data[at - reach * step]! - value > least && data[at + reach * step]! - value > least) ink[at] = 1
    }
  }
  return ink
}

/** Straight strokes of at least `shortest` pixels. A stroke may waver by a pixel, so that a residue of skew does not break it. */
function strokes(
  ink: Uint8Array,
  { width, height }: Grey,
  direction: 'along' | 'across',
  shortest: number,
): RuleReading[] {
  const along = direction === 'along'
  const [length, breadth] = along ? [width, height] : [height, width]
  const at = (position: number, offset: number) => (along ? offset * width + position : position * width + offset)
  const runs: RuleReading[] = []
  for (let offset = 1; offset < breadth - 1; offset += 1) {
    let from = -1
    let last = -1
    for (let position = 0; position <= length; position += 1) {
      const dark =
        position < length &&
        (ink[at(position, offset)] === 1 || ink[at(position, offset - 1)] === 1 || ink[at(position, offset + 1)] === 1)
      if (dark) {
        if (from < 0) from = position
        last = position
      } else if (from >= 0 && (position - last > 4 || position === length)) {
        if (last - from + 1 >= shortest) runs.push({ direction, at: offset, from, to: last + 1 })
        from = -1
      }
    }
  }
  // Neighbouring rows of one stroke become one: those that lie within three pixels of each other and overlap.
  const merged: (RuleReading & { weight: number })[] = []
  for (const run of runs) {
    const own = merged.findLast(
      (other) => Math.abs(run.at - other.at / other.weight) < 4 && run.from < other.to && other.from < run.to,
    )
    if (own) {
      own.at += run.at
      own.weight += 1
      own.from = Math.min(own.from, run.from)
      own.to = Math.max(own.to, run.to)
    } else merged.push({ ...run, weight: 1 })
  }
  return merged.map(({ weight, at: total, ...rest }) => ({ ...rest, at: total / weight }))
}

/** Ruled lines along and across the text, in the frame's coordinates at full size. */
export function findRules(picture: Picture, angle: number): RuleReading[] {
  const { level, factor } = levelWithin(picture, 2000)
  const { grey, left, top } = straightened(greyOf(level), angle)
  const shortest = Math.max(14, Math.round(0.012 * Math.max(grey.width, grey.height)))
  return (['along', 'across'] as const).flatMap((direction) => {
    const least = direction === 'along' ? 3 * shortest : shortest
    const [shift, start] = direction === 'along' ? [top, left] : [left, top]
    return strokes(inkAcross(grey, direction), grey, direction, least).map((rule) => ({
      direction,
      at: (rule.at + 0.5 + shift) * factor,
      from: (rule.from + start) * factor,
      to: (rule.to + start) * factor,
    }))
  })
}

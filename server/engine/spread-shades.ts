import type { Crop } from './crop.ts'

/** Shades beyond these shares of a crop's pixels are its deepest shadow and its brightest light. */
const [darkest, lightest] = [0.02, 0.98]
const shadeCount = 64

/** Spreads a crop's shades, all planes alike, over the whole range, in place. A crop of one shade stays as it is. */
export function spreadShades({ planes }: Crop): void {
  const counts = new Uint32Array(shadeCount)
  const shadeOf = (value: number) => Math.min(shadeCount - 1, Math.max(0, Math.floor(((value + 1) / 2) * shadeCount)))
  for (const value of planes) counts[shadeOf(value)]! += 1
  const at = (share: number) => {
    let passed = 0
    for (let shade = 0; shade < shadeCount; shade++) {
      passed += counts[shade]!
      if (passed >= share * planes.length) return ((shade + 0.5) / shadeCount) * 2 - 1
    }
    return 1
  }
  const [low, high] = [at(darkest), at(lightest)]
  if (high - low < 4 / shadeCount) return
  const scale = 2 / (high - low)
  for (let index = 0; index < planes.length; index++)
    planes[index] = Math.min(1, Math.max(-1, (planes[index]! - low) * scale - 1))
}

/** Random numbers that are the same for the same seed. */
export interface Draws {
  /** 0..1. */
  uniform: () => number
  /** Mean 0, deviation 1. */
  normal: () => number
  /** A count with this mean whose variance is `dispersion` times the mean (1 = Poisson). */
  count: (mean: number, dispersion: number) => number
}

/** From here on a count is as good as normal. */
const largeMean = 40

/** FNV-1a of a text. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.codePointAt(index)!, 0x01000193)
  }
  return hash >>> 0
}

export function createDraws(seed: string): Draws {
  let state = hashOf(seed)
  /** Mulberry32. */
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }
  /** Box and Muller; one of the pair is enough. */
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  /** Marsaglia and Tsang (2000); a shape below 1 by their own note. */
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * (1 - uniform()) ** (1 / shape)
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = normal()
      const v = (1 + c * x) ** 3
      if (v > 0 && Math.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
    }
  }
  const poisson = (mean: number) => {
    if (mean > largeMean) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()))
    const limit = Math.exp(-mean)
    let count = 0
    for (let product = uniform(); product > limit; product *= uniform()) count += 1
    return count
  }
  return {
    uniform,
    normal,
    count(mean, dispersion) {
      if (mean <= 0) return 0
      if (dispersion <= 1.01) return poisson(mean)
      if (mean > largeMean * dispersion) return Math.max(0, Math.round(mean + Math.sqrt(mean * dispersion) * normal()))
      // Negative binomial: a Poisson whose mean is itself a gamma.
      return poisson(gamma(mean / (dispersion - 1)) * (dispersion - 1))
    },
  }
}

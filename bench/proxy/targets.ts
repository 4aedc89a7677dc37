/** Figures of one way for one size and one number at a time; milliseconds, megabytes (2^20 bytes). */
export interface Figures {
  name: string
  cpuMsPerRequest: number
  requestsPerSecond: number
  slowestMs: number
  stallP99Ms: number | null
  idleMegabytes: number
  peakMegabytes: number
}

export interface Target {
  what: string
  value: number | null
  /** `value` must not be above it, or with `atLeast` not below. */
  bound: number
  atLeast?: boolean
}

export const ours = 'fieldproof'

/** Whether a target is met; null where nothing was measured to hold it against. */
export function isMet({ value, bound, atLeast = false }: Target): boolean | null {
  if (value === null) return null
  return atLeast ? value >= bound : value <= bound
}

/**
 * The targets of issue 2 for 10 MB pictures (PERFORMANCE.md has what each way costs).
 * @param figures of all ways for one number at a time
 * @param pictureMegabytes of one picture
 */
export function targetsOf(figures: readonly Figures[], pictureMegabytes: number, atATime: number): Target[] {
  const of = (name: string) => figures.find((figure) => figure.name === name)
  const mine = of(ours)!
  const ratio = (pick: (figure: Figures) => number, other: string) => {
    const theirs = of(other)
    return theirs ? pick(mine) / pick(theirs) : null
  }
  const cpu = ({ cpuMsPerRequest }: Figures) => cpuMsPerRequest
  const targets: Target[] = [
    { what: 'CPU to the naive way', value: ratio(cpu, 'naive'), bound: 0.35 },
    { what: 'CPU to pipe + Base64 + sha256', value: ratio(cpu, 'pipe + Base64 + sha256'), bound: 1.2 },
    {
      what: "requests/s to nginx's",
      value: ratio(({ requestsPerSecond }) => requestsPerSecond, 'nginx'),
      bound: 0.45,
      atLeast: true,
    },
  ]
  // One body alone must be held whole to be signed, and alone nobody waits for anybody.
  if (atATime < 32) return targets
  return [
    ...targets,
    {
      what: 'memory over idle to the bytes of the pictures in flight',
      value: (mine.peakMegabytes - mine.idleMegabytes) / (pictureMegabytes * atATime),
      bound: 0.75,
    },
    { what: 'slowest request to the naive way', value: ratio(({ slowestMs }) => slowestMs, 'naive'), bound: 0.5 },
  ]
}

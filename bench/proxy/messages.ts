/** What a way's process is told and what it answers. */
export type Order = { type: 'begin' } | { type: 'end' } | { type: 'stop' }

export interface Usage {
  /** User and system time of the process since `begin`. */
  cpuMs: number
  /** Null where there is no event loop. */
  stallP99Ms: number | null
  /** Largest resident size since the process began. */
  peakMegabytes: number
}

export type Report =
  | { type: 'ready'; port: number; idleMegabytes: number }
  | { type: 'begun' }
  | ({ type: 'usage' } & Usage)

/** What the parent asks a contestant's process to do, and what it answers: one JSON message each over Node's own channel. */
export type Task =
  | { type: 'read'; path: string }
  /** Reads all pages as fast as it can, several callers at once. */
  | { type: 'queue'; paths: string[] }
  | { type: 'memory' }
  | { type: 'stop' }

export interface ReadAnswer {
  type: 'read'
  milliseconds: number
  /** Processor time of all threads, which a busy machine disturbs less than the clock. */
  processorMs: number
  lines: string[]
}

export interface QueueAnswer {
  type: 'queue'
  milliseconds: number
  /** Event-loop delay while the queue was worked off, in milliseconds. */
  stallP99: number
  stallMax: number
}

export interface MemoryAnswer {
  type: 'memory'
  peakMegabytes: number
}

export type Answer = { type: 'ready' } | ReadAnswer | QueueAnswer | MemoryAnswer

import type { StandInDependencies } from '../../stand-in.ts'
import type { Work } from './actions.ts'
import { Refused } from './refused.ts'

type Status = 'QUEUING' | 'PROCESSING' | 'PROCESS_SUCCESS' | 'PROCESS_FAILED'

interface Job {
  status: Status
  orderedAt: number
  result?: string
  error?: { code: string; message: string }
}

/** S4: the files of a job are valid for 30 minutes. */
const lifeMs = 30 * 60 * 1000

/** Invention: how long a job waits before it is begun. */
const queueMs = 200

export interface Jobs {
  order(id: string, work: Work): void
  /** `Data` of GetAsyncJobResult. @throws Refused for an id that nobody ordered, or whose result is gone */
  ask(id: string): Record<string, unknown>
}

/** Jobs of the two asynchronous actions: QUEUING, then PROCESSING while the engine works, then an end (common.json, asyncJobs). */
export function createJobs({
  clock,
  engine,
  uuid,
  wait,
}: Pick<StandInDependencies, 'clock' | 'engine' | 'uuid' | 'wait'>): Jobs {
  const jobs = new Map<string, Job>()

  function sweep(): void {
    const oldest = clock().getTime() - lifeMs
    for (const [id, { orderedAt }] of jobs) if (orderedAt < oldest) jobs.delete(id)
  }

  async function run(job: Job, work: Work): Promise<void> {
    // A job goes on when nobody asks for it any more; nothing ends it but its own end.
    const { signal } = new AbortController()
    try {
      await wait(queueMs, signal)
      job.status = 'PROCESSING'
      job.result = JSON.stringify(await work({ engine, signal, uuid }))
      job.status = 'PROCESS_SUCCESS'
    } catch (error) {
      const { code, message } =
        error instanceof Refused ? error.refusal : { code: 'InternalError', message: 'The job has failed.' }
      job.error = { code, message }
      job.status = 'PROCESS_FAILED'
    }
  }

  return {
    order(id, work) {
      sweep()
      const job: Job = { status: 'QUEUING', orderedAt: clock().getTime() }
      jobs.set(id, job)
      void run(job, work)
    },
    ask(id) {
      sweep()
      const job = jobs.get(id)
      // Invention: the document has no code for an unknown job; its example of GetAsyncJobResult shows these words.
      if (!job) throw new Refused('InvalidParameter', 'paramsIllegal')
      const { status, result, error } = job
      return {
        Status: status,
        ...(error && { ErrorMessage: error.message }),
        ...(result !== undefined && { Result: result }),
        ...(error && { ErrorCode: error.code }),
        JobId: id,
      }
    },
  }
}

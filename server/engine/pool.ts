import { Worker } from 'node:worker_threads'
import { ProblemError, type ProblemInput } from '../contract/problem.ts'
import type { Answers, FromWorker, Job, ToWorker, WorkerSettings } from './messages.ts'

/** The worker saw that its page's `cancelled` was set. */
export class JobCancelled extends Error {}

export function engineProblem(code: string, title: string, more: Partial<ProblemInput> = {}): ProblemError {
  return new ProblemError({ code, title, status: 503, retryable: true, whoseFault: 'us', ...more })
}

const crashed = (detail: string) =>
  engineProblem('engine-crashed', 'The local engine stopped while it read this page', {
    detail,
    status: 500,
    action: 'Try again. If it happens again with the same picture, the picture is the reason.',
  })

const closed = () => engineProblem('engine-closed', 'The local engine has been closed', { retryable: false })

/** Longer than a busy machine takes to load the models, or for what it does with one line. */
const maxEndMs = 30_000

interface Pending {
  resolve: (answer: never) => void
  reject: (error: Error) => void
  onProgress?: () => void
}

/** One worker thread and the jobs it has been given. A thread that dies takes its jobs with it and is replaced. */
export class PoolWorker {
  readonly #settings: WorkerSettings
  readonly #pending = new Map<number, Pending>()
  #thread: Worker | null = null
  #nextId = 1
  #closed = false

  constructor(settings: WorkerSettings) {
    this.#settings = settings
    this.#start()
  }

  /** How many jobs it has not answered. */
  get load(): number {
    return this.#pending.size
  }

  /** The thread's number, for tests that kill it. */
  get thread(): Worker | null {
    return this.#thread
  }

  run<Type extends Job['type']>(job: Extract<Job, { type: Type }>, onProgress?: () => void): Promise<Answers[Type]> {
    if (this.#closed) return Promise.reject(closed())
    const thread = this.#thread ?? this.#start()
    const id = this.#nextId++
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, onProgress })
      thread.ref()
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
      thread.postMessage({ type: 'job', id, job } satisfies ToWorker)
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    const thread = this.#thread
    this.#thread = null
    this.#fail(closed())
    if (!thread) return
    // A thread that is ended while onnxruntime loads its models or runs one takes the whole process with it (Napi::Error, SIGABRT): it ends itself.
    let timer: NodeJS.Timeout | undefined
    const ended = new Promise((resolve) => {
      thread.once('exit', resolve)
      timer = setTimeout(resolve, maxEndMs)
    })
    thread.ref()
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
    thread.postMessage({ type: 'stop' } satisfies ToWorker)
    await ended
    clearTimeout(timer)
    await thread.terminate()
  }

  #start(): Worker {
    const thread = new Worker(new URL('./worker-entry.cjs', import.meta.url), {
      workerData: this.#settings,
      // Not the server's own --import: the entry registers the loader.
      execArgv: [],
      name: 'fieldproof-engine',
      // Little garbage is made at a time, so small spaces do; what this alone saves was not measured.
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    })
    let ready = false
    let reason = ''
    thread.on('message', (message: FromWorker) => {
      if (message.type === 'ready') ready = true
      else this.#receive(message)
    })
    thread.on('error', (error) => {
      reason = error instanceof Error ? error.message : String(error)
    })
    thread.on('exit', (code) => {
      if (this.#thread !== thread) return
      this.#thread = null
      this.#fail(crashed(reason || `The worker ended with code ${code}.`))
      // A worker that never got ready is started again only when there is work: otherwise a broken installation would start workers for ever.
      if (ready && !this.#closed) this.#start()
    })
    // An idle engine does not keep the process alive; one with work does.
    thread.unref()
    this.#thread = thread
    return thread
  }

  #receive(message: Exclude<FromWorker, { type: 'ready' }>): void {
    const pending = this.#pending.get(message.id)
    if (!pending) return
    if (message.type === 'progress') {
      pending.onProgress?.()
      return
    }
    this.#pending.delete(message.id)
    if (this.#pending.size === 0) this.#thread?.unref()
    if (message.type === 'done') pending.resolve(message.answer as never)
    else if (message.type === 'cancelled') pending.reject(new JobCancelled())
    else pending.reject(new ProblemError(message.problem))
  }

  #fail(error: Error): void {
    const pending = [...this.#pending.values()]
    this.#pending.clear()
    for (const { reject } of pending) reject(error)
  }
}

import { Worker } from 'node:worker_threads'
import type { Format } from '../../contract/limits.ts'
import { ProblemError } from '../../contract/problem.ts'
import type { DecodeAnswers, DecodeReply, DecodeRequest } from './decode-messages.ts'
import { tooCostly, undecodable } from './problems.ts'

/** For JavaScript objects; pixels live outside of it and are bounded by the limits on pictures. */
const heapMegabytes = 768

/** One step (a picture, a page) takes a second or two; what takes longer is meant to. */
const stepMs = 60_000

/** A thread that is started when first needed, and again after it had to be ended. Used by one document at a time. */
export class DecodeThread {
  #worker: Worker | null = null

  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = null
    await worker?.terminate()
  }

  #start(): Worker {
    const worker = new Worker(new URL('./decode-worker-entry.mjs', import.meta.url), {
      // Not the server's own --import: the entry registers the loader.
      execArgv: [],
      name: 'fieldproof-decode',
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    })
    worker.unref()
    this.#worker = worker
    return worker
  }

  /**
   * Asks for one thing. Overrunning the time, too much memory and abortion end the thread; a plain refusal does not.
   * @throws {ProblemError} or the reason of the signal
   */
  ask<Type extends DecodeRequest['type']>(
    request: Extract<DecodeRequest, { type: Type }>,
    format: Format,
    signal: AbortSignal,
  ): Promise<DecodeAnswers[Type]> {
    signal.throwIfAborted()
    const worker = this.#worker ?? this.#start()
    return new Promise((resolve, reject) => {
      const settle = (outcome: () => void) => {
        clearTimeout(timer)
        signal.removeEventListener('abort', onAbort)
        worker.off('message', onMessage).off('error', onError).off('exit', onExit)
        worker.unref()
        outcome()
      }
      const fail = (error: Error) => settle(() => reject(error))
      const end = (error: Error) => {
        if (this.#worker === worker) this.#worker = null
        void worker.terminate()
        fail(error)
      }
      const onAbort = () => end(signal.reason as Error)
      const onMessage = (reply: DecodeReply) => {
        if (reply.ok) settle(() => resolve(reply.answer as DecodeAnswers[Type]))
        else fail(new ProblemError(reply.problem))
      }
      const onError = (error: unknown) => {
        const outOfMemory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
        end(outOfMemory ? tooCostly(format, error) : undecodable(format, undefined, error))
      }
      const onExit = () => end(undecodable(format, undefined, new Error('the decoder ended')))
      const timer = setTimeout(() => end(tooCostly(format)), stepMs)
      signal.addEventListener('abort', onAbort)
      worker.on('message', onMessage).on('error', onError).on('exit', onExit)
      worker.ref()
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
      worker.postMessage(request)
    })
  }
}

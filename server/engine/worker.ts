import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import { ProblemError } from '../contract/problem.ts'
import { Buffer32 } from './buffers.ts'
import { decode } from './decode.ts'
import type * as Inspect from './inspect/index.ts'
import type { Answers, FromWorker, Job, ToWorker, WorkerSettings } from './messages.ts'
import { openModel, readDictionary } from './models.ts'
import { Cancelled, detectPage, lookAt, recognisePage, type Models } from './page-jobs.ts'

// The loader of the worker's entry is one for `require`; a dynamic import would go past it.
const load = createRequire(import.meta.url)

const port = parentPort
if (!port) throw new Error('worker.ts runs in a worker thread only')
const { models: paths, detectorThreads } = workerData as WorkerSettings

const send = (message: FromWorker) => port.postMessage(message)

async function openModels(): Promise<Models> {
  const detection = await openModel(paths.detection, detectorThreads)
  const recognition = await openModel(paths.recognition)
  let classifier: ReturnType<typeof openModel> | null = null
  return {
    detector: { session: detection, input: new Buffer32(), output: new Buffer32() },
    recogniser: {
      session: recognition,
      dictionary: readDictionary(paths.dictionary),
      input: new Buffer32(),
      output: new Buffer32(),
      alphabets: new Map(),
    },
    classifier: { session: () => (classifier ??= openModel(paths.classifier)) },
  }
}

const models = openModels()
// A failure here is reported by the first job that needs them; without this line Node would end the thread before.
models.catch(() => undefined)

const progressEveryMs = 40

async function answer(id: number, job: Job): Promise<Answers[keyof Answers]> {
  switch (job.type) {
    case 'decode':
      return decode(job)
    case 'detect':
      return detectPage(await models, job)
    case 'recognise': {
      let last = performance.now()
      return recognisePage(await models, job, () => {
        const now = performance.now()
        if (now - last < progressEveryMs) return
        last = now
        send({ type: 'progress', id })
      })
    }
    case 'look':
      return lookAt(await models, job)
    case 'inspect': {
      // Not wanted for reading lines, and so not waited for at the start.
      const { inspectPage } = load('./inspect/index.ts') as typeof Inspect
      return inspectPage(await models, job)
    }
  }
}

function failure(id: number, error: unknown): FromWorker {
  if (error instanceof Cancelled) return { type: 'cancelled', id }
  if (error instanceof ProblemError) return { type: 'failed', id, problem: error.problem }
  const problem = {
    type: 'about:blank',
    code: 'engine-failed',
    title: 'The local engine failed on this page',
    detail: error instanceof Error ? error.message : String(error),
    status: 500,
    retryable: false,
    whoseFault: 'us' as const,
  }
  return { type: 'failed', id, problem }
}

async function run({ id, job }: Extract<ToWorker, { type: 'job' }>): Promise<void> {
  if (stopped) return
  try {
    send({ type: 'done', id, answer: await answer(id, job) })
  } catch (error) {
    send(failure(id, error))
  }
}

// One job after the other: what arrives meanwhile waits here.
let last: Promise<void> = Promise.resolve()
let stopped = false
port.on('message', (message: ToWorker) => {
  if (message.type === 'job') {
    last = last.then(() => run(message))
    return
  }
  stopped = true
  // Only here is it known that onnxruntime neither loads nor runs: ended from outside meanwhile, it takes the whole process with it.
  void Promise.allSettled([models, last]).then(() => process.exit(0))
})

void models.then(
  () => send({ type: 'ready' }),
  () => undefined,
)

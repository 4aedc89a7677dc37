import { ProblemError } from '../../../contract/problem.ts'
import { sandboxIdentity, type StandInAnswer, type StandInDependencies, type StandInRequest } from '../../stand-in.ts'
import { addressOf } from './address.ts'
import { answer, document, errorAnswer, type Xml } from './answers.ts'
import { sendCallback } from './callback.ts'
import { cardInfos, kindsOf, type IdInfo } from './cards.ts'
import { readOrder, type Order } from './order.ts'

interface Job {
  id: string
  order: Order
  state: 'Submitted' | 'Running' | 'Success' | 'Failed'
  created: Date
  started: Date | null
  ended: Date | null
  infos: IdInfo[]
  fault: { code: string; message: string } | null
}

/** Time in Beijing, the offset without a colon, as in the document; a dash for what has not happened yet. */
function timeOf(time: Date | null): string {
  if (time === null) return '-'
  return `${new Date(time.getTime() + 8 * 60 * 60 * 1000).toISOString().slice(0, 19)}+0800`
}

/** How long a job waits for its turn, milliseconds; the reading itself takes what it takes. */
const queueMs = 150

const mostKept = 1_000

const bucket = sandboxIdentity.tencentBucket
const region = sandboxIdentity.tencentRegion

function resultOf(job: Job): Xml {
  // On creation and while it runs there is no result (PROTOCOLS.md, 7.2: the sample is wrong there).
  if (job.state !== 'Success') return undefined
  return {
    Code: 'Success',
    State: 'Success',
    Message: '',
    InputObjectName: job.order.object,
    InputObjectUrl: `https://${bucket}.cos.${region}.myqcloud.com/${encodeURI(job.order.object)}`,
    Status: job.infos.length > 0 ? '1' : '0',
    IdInfo: job.infos as unknown as Xml[],
  }
}

/** `JobsDetail`, in the order of the document's example. */
function detailOf(job: Job): { readonly [name: string]: Xml } {
  const { order, fault } = job
  return {
    Code: fault?.code ?? 'Success',
    Message: fault?.message ?? '',
    JobId: job.id,
    State: job.state,
    CreationTime: timeOf(job.created),
    StartTime: timeOf(job.started),
    EndTime: timeOf(job.ended),
    // Invention: one queue for all, made of the project's name.
    QueueId: 'pf1e1dp400f5a4db0c0f1e1d9400f5a4d',
    Tag: 'ImageLicenseRec',
    Input: { BucketId: bucket, Object: order.object, Region: region },
    Operation: {
      ImageLicenseRec: { CardType: order.cardType },
      ImageLicenseRecResult: resultOf(job),
      ...(order.userData !== null && { UserData: order.userData }),
      JobLevel: order.jobLevel,
    },
  }
}

/** The service of Cloud Infinite: jobs that are ordered, wait, run for as long as the engine reads, and end. */
export function createJobService(dependencies: StandInDependencies) {
  const { clock, uuid, engine, objects, wait } = dependencies
  const jobs = new Map<string, Job>()

  function end(job: Job, state: 'Success' | 'Failed', fault: Job['fault'] = null): void {
    Object.assign(job, { state, fault, ended: clock() })
    const { callback, callbackFormat } = job.order
    if (callback !== null) void sendCallback(callback, callbackFormat, detailOf(job))
  }

  async function run(job: Job): Promise<void> {
    const { signal } = new AbortController()
    try {
      await wait(queueMs, signal)
      Object.assign(job, { state: 'Running', started: clock() })
      const object = objects.get(bucket, job.order.object)
      // Invention: codes and words of jobs that fail; the document lists none.
      if (!object) return end(job, 'Failed', { code: 'NoSuchKey', message: 'The specified key does not exist.' })
      const readings = []
      for (const kind of kindsOf[job.order.cardType]) {
        // oxlint-disable-next-line no-await-in-loop -- the engine is shared: one side after the other
        const { fields } = await engine.read(kind, object.bytes, signal)
        readings.push({ kind, fields })
      }
      job.infos = cardInfos(readings)
      end(job, 'Success')
    } catch (error) {
      const isPicture = error instanceof ProblemError && error.problem.whoseFault === 'document'
      end(
        job,
        'Failed',
        isPicture
          ? { code: 'ImageDecodeFailed', message: 'The input object is not an image that can be decoded.' }
          : { code: 'InternalError', message: 'We encountered an internal error. Please try again.' },
      )
    }
  }

  function create(request: StandInRequest): StandInAnswer {
    const order = readOrder(request.body)
    if ('code' in order) return errorAnswer(order.code, 'ci', '/jobs', dependencies, { message: order.message })
    const id = `a${uuid().replaceAll('-', '')}`
    const job: Job = {
      id,
      order,
      state: 'Submitted',
      created: clock(),
      started: null,
      ended: null,
      infos: [],
      fault: null,
    }
    if (jobs.size >= mostKept) jobs.delete(jobs.keys().next().value!)
    jobs.set(id, job)
    const body = document('Response', { JobsDetail: detailOf(job) })
    void run(job)
    return answer(200, 'ci', dependencies, { contentType: 'application/xml', content: body })
  }

  function query(ids: readonly string[]): StandInAnswer {
    const known = ids.flatMap((id) => jobs.get(id) ?? [])
    const unknown = ids.filter((id) => !jobs.has(id))
    const content = document('Response', {
      JobsDetail: known.map((job) => detailOf(job)),
      NonExistJobIds: unknown,
    })
    return answer(200, 'ci', dependencies, { contentType: 'application/xml', content })
  }

  return {
    /** The signature was checked before. */
    answer(request: StandInRequest): StandInAnswer {
      const { bucket: asked, key } = addressOf(request)
      const resource = `/${key}`
      if (asked !== bucket) return errorAnswer('NoSuchBucket', 'ci', resource, dependencies)
      if (request.method === 'POST' && key === 'jobs') return create(request)
      const ids = key.startsWith('jobs/') ? key.slice('jobs/'.length).split(',').filter(Boolean) : []
      if (request.method === 'GET' && ids.length > 0) return query(ids)
      return errorAnswer('MethodNotAllowed', 'ci', resource, dependencies)
    },
  }
}

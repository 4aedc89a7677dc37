import type { CloudAnswer } from '../http.ts'
import { looksLikeJson, parseJson } from '../json.ts'
import { isRecord, listOf, textOf } from '../values.ts'
import { parseXml } from '../xml.ts'

/** Elements that repeat, and are lists even when there is one (seed-facts/tencent-ci, `idinfo-repeated`). */
const lists = new Set(['JobsDetail', 'NonExistJobIds', 'IdInfo', 'Point'])

/** One `JobsDetail`. Everything in it is text; what is missing, empty or a dash is null. */
export interface Job {
  jobId: string | null
  state: string | null
  code: string | null
  message: string | null
  /** `Operation.ImageLicenseRecResult`; null while there is none. */
  result: Record<string, unknown> | null
  /** Where this job stands in the answer: `JobsDetail`, or `JobsDetail[1]` when it is the second. */
  path: string
}

export interface JobAnswer {
  jobs: Job[]
  /** Ids that the service does not know. */
  unknownIds: string[]
}

const given = (value: unknown): string | null => {
  const text = textOf(value)
  return text === '-' ? null : text
}

/** Opaque text, but one that may stand in a path. */
const idForm = /^[\w-]{1,128}$/

const idOf = (value: unknown): string | null => {
  const id = typeof value === 'string' ? value.trim() : ''
  return idForm.test(id) ? id : null
}

function jobOf(detail: Record<string, unknown>, path: string): Job {
  const operation = isRecord(detail['Operation']) ? detail['Operation'] : {}
  const result = operation['ImageLicenseRecResult']
  return {
    jobId: idOf(detail['JobId']),
    state: given(detail['State']),
    code: given(detail['Code']),
    message: given(detail['Message']),
    result: isRecord(result) ? result : null,
    path,
  }
}

function treeOf(text: string): Record<string, unknown> {
  const value: unknown = looksLikeJson(text) ? parseJson(text) : parseXml(text, { lists }).value
  // A root of its own is taken off in XML; JSON may have it or not.
  const inner = isRecord(value) && isRecord(value['Response']) ? value['Response'] : value
  if (!isRecord(inner)) throw new TypeError('the answer has no elements')
  return inner
}

/** Jobs of an answer or a callback, in XML or JSON, one or several. @throws XmlError, SyntaxError or TypeError for what is neither */
export function readJobs(text: string): JobAnswer {
  const tree = treeOf(text)
  const details = listOf(tree['JobsDetail']).filter(isRecord)
  const jobs = details.map((detail, at) => jobOf(detail, details.length === 1 ? 'JobsDetail' : `JobsDetail[${at}]`))
  return { jobs, unknownIds: listOf(tree['NonExistJobIds']).flatMap((id) => given(id) ?? []) }
}

/** As `readJobs`; an answer that names neither a job nor an unknown id is malformed. @throws as `readJobs` */
export function readJobAnswer(answer: CloudAnswer): JobAnswer {
  const read = readJobs(answer.text())
  if (read.jobs.length === 0 && read.unknownIds.length === 0) throw new TypeError('the answer has no job')
  return read
}

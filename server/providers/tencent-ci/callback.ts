import { readJobs } from './job-answer.ts'

/**
 * The ids of the jobs that a callback tells of (PROTOCOLS.md, 7): the answer's tree with `EventName`, `JobsDetail` an element, an object or a list;
 * in JSON or XML, told by the content and not by the content type, which clients of callbacks cannot rely on. Nothing else is read from it: a
 * callback is not signed, so the job is asked for. Empty = this is no callback.
 */
export function readCallback(_contentType: string, body: Uint8Array): string[] {
  try {
    const text = new TextDecoder().decode(body)
    return [...new Set(readJobs(text).jobs.flatMap(({ jobId }) => jobId ?? []))]
  } catch {
    return []
  }
}

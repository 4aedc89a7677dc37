import type { DocumentSummary } from '#contract/document'
import type { UploadGrant, UploadRequest } from '#contract/upload'
import { call } from './client.ts'
import { connectionLost, problemFromAnswer } from './problem-error.ts'

/** Asks for a signed post policy for a file; says whether the same bytes are there already. */
export function requestGrant(request: UploadRequest, signal: AbortSignal): Promise<UploadGrant> {
  return call('$post', '/api/v1/uploads', { body: request, signal })
}

interface PostForm {
  url: string
  /** In this order; the file comes last. */
  fields: readonly (readonly [name: string, value: string])[]
  /** What the failure of an answer means; our own store answers problems. */
  failure?: (status: number, text: string) => Error
}

/**
 * Posts a file by a form with a signed policy. XMLHttpRequest, because `fetch` reports no upload progress.
 * @param onProgress called with 0..1
 */
export function postForm(
  { url, fields, failure = problemFromAnswer }: PostForm,
  file: Blob,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<void> {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  // The name goes into the document's record, not into the store: the store is told nothing about it.
  form.append('file', file, 'file')
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const abort = () => request.abort()
    request.open('POST', url)
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total)
    })
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve()
      else reject(failure(request.status, request.responseText))
    })
    request.addEventListener('error', () => reject(connectionLost()))
    request.addEventListener('abort', () => reject(new DOMException('The upload was cancelled', 'AbortError')))
    request.addEventListener('loadend', () => signal.removeEventListener('abort', abort))
    if (signal.aborted) {
      reject(new DOMException('The upload was cancelled', 'AbortError'))
      return
    }
    signal.addEventListener('abort', abort)
    request.send(form)
  })
}

/** Posts a file as our own server's grant says. @param onProgress called with 0..1 */
export function postFile(
  grant: UploadGrant,
  file: Blob,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<void> {
  return postForm({ url: grant.url, fields: Object.entries(grant.fields) }, file, signal, onProgress)
}

/** Turns an uploaded object into a document: decoded, upright, with previews. Bad files are refused here with a problem. */
export function createDocument(
  upload: { objectKey: string; name: string },
  signal: AbortSignal,
): Promise<DocumentSummary> {
  return call('$post', '/api/v1/documents', { body: upload, signal })
}

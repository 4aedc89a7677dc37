import type { DocumentSummary } from '#contract/document'
import type { UploadGrant, UploadRequest } from '#contract/upload'
import { call } from './client.ts'
import { connectionLost, problemFromAnswer } from './problem-error.ts'

/** Asks for a signed post policy for a file; says whether the same bytes are there already. */
export function requestGrant(request: UploadRequest, signal: AbortSignal): Promise<UploadGrant> {
  return call('$post', '/api/v1/uploads', { body: request, signal })
}

/**
 * Posts a file as the grant says: its fields in order, the file last. XMLHttpRequest, because `fetch` reports no upload progress.
 * @param onProgress called with 0..1
 */
export function postFile(
  grant: UploadGrant,
  file: Blob,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<void> {
  const form = new FormData()
  for (const [name, value] of Object.entries(grant.fields)) form.append(name, value)
  // The name goes into the document's record, not into the store: the store is told nothing about it.
  form.append('file', file, 'file')
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const abort = () => request.abort()
    request.open('POST', grant.url)
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total)
    })
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve()
      else reject(problemFromAnswer(request.status, request.responseText))
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

/** Turns an uploaded object into a document: decoded, upright, with previews. Bad files are refused here with a problem. */
export function createDocument(
  upload: { objectKey: string; name: string },
  signal: AbortSignal,
): Promise<DocumentSummary> {
  return call('$post', '/api/v1/documents', { body: upload, signal })
}

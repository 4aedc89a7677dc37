import { connectionLost } from '../../api/problem-error.ts'
import { readBytes } from './read-facts.ts'

/** Up to this size a file is hashed in one go by the browser itself, off the main thread; larger ones piece by piece in a worker. */
const inOneGo = 32_000_000

const hex = (bytes: ArrayBuffer) =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

function hashInWorker(file: File, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./hash-worker.ts', import.meta.url), { type: 'module' })
    const stop = () => {
      worker.terminate()
      signal.removeEventListener('abort', stop)
      if (signal.aborted) reject(new DOMException('Cancelled', 'AbortError'))
    }
    signal.addEventListener('abort', stop)
    worker.addEventListener('message', ({ data }: MessageEvent<{ sha256?: string }>) => {
      stop()
      if (data.sha256 !== undefined) resolve(data.sha256)
      // Reading it here once more throws the problem that says so.
      else readBytes(file, 0, 1).then(() => reject(connectionLost()), reject)
    })
    worker.addEventListener('error', () => {
      stop()
      reject(connectionLost())
    })
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
    worker.postMessage({ file })
  })
}

/** SHA-256 of a file in lower-case hex, without stopping the page. @throws {ProblemError} `file-unreadable` */
export async function hashFile(file: File, signal: AbortSignal): Promise<string> {
  // Absent over plain HTTP from another machine, whatever the types say.
  const subtle: SubtleCrypto | undefined = globalThis.crypto.subtle
  if (!subtle || file.size > inOneGo) return hashInWorker(file, signal)
  return hex(await subtle.digest('SHA-256', await readBytes(file, 0, file.size)))
}

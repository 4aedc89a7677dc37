import type { ImageOrder, ImageReply } from './image-messages.ts'

let worker: Worker | null = null
let orders = 0
const waiting = new Map<number, { resolve: (bitmaps: ImageBitmap[]) => void; reject: (error: Error) => void }>()

function startWorker(): Worker {
  const started = new Worker(new URL('./image-worker.ts', import.meta.url), { type: 'module' })
  started.addEventListener('message', ({ data: reply }: MessageEvent<ImageReply>) => {
    const order = waiting.get(reply.id)
    waiting.delete(reply.id)
    if ('error' in reply) order?.reject(new Error(reply.error))
    else order?.resolve(reply.bitmaps)
  })
  started.addEventListener('error', () => {
    // It could not be loaded or broke down: whoever waits is told, and the next order starts another.
    worker = null
    for (const order of waiting.values()) order.reject(new Error('pictures cannot be decoded'))
    waiting.clear()
  })
  return started
}

/** Fetches and decodes a picture off the main thread: the picture itself, and with `levels` its halves down to screen size, largest first. */
export function decodePicture(url: string, levels = false): Promise<ImageBitmap[]> {
  worker ??= startWorker()
  orders += 1
  const order: ImageOrder = { id: orders, url: new URL(url, document.baseURI).href, levels }
  const target = worker
  return new Promise((resolve, reject) => {
    waiting.set(order.id, { resolve, reject })
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
    target.postMessage(order)
  })
}

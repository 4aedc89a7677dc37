import type { ImageOrder, ImageReply } from './image-messages.ts'

/** Smallest longest side for which another half is made. */
const HALVED_ABOVE = 1400

/** Half, quarter and so on (the mean of two by two pixels needs no better filter) of a picture, so that a page shown small is drawn from few pixels. */
async function halves(whole: ImageBitmap): Promise<ImageBitmap[]> {
  const levels = [whole]
  for (let last = whole; Math.max(last.width, last.height) > HALVED_ABOVE; last = levels.at(-1)!) {
    const [width, height] = [Math.ceil(last.width / 2), Math.ceil(last.height / 2)]
    levels.push(await createImageBitmap(last, { resizeWidth: width, resizeHeight: height, resizeQuality: 'low' }))
  }
  return levels
}

let last: Promise<unknown> = Promise.resolve()

/** Previews and tiles are decoded one at a time: the browser would decode as many as came at once, on every processor, and the page's own thread would wait for one. */
function decodeInTurn(blob: Blob): Promise<ImageBitmap> {
  const decoded = last.then(() => createImageBitmap(blob))
  last = decoded.catch(() => undefined)
  return decoded
}

async function decode({ url, levels }: ImageOrder): Promise<ImageBitmap[]> {
  const response = await fetch(url, { credentials: 'same-origin' })
  if (!response.ok) throw new Error(`page image answered ${response.status}`)
  const blob = await response.blob()
  // A whole page takes a second: what is small does not wait for it.
  return levels ? halves(await createImageBitmap(blob)) : [await decodeInTurn(blob)]
}

// Fetches and decodes pictures beside the page's own thread: a large one takes a second.
addEventListener('message', ({ data: order }: MessageEvent<ImageOrder>) => {
  const reply = (answer: ImageReply, transfer: Transferable[] = []) => postMessage(answer, { transfer })
  decode(order).then(
    (bitmaps) => reply({ id: order.id, bitmaps }, bitmaps),
    (error: unknown) => reply({ id: order.id, error: String(error) }),
  )
})

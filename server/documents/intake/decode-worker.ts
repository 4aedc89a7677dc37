import { parentPort } from 'node:worker_threads'
import { ProblemError } from '../../contract/problem.ts'
import { decodeBmp } from './bmp-image.ts'
import type { DecodeAnswers, DecodeReply, DecodeRequest } from './decode-messages.ts'
import type { OpenPdf } from './pdf-pages.ts'
import { undecodable } from './problems.ts'

/** The thread in which everything runs that would hold the HTTP thread up or that a hostile file may bring down. */
const port = parentPort!
let pdf: OpenPdf | null = null

async function answer(request: DecodeRequest): Promise<DecodeAnswers[DecodeRequest['type']]> {
  switch (request.type) {
    case 'bmp':
      return decodeBmp(request.bytes)
    case 'heic':
      // Loaded when first needed: each of these decoders takes a tenth of a second to load.
      return (await import('./heic-image.ts')).decodeHeic(request.bytes)
    case 'open-pdf':
      // A document that was given up half-way left its own behind.
      await pdf?.close()
      pdf = null
      pdf = await (await import('./pdf-pages.ts')).openPdf(request.bytes)
      return pdf.pageCount
    case 'render-pdf':
      if (!pdf) throw new Error('no PDF is open')
      return pdf.render(request.index)
    case 'text-of-pdf':
      if (!pdf) throw new Error('no PDF is open')
      return pdf.text(request.index)
    case 'close-pdf':
      await pdf?.close()
      pdf = null
      return null
  }
}

function send(reply: DecodeReply): void {
  const answered = reply.ok && typeof reply.answer === 'object' ? reply.answer : null
  const pixels = answered && 'data' in answered ? answered.data.buffer : undefined
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
  port.postMessage(reply, pixels ? [pixels] : [])
}

port.on('message', (request: DecodeRequest) => {
  const format = request.type === 'bmp' || request.type === 'heic' ? request.type : 'pdf'
  answer(request).then(
    (result) => send({ ok: true, answer: result }),
    (error: unknown) =>
      send({
        ok: false,
        problem: (error instanceof ProblemError ? error : undecodable(format, undefined, error)).problem,
      }),
  )
})

import { ProblemError } from '../contract/problem.ts'

export function fileTooLarge(bytes: number | null, maxBytes: number): ProblemError {
  return new ProblemError({
    title: 'The file is too large',
    status: 413,
    code: 'file-too-large',
    detail: `At most ${maxBytes} bytes are taken.`,
    action: 'Make it smaller, or split it into several files.',
    parameters: bytes === null ? { maxBytes } : { bytes, maxBytes },
    retryable: false,
    whoseFault: 'document',
  })
}

export function fileEmpty(): ProblemError {
  return new ProblemError({
    title: 'The file is empty',
    status: 422,
    code: 'file-empty',
    detail: 'It holds 0 bytes.',
    action: 'Copy or scan it again.',
    retryable: false,
    whoseFault: 'document',
  })
}

/**
 * A request's whole body, never more than `maxBytes` of it in memory.
 * @throws {ProblemError} `file-too-large` or `file-empty`
 */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const announced = Number(request.headers.get('Content-Length') ?? Number.NaN)
  if (announced > maxBytes) throw fileTooLarge(announced, maxBytes)
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength
    if (length > maxBytes) throw fileTooLarge(null, maxBytes)
    chunks.push(chunk)
  }
  if (length === 0) throw fileEmpty()
  return Buffer.concat(chunks, length)
}

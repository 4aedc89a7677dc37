import { ProblemError } from '../../../contract/problem.ts'
import type { StandInAnswer, StandInDependencies, StandInRequest } from '../../stand-in.ts'
import { maxBase64Bytes, type Operation } from '../limits.ts'
import { json, serviceError, type AnswerContext } from './answers.ts'
import { pictureOf } from './picture.ts'
import { best, kindsFor, resultOf, type Reading } from './results.ts'

/** Room for names, quotes and a long address beside the picture. */
const maxBodyBytes = maxBase64Bytes + 64 * 1024

function bodyOf(request: StandInRequest): Record<string, unknown> | null {
  try {
    const body: unknown = JSON.parse(Buffer.from(request.body).toString())
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : null
  } catch {
    return null
  }
}

function sideOf(body: Record<string, unknown>): 'front' | 'back' | null | undefined {
  const side = body['side']
  if (side === undefined || side === null || side === '') return null
  return side === 'front' || side === 'back' ? side : undefined
}

async function readingsOf(
  operation: Operation,
  side: 'front' | 'back' | null,
  image: Uint8Array,
  { engine }: StandInDependencies,
  signal: AbortSignal,
): Promise<Reading[]> {
  const readings: Reading[] = []
  for (const kind of kindsFor(operation, side)) {
    // One after the other: the engine is shared, and the first may be enough for the machine to do.
    // oxlint-disable-next-line no-await-in-loop
    const { fields } = await engine.read(kind, image, signal)
    readings.push({ kind, fields })
  }
  return readings
}

/** One recognition, by somebody whom the gateway has let through. */
export async function recognise(
  operation: Operation,
  request: StandInRequest,
  dependencies: StandInDependencies,
): Promise<StandInAnswer> {
  const context: AnswerContext = dependencies
  if (request.body.byteLength > maxBodyBytes) return serviceError('ModelArts.4104', context)
  const body = bodyOf(request)
  if (!body) return serviceError('ModelArts.4105', context)
  const side = operation === 'emirates-id-card' ? sideOf(body) : null
  if (side === undefined) return serviceError('AIS.0101', context)
  const picture = pictureOf(body, operation, dependencies)
  if ('code' in picture) return serviceError(picture.code, context)
  try {
    const reading = best(await readingsOf(operation, side, picture.image, dependencies, request.signal))
    const result = reading ? resultOf(reading) : null
    // Nothing of such a document on the picture: "wrong kind of document or poor quality".
    return result ? json(200, { result }, context) : serviceError('AIS.0104', context)
  } catch (error) {
    if (error instanceof ProblemError && error.problem.whoseFault === 'document')
      return serviceError('AIS.0102', context)
    throw error
  }
}

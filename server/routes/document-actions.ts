import type { z } from '@hono/zod-openapi'
import type { documentActionAnswerSchema, documentActionSchema } from '../contract/actions.ts'
import { ProblemError, type Problem } from '../contract/problem.ts'
import { demand, type Actor } from '../auth/permissions.ts'
import { selectIds } from '../documents/list.ts'
import { deleteDocument } from '../documents/delete.ts'
import { readSummary } from '../documents/repository.ts'
import type { AppDependencies } from './dependencies.ts'
import { notFound } from './http.ts'

type ActionRequest = z.output<typeof documentActionSchema>
type ActionAnswer = z.output<typeof documentActionAnswerSchema>

async function recogniseAgain(
  { db, recognitions, clock }: AppDependencies,
  actor: Actor,
  id: string,
  request: ActionRequest,
) {
  demand(actor, 'recognise')
  const summary = await readSummary(db, id, clock())
  if (!summary) throw notFound('document')
  const order = {
    provider: request.provider ?? summary.provider ?? 'local',
    capability: request.capability ?? summary.capability ?? 'general-text',
    kind: request.kind,
    parameters: request.parameters,
    requestedBy: actor.id,
  }
  await recognitions.request(id, order, { batch: true })
}

/** Does the action to each selected document; what fails for one does not stop the others. */
export async function runAction(deps: AppDependencies, actor: Actor, request: ActionRequest): Promise<ActionAnswer> {
  const answer: { affected: number; problems: { id: string; problem: Problem }[] } = { affected: 0, problems: [] }
  for (const id of await selectIds(deps.db, request)) {
    try {
      if (request.action === 'delete') await deleteDocument(deps, actor, id)
      else await recogniseAgain(deps, actor, id, request)
      answer.affected += 1
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      answer.problems.push({ id, problem: error.problem })
    }
  }
  return answer
}

import type { ProviderError } from '../provider.ts'
import type { Mask } from './mask.ts'

/** Clouds quote keys and whole strings to sign in their messages: masks them in place, so that class, cause and advice stay. */
export function maskProblem(error: ProviderError, mask: Mask): void {
  const { problem } = error
  const { title, detail, action, instance, parameters } = problem
  problem.title = mask(title)
  if (detail !== undefined) problem.detail = mask(detail)
  if (action !== undefined) problem.action = mask(action)
  if (instance !== undefined) problem.instance = mask(instance)
  if (parameters !== undefined)
    problem.parameters = Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [name, typeof value === 'string' ? mask(value) : value]),
    )
  error.message = mask(error.message)
  if (error.stack !== undefined) error.stack = mask(error.stack)
}

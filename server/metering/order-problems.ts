import { ProblemError } from '../contract/problem.ts'

/** What an order, or a package of one, cannot do as it stands. */
export function refuse(code: string, title: string, status: 404 | 409 | 422, action: string): ProblemError {
  return new ProblemError({ title, status, code, action, retryable: false, whoseFault: 'caller' })
}

export function orderNotFound(): ProblemError {
  return refuse('order-not-found', 'There is no such order', 404, 'Reload the list of orders.')
}

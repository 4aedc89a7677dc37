import { queryOptions } from '@tanstack/react-query'
import type { Role } from '#contract/session'
import { call, type ApiAnswer } from './client.ts'

export type UserCreated = ApiAnswer<'/api/v1/users', '$post'>

/** Everybody who may sign in; administrators only. */
export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: async ({ signal }) => (await call('$get', '/api/v1/users', { signal })).items,
})

/** Adds a person; the answer holds the sign-in link, which works once and is shown once. */
export function addUser(person: { name: string; role: Role }): Promise<UserCreated> {
  return call('$post', '/api/v1/users', { body: person })
}

/** Another one-time sign-in link for somebody who is there already. */
export function renewSignInLink(id: string): Promise<UserCreated> {
  return call('$post', '/api/v1/users/:id/sign-in-link', { param: { id } })
}

export async function removeUser(id: string): Promise<void> {
  await call('$delete', '/api/v1/users/:id', { param: { id } })
}

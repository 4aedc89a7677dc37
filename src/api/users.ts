import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Role, User, userCreatedSchema } from '#contract/session'
import { requestJson, send } from './client.ts'

export type UserCreated = z.infer<typeof userCreatedSchema>

/** Everybody who may sign in; administrators only. */
export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: async ({ signal }) => (await requestJson<{ items: User[] }>('/api/v1/users', { signal })).items,
})

/** Adds a person; the answer holds the sign-in link, which works once and is shown once. */
export function addUser(person: { name: string; role: Role }): Promise<UserCreated> {
  return requestJson('/api/v1/users', { method: 'POST', body: person })
}

/** Another one-time sign-in link for somebody who is there already. */
export function renewSignInLink(id: string): Promise<UserCreated> {
  return requestJson(`/api/v1/users/${encodeURIComponent(id)}/sign-in-link`, { method: 'POST' })
}

export async function removeUser(id: string): Promise<void> {
  await send(`/api/v1/users/${encodeURIComponent(id)}`, { method: 'DELETE' })
}

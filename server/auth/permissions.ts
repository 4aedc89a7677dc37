import { ProblemError } from '../contract/problem.ts'
import type { Role } from '../contract/session.ts'

/** Who does something: a signed-in person, or a script with FIELDPROOF_TOKEN. The name goes into the history with the id. */
export interface Actor {
  id: string
  name: string
  role: Role
}

export type Action =
  | 'read'
  | 'upload'
  | 'recognise'
  | 'review'
  | 'export'
  | 'delete'
  | 'manage-users'
  | 'see-providers'
  | 'manage-providers'
  | 'see-usage'
  | 'manage-packages'

/** `own`: only documents that this person brought in. */
const permissions: Record<Role, Record<Action, 'any' | 'own' | 'none'>> = {
  reviewer: {
    read: 'any',
    upload: 'any',
    recognise: 'any',
    review: 'any',
    export: 'any',
    delete: 'own',
    'manage-users': 'none',
    'see-providers': 'none',
    'manage-providers': 'none',
    'see-usage': 'none',
    'manage-packages': 'none',
  },
  demonstrator: {
    read: 'any',
    upload: 'any',
    recognise: 'any',
    review: 'own',
    export: 'any',
    delete: 'own',
    'manage-users': 'none',
    'see-providers': 'any',
    'manage-providers': 'none',
    'see-usage': 'any',
    'manage-packages': 'none',
  },
  administrator: {
    read: 'any',
    upload: 'any',
    recognise: 'any',
    review: 'any',
    export: 'any',
    delete: 'any',
    'manage-users': 'any',
    'see-providers': 'any',
    'manage-providers': 'any',
    'see-usage': 'any',
    'manage-packages': 'any',
  },
}

/** True when the role allows the action on something that `ownerId` brought in (anything at all when absent). */
export function may(actor: Actor, action: Action, ownerId?: string): boolean {
  const scope = permissions[actor.role][action]
  return scope === 'any' || (scope === 'own' && (ownerId === undefined || ownerId === actor.id))
}

/** @throws {ProblemError} `not-permitted` (403) when the role does not allow it. */
export function demand(actor: Actor, action: Action, ownerId?: string): void {
  if (may(actor, action, ownerId)) return
  throw new ProblemError({
    title: 'Your role does not allow this',
    status: 403,
    code: 'not-permitted',
    detail:
      permissions[actor.role][action] === 'own'
        ? 'Your role allows this only for documents that you brought in.'
        : 'Your role does not allow this.',
    action: 'Ask an administrator.',
    parameters: { role: actor.role, action },
    retryable: false,
    whoseFault: 'caller',
  })
}

import { ProblemError } from '../contract/problem.ts'
import type { Role } from '../contract/session.ts'

/** Who does something: a signed-in person, or a script with FIELDPROOF_TOKEN. The name goes into the history with the id. */
export interface Actor {
  id: string
  name: string
  /** `app`: a program with a key and secret of its own, which may have files read and see what became of them. */
  role: Role | 'app'
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
  | 'manage-apps'

/** `own`: only documents that this person brought in. */
const permissions: Record<Actor['role'], Record<Action, 'any' | 'own' | 'none'>> = {
  // What it sees of others' work is bounded by the routes that are open to it (routes/access.ts).
  app: {
    read: 'own',
    upload: 'any',
    recognise: 'own',
    review: 'none',
    export: 'none',
    delete: 'none',
    'manage-users': 'none',
    'see-providers': 'none',
    'manage-providers': 'none',
    'see-usage': 'none',
    'manage-packages': 'none',
    'manage-apps': 'none',
  },
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
    'manage-apps': 'none',
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
    'manage-apps': 'none',
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
    'manage-apps': 'any',
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

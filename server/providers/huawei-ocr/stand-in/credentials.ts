import { sandboxIdentity, type StandInDependencies } from '../../stand-in.ts'
import { lockMs, tokenLifeMs } from '../limits.ts'

/**
 * Invention: the identity service's user, its account and its project. DESIGN.md fixes the keys and the project id alone; the access key may be
 * used as user name too, because nothing says which name the sandbox's user has.
 */
export const sandboxIamUser = {
  users: ['fieldproof', sandboxIdentity.accessKey],
  domain: 'fieldproof',
  domainId: 'fedcba9876543210fedcba9876543210',
  password: sandboxIdentity.secretKey,
  projectName: 'ae-ad-1',
} as const

interface IssuedToken {
  expiresAt: number
  /** Null: the token is of no project, which OCR does not take. */
  projectId: string | null
}

interface TemporaryKey {
  secretKey: string
  securityToken: string
  expiresAt: number
}

/** Wrong signatures in a row after which a key is locked: "5 or more" (errors.json, `lockout-count`). */
const mostWrong = 5

/** Everything that the gateway remembers of who may call. In memory, by the injected clock. */
export interface CredentialStore {
  issueToken(projectId: string | null): { value: string; issuedAt: Date; expiresAt: Date }
  token(value: string): IssuedToken | 'expired' | undefined
  issueKey(seconds: number): TemporaryKey & { accessKey: string }
  temporaryKey(accessKey: string): TemporaryKey | undefined
  isLocked(accessKey: string): boolean
  wrong(accessKey: string): void
  right(accessKey: string): void
}

/** So that a client which asks for ever does not fill the memory. */
const mostKept = 10_000

export function createCredentialStore({ clock, uuid }: Pick<StandInDependencies, 'clock' | 'uuid'>): CredentialStore {
  const tokens = new Map<string, IssuedToken>()
  const keys = new Map<string, TemporaryKey>()
  const wrongs = new Map<string, { count: number; lockedUntil: number }>()
  const now = () => clock().getTime()
  const keep = <Value>(map: Map<string, Value>, key: string, value: Value) => {
    if (map.size >= mostKept) map.delete(map.keys().next().value!)
    map.set(key, value)
  }
  const hex = () => uuid().replaceAll('-', '')

  return {
    issueToken(projectId) {
      // A real one is signed data of some two thousand characters that begins like this; ours is known by heart.
      const value = `MIIFP${Buffer.from(`${hex()}${hex()}`).toString('base64url')}`
      const issuedAt = clock()
      const expiresAt = new Date(issuedAt.getTime() + tokenLifeMs)
      keep(tokens, value, { expiresAt: expiresAt.getTime(), projectId })
      return { value, issuedAt, expiresAt }
    },
    token(value) {
      const token = tokens.get(value)
      return token && now() >= token.expiresAt ? 'expired' : token
    },
    issueKey(seconds) {
      const accessKey = `FPSANDBOXTMP${hex().slice(0, 8).toUpperCase()}`
      const key = { secretKey: hex(), securityToken: `ggp${hex()}${hex()}`, expiresAt: now() + seconds * 1000 }
      keep(keys, accessKey, key)
      return { accessKey, ...key }
    },
    temporaryKey(accessKey) {
      const key = keys.get(accessKey)
      return key && now() < key.expiresAt ? key : undefined
    },
    isLocked(accessKey) {
      const wrong = wrongs.get(accessKey)
      if (!wrong || wrong.count < mostWrong) return false
      if (now() < wrong.lockedUntil) return true
      wrongs.delete(accessKey)
      return false
    },
    wrong(accessKey) {
      const count = (wrongs.get(accessKey)?.count ?? 0) + 1
      keep(wrongs, accessKey, { count, lockedUntil: now() + lockMs })
    },
    right: (accessKey) => void wrongs.delete(accessKey),
  }
}

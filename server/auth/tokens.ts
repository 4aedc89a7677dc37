import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A secret of 256 random bits, fit for URLs and cookies. */
export function createToken(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * What is stored in a token's place. Plain SHA-256 suffices: a token is random and long, there is nothing to guess. Looking the hash up tells an
 * attacker by timing at most about hashes, from which no token can be made.
 */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Compares two secrets in a time that does not depend on where they differ, nor on their lengths. */
export function sameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(hashToken(given)), Buffer.from(hashToken(expected)))
}

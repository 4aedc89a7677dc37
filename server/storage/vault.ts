import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { keptSecret } from './secret.ts'

/** Keeps small secrets in the database so that a copy of the database alone does not tell them. */
export interface Vault {
  /** @param owner whose it is: sealed for one, it opens for no other */
  seal(text: string, owner: string): Promise<string>
  /** Undefined when it was sealed with another server's secret, for another owner, or was altered. */
  open(sealed: string, owner: string): Promise<string | undefined>
}

const cipherName = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** AES-256-GCM under a key that is made from the server's secret: `DATA_DIR/server.secret`, mode 0600, made when it is first needed. */
export function createVault(dataDir: string): Vault {
  let kept: Promise<Uint8Array> | undefined
  const key = () =>
    (kept ??= keptSecret(dataDir, 'server.secret').then(
      (secret) => new Uint8Array(hkdfSync('sha256', secret, '', 'fieldproof vault', 32)),
    ))
  return {
    async seal(text, owner) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv(cipherName, await key(), nonce).setAAD(Buffer.from(owner))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
    },
    async open(sealed, owner) {
      const bytes = Buffer.from(sealed, 'base64')
      try {
        const decipher = createDecipheriv(cipherName, await key(), bytes.subarray(0, nonceBytes))
          .setAAD(Buffer.from(owner))
          .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
        return decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8')
      } catch {
        return undefined
      }
    },
  }
}

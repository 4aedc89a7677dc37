import { randomBytes } from 'node:crypto'
import { sm2 } from 'sm-crypto-v2'
import { and, eq, isNull } from 'drizzle-orm'
import type { App } from '../contract/apps.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Database } from '../db/open.ts'
import { apps } from '../db/schema.ts'
import { writeSm2PublicKey } from '../providers/ctyun/sm/der.ts'
import type { Vault } from '../storage/vault.ts'
import { appNotFound, toApp, type AppRow } from './apps.ts'

/** The order of the curve sm2p256v1 (GB/T 32918.5). */
const order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n

/** A private key from 1 to n-2, as GB/T 32918.1 has it. */
function createPrivateKey(): string {
  for (;;) {
    const hex = randomBytes(32).toString('hex')
    const number = BigInt(`0x${hex}`)
    if (number >= 1n && number <= order - 2n) return hex
  }
}

interface EncKeyServices {
  vault: Vault
  now: Date
}

/**
 * Gives an app its EncKey: an SM2 key pair whose public half the caller encrypts for. One that is there already is replaced, and bodies for it are refused
 * from now on.
 * @throws {ProblemError} `app-not-found`
 */
export async function replaceEncKey(db: Database, id: string, { vault, now }: EncKeyServices): Promise<App> {
  const privateKey = createPrivateKey()
  const values = {
    encPublicKey: writeSm2PublicKey(sm2.getPublicKeyFromPrivateKey(privateKey)),
    encPrivateKey: await vault.seal(privateKey, id),
    encCreatedAt: now,
  }
  return write(db, id, values)
}

/** Takes the EncKey away: encrypted bodies are refused from now on. @throws {ProblemError} `app-not-found` */
export async function removeEncKey(db: Database, id: string): Promise<App> {
  return write(db, id, { encPublicKey: null, encPrivateKey: null, encCreatedAt: null })
}

async function write(db: Database, id: string, values: Partial<AppRow>): Promise<App> {
  const [row] = await db
    .update(apps)
    .set(values)
    .where(and(eq(apps.id, id), isNull(apps.removedAt)))
    .returning()
  if (!row) throw appNotFound()
  return toApp(row)
}

/**
 * The private half, hex.
 * @throws {ProblemError} `enc-key-missing`; `enc-key-unreadable` where the server's secret is not the one that it was sealed with
 */
export async function privateKeyOf(app: Pick<AppRow, 'id' | 'encPrivateKey'>, vault: Vault): Promise<string> {
  if (app.encPrivateKey === null) {
    throw new ProblemError({
      title: 'The app has no EncKey',
      status: 409,
      code: 'enc-key-missing',
      action: 'Have an administrator get one on the app’s page, or send the body as it is.',
      retryable: false,
      whoseFault: 'caller',
    })
  }
  const privateKey = await vault.open(app.encPrivateKey, app.id)
  if (privateKey !== undefined) return privateKey
  throw new ProblemError({
    title: 'The app’s EncKey can no longer be read',
    status: 409,
    code: 'enc-key-unreadable',
    detail: 'It was sealed with another server.secret than the one in DATA_DIR.',
    action: 'Bring the former file back, or have an administrator replace the EncKey.',
    retryable: false,
    whoseFault: 'configuration',
  })
}

import { eq } from 'drizzle-orm'
import type { Database } from '../db/open.ts'
import { ledger } from '../db/schema.ts'
import { pricesFor } from './price-book.ts'

/**
 * What paid for a call that has ended, as a structured field (RFC 9651) for programs: `package;calls=1;units=1`, `pay-as-you-go;calls=1;fen=8`,
 * `free;calls=1`, `unpriced;calls=1`, or `nothing` where the provider counted no call. Null while the ledger has no entry of it.
 */
export async function readCharge(db: Database, callId: string): Promise<string | null> {
  const [entry] = await db.select().from(ledger).where(eq(ledger.callId, callId))
  if (!entry || entry.capability === null) return null
  const { provider, capability, mode, packageId, calls, units, fen } = entry
  if (mode === 'local') return 'free'
  if (calls === 0) return 'nothing'
  if (packageId !== null) return `package;calls=${calls};units=${-units}`
  const { status, tiers, video } = (await pricesFor(db, { provider, capability, mode })).priceOf(provider, capability)
  if (status === 'limited-free' || status === 'free-beta') return `free;calls=${calls}`
  return tiers.length > 0 || video ? `pay-as-you-go;calls=${calls};fen=${fen}` : `unpriced;calls=${calls}`
}

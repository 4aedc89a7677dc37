import { and, eq, inArray, isNull } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { ExhaustionPolicies } from '../contract/metering.ts'
import { warningLevels, type QuotaWarning, type WarningLevel, type WebhookEvent } from '../contract/warnings.ts'
import type { Database } from '../db/open.ts'
import { quotaWarnings, warningsSeen, webhookDeliveries, webhooks } from '../db/schema.ts'
import { cheapestCall, fillingOf, levelsReached, readPools, type FillingRow, type PoolState } from './fillings.ts'
import { readPolicies } from './metering.ts'
import { readPrices } from './price-book.ts'
import type { Prices } from './prices/index.ts'
import { isBlocked } from './quote.ts'

/** One name for a level of a filling, e.g. for having seen it; it is there before the level is reached. */
export const warningId = (fillingId: string, level: WarningLevel) => `${fillingId}-${level}`

export function warningOfId(id: string): { fillingId: string; level: WarningLevel } | null {
  const [, fillingId, digits] = /^(.{1,64})-(\d+)$/u.exec(id) ?? []
  const level = warningLevels.find((each) => String(each) === digits)
  return fillingId !== undefined && level !== undefined ? { fillingId, level } : null
}

/** What decides on what becomes of a call: prices and policies, read once for all pools. */
interface Rules {
  prices: Prices
  policies: ExhaustionPolicies
}

/** What becomes of the calls of a pool once nothing is left. */
function afterwardsOf(
  { provider, pool: id, expired }: Pick<PoolState, 'provider' | 'pool' | 'expired'>,
  { prices, policies }: Rules,
): Pick<QuotaWarning, 'blocked' | 'goesOn' | 'appsStop'> {
  const pool = prices.poolNamed(provider, id)
  const lack = expired ? 'expired' : 'used-up'
  const policyOf = (capability: string) => policies[`${provider}/${capability}`] ?? 'vendor'
  const blocks = (capability: string) => isBlocked({ pool, lack, policy: policyOf(capability) })
  const capabilities = prices.capabilitiesOf(provider, id)
  const goesOn = capabilities.filter((each) => !blocks(each))
  const appsStop = goesOn.filter((each) => policyOf(each) === 'vendor')
  return { blocked: capabilities.filter(blocks), goesOn, appsStop }
}

function eventOf(state: PoolState, filling: FillingRow, level: WarningLevel, rules: Rules): WebhookEvent['data'] {
  const { provider, mode, pool, left } = state
  return {
    warning: warningId(filling.id, level),
    provider,
    mode,
    pool,
    unit: rules.prices.poolNamed(provider, pool).unit,
    capabilities: rules.prices.capabilitiesOf(provider, pool),
    level,
    units: filling.units,
    left,
    ...afterwardsOf(state, rules),
  }
}

/** Raises what is new of one pool, and puts it into the out-tray of every webhook in the same transaction. @returns how many levels are new */
async function raise(db: Database, state: PoolState, rules: Rules, now: Date): Promise<number> {
  const filling = await fillingOf(db, state, now)
  const reached = levelsReached(filling.units, state.left, cheapestCall(rules.prices, state.provider, state.pool))
  if (reached.length === 0) return 0
  const known = await db
    .select({ level: quotaWarnings.level })
    .from(quotaWarnings)
    .where(eq(quotaWarnings.fillingId, filling.id))
  const fresh = reached.filter((level) => !known.some((each) => each.level === level))
  if (fresh.length === 0) return 0
  return db.transaction(async (tx) => {
    const raised = await tx
      .insert(quotaWarnings)
      .values(fresh.map((level) => ({ fillingId: filling.id, level, left: state.left, raisedAt: now })))
      .onConflictDoNothing()
      .returning()
    const told = await tx.select({ id: webhooks.id }).from(webhooks).where(isNull(webhooks.removedAt))
    const deliveries = raised.flatMap(({ level }) =>
      told.map((webhook) => {
        const id = uuidv7()
        const event: WebhookEvent = {
          id,
          type: 'quota.warning',
          createdAt: now.toISOString(),
          data: eventOf(state, filling, level, rules),
        }
        const warning = warningId(filling.id, level)
        const body = JSON.stringify(event)
        return {
          id,
          webhookId: webhook.id,
          warning,
          event: event.type,
          body,
          state: 'waiting' as const,
          nextAt: now,
          createdAt: now,
        }
      }),
    )
    if (deliveries.length > 0) await tx.insert(webhookDeliveries).values(deliveries).onConflictDoNothing()
    return raised.length
  })
}

/** Looks at every pool and raises the levels that were reached since. @returns how many */
export async function raiseWarnings(db: Database, now: Date): Promise<number> {
  const rules: Rules = { prices: await readPrices(db), policies: await readPolicies(db) }
  let count = 0
  for (const state of await readPools(db, now)) count += await raise(db, state, rules, now)
  return count
}

/** The highest level of each pool since it was last filled, with what will become of its calls; the most pressing first. */
export async function listWarnings(db: Database, userId: string, now: Date): Promise<QuotaWarning[]> {
  const rules: Rules = { prices: await readPrices(db), policies: await readPolicies(db) }
  const pools = await Promise.all(
    (await readPools(db, now)).map(async (state) => ({ state, filling: await fillingOf(db, state, now) })),
  )
  const ids = pools.map(({ filling }) => filling.id)
  if (ids.length === 0) return []
  const raised = await db.select().from(quotaWarnings).where(inArray(quotaWarnings.fillingId, ids))
  const seen = await db
    .select({ fillingId: warningsSeen.fillingId, level: warningsSeen.level })
    .from(warningsSeen)
    .where(and(inArray(warningsSeen.fillingId, ids), eq(warningsSeen.userId, userId)))
  return pools
    .flatMap(({ state, filling }): QuotaWarning[] => {
      const [highest] = raised
        .filter(({ fillingId }) => fillingId === filling.id)
        .toSorted((one, other) => other.level - one.level)
      if (!highest) return []
      const { provider, mode, pool, left, expired } = state
      const { level } = highest
      return [
        {
          id: warningId(filling.id, level),
          provider,
          mode,
          pool,
          unit: rules.prices.poolNamed(provider, pool).unit,
          level,
          reason: expired ? 'expired' : 'used-up',
          units: filling.units,
          left,
          raisedAt: highest.raisedAt.toISOString(),
          ...afterwardsOf(state, rules),
          seen: seen.some((each) => each.fillingId === filling.id && each.level === level),
        },
      ]
    })
    .toSorted((one, other) => other.level - one.level || one.provider.localeCompare(other.provider))
}

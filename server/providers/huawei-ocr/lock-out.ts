import { failure, isCredentialRefusal, passedTheGate } from './errors.ts'
import { lockMs } from './limits.ts'

/**
 * Keeps a wrong credential from locking the key at the cloud, which does so after more than five refusals in a row, for five minutes
 * (seed-facts/huawei-ocr/common.json, `lockOut`). Other programs may use the same key, so we stop one earlier than we would have to.
 */
export interface LockOut {
  /**
   * Runs a call with the credential. Until one has been accepted, only as many run at the same time as may still be refused.
   * @throws {ProviderError} `provider-credentials-locked`, without making the call; the signal's reason; what the call throws
   */
  guard<Value>(call: () => Promise<Value>, signal: AbortSignal): Promise<Value>
  /** When calls are let through again; null = they are. */
  lockedUntil(): Date | null
}

/** Refusals in a row after which no further call is made. */
export const mostRefusals = 4

export function createLockOut({ clock }: { clock: () => Date }): LockOut {
  let refusals = 0
  let isProven = false
  let running = 0
  let until: Date | null = null
  const waiting: (() => void)[] = []

  function lockedUntil(): Date | null {
    if (until !== null && clock().getTime() >= until.getTime()) {
      until = null
      // One try: nobody knows whether the cloud counts on where it was.
      refusals = mostRefusals - 1
    }
    return until
  }

  function refuseWhenLocked(): void {
    const lock = lockedUntil()
    if (lock === null) return
    throw failure(
      'provider-credentials-locked',
      {
        en: `The credential was refused ${mostRefusals} times in a row. Huawei locks a key after more than five, so nothing is sent before ${lock.toISOString()}.`,
        zh: `凭证已连续 ${mostRefusals} 次被拒绝。连续错误超过五次会被锁定，因此在 ${lock.toISOString()} 之前不再发送请求。`,
      },
      { until: lock.toISOString(), refusals: mostRefusals },
    )
  }

  async function enter(signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted()
      refuseWhenLocked()
      if (isProven || running < mostRefusals - refusals) break
      // oxlint-disable-next-line no-await-in-loop -- each turn waits for a call to end
      await new Promise<void>((resolve) => {
        waiting.push(resolve)
        signal.addEventListener('abort', () => resolve(), { once: true })
      })
    }
    running += 1
  }

  function leave(): void {
    running -= 1
    for (const go of waiting.splice(0)) go()
  }

  return {
    lockedUntil,
    async guard(call, signal) {
      await enter(signal)
      try {
        const value = await call()
        isProven = true
        refusals = 0
        return value
      } catch (error) {
        if (isCredentialRefusal(error)) {
          isProven = false
          refusals += 1
          if (refusals >= mostRefusals) until = new Date(clock().getTime() + lockMs)
        } else if (passedTheGate(error)) {
          isProven = true
          refusals = 0
        }
        throw error
      } finally {
        leave()
      }
    },
  }
}

import { sameReading } from '#contract/consensus'
import { fieldDefinition } from '#contract/documents/index'
import type { Check } from '#contract/result'
import type { ReviewItem } from '#contract/review'
import type { Reading } from './readings.ts'

/** Why an item wants a look, the most urgent first (INTERACTION.md, "Open"). */
export const flagReasons = ['check', 'disagreement', 'confidence', 'empty'] as const
export type FlagReason = (typeof flagReasons)[number]

/** Below this likeness two recognisers did not read the same thing. */
const AGREEMENT = 0.999

/**
 * Why an item is flagged, or null. A person's work answers it: what was accepted, marked missing or illegible, or typed is no longer
 * doubtful; but a value that breaks a check stays flagged until it is accepted or marked as it is.
 * @param others what else is offered for it; what other recognisers read there disagrees or does not
 */
export function flagOf(
  item: ReviewItem,
  kind: string,
  checks: readonly Check[],
  threshold: number,
  others: readonly Reading[] = [],
): FlagReason | null {
  if (item.accepted || item.mark !== null) return null
  if (checks.some(({ ok }) => !ok)) return 'check'
  const untouched = item.value === item.machine.value
  if (untouched && others.some(({ origin, value }) => origin === 'recogniser' && !sameReading(value, item.value))) {
    return 'disagreement'
  }
  if (item.value === null || item.value === '') {
    const definition = item.key === null ? undefined : fieldDefinition(kind, item.key)
    return definition !== undefined && definition.optional !== true ? 'empty' : null
  }
  if (!untouched) return null
  if (item.agreement !== null && item.agreement < AGREEMENT) return 'disagreement'
  return item.confidence !== null && item.confidence < threshold ? 'confidence' : null
}

/** The flagged items in the order in which they are offered: by urgency, then as they stand in the list. */
export function flagOrder(items: readonly ReviewItem[], flags: ReadonlyMap<string, FlagReason>): string[] {
  return flagReasons.flatMap((reason) => items.filter(({ id }) => flags.get(id) === reason).map(({ id }) => id))
}

/**
 * The flag that comes after an item. `reason` is why that item was flagged when it was left, so that the order goes on from there; an
 * item that was not flagged leads to the most urgent one. Past the end it begins again. Null when no other item is flagged.
 */
export function flagAfter(
  items: readonly ReviewItem[],
  flags: ReadonlyMap<string, FlagReason>,
  current: string | null,
  reason: FlagReason | null,
): string | null {
  const order = flagOrder(items, flags).filter((id) => id !== current)
  if (current === null || reason === null) return order[0] ?? null
  const positions = new Map(items.map(({ id }, position) => [id, position]))
  const rank = (id: string, why: FlagReason) => flagReasons.indexOf(why) * items.length + positions.get(id)!
  const here = rank(current, reason)
  return order.find((id) => rank(id, flags.get(id)!) > here) ?? order[0] ?? null
}

/** The flag that comes before an item, in the same order. */
export function flagBefore(
  items: readonly ReviewItem[],
  flags: ReadonlyMap<string, FlagReason>,
  current: string | null,
): string | null {
  const order = flagOrder(items, flags)
  const position = current === null ? -1 : order.indexOf(current)
  if (position < 0) return order.at(-1) ?? null
  return order.length > 1 ? order[(position + order.length - 1) % order.length]! : null
}

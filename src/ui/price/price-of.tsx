import type { PricedCalls } from '../../api/prices.ts'
import { usePriceText } from './price-text.ts'
import { usePrices } from './use-prices.ts'

/** What one call, or several, would cost; nothing until it is known. */
export function PriceOf({ asked, className }: { asked: readonly PricedCalls[]; className?: string | undefined }) {
  const price = usePrices(asked)
  const text = usePriceText()
  if (price === null) return null
  return (
    <span className={className} data-testid="price">
      {text(price)}
    </span>
  )
}

import { useTranslation } from 'react-i18next'
import { usePriceText } from '../../ui/price/price-text.ts'
import { usePrices } from '../../ui/price/use-prices.ts'
import type { RecogniserChoice } from '../../ui/recogniser.ts'
import { chosenCompanions, companionsOf, useCompanionKeys } from './compare-with.ts'
import classes from './intake-recogniser.module.css'

/** What each document will cost that comes in now, by everybody who will read it. */
export function EachPrice({ choices, chosen }: { choices: readonly RecogniserChoice[]; chosen: RecogniserChoice }) {
  const { t } = useTranslation()
  const text = usePriceText()
  const keys = useCompanionKeys()
  const others = chosenCompanions(companionsOf(choices, chosen.recogniser), keys)
  const price = usePrices(
    [chosen.recogniser, ...others].map(({ provider, capability }) => ({ provider, capability, calls: 1 })),
  )
  if (price === null) return null
  return (
    <span className={classes['price']} data-testid="price-each">
      {t('price.each', { price: text(price) })}
    </span>
  )
}

import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat, type Format } from '../format.ts'
import type { PriceSum } from './price-sum.ts'

/** The parts of a price, as the language on screen says them. */
export interface PriceWords {
  prepaid: (calls: number) => string
  /** Less than so much: a call may cost a fraction of a fen. */
  under: (money: string) => string
  unpriced: (calls: number) => string
  blocked: (calls: number) => string
  free: () => string
}

/** What calls cost, in as few words as fit on a button; empty for no call. */
export function priceText(sum: PriceSum, words: PriceWords, format: Pick<Format, 'money'>): string {
  const fen = Math.round(sum.hundredths / 100)
  const parts = [
    sum.prepaid > 0 && words.prepaid(sum.prepaid),
    sum.paid > 0 && (fen === 0 ? words.under(format.money(1)) : format.money(fen)),
    sum.unpriced > 0 && words.unpriced(sum.unpriced),
    sum.blocked > 0 && words.blocked(sum.blocked),
  ].filter((part) => part !== false)
  if (parts.length > 0) return parts.join(' + ')
  return sum.free > 0 ? words.free() : ''
}

/** `priceText` in the language on screen. */
export function usePriceText(): (sum: PriceSum) => string {
  const { t } = useTranslation()
  const format = useFormat()
  return useMemo(() => {
    const words: PriceWords = {
      prepaid: (count) => t('price.prepaid', { count }),
      under: (money) => t('price.under', { money }),
      unpriced: (count) => t('price.unpriced', { count }),
      blocked: (count) => t('price.blocked', { count }),
      free: () => t('price.free'),
    }
    return (sum) => priceText(sum, words, format)
  }, [t, format])
}

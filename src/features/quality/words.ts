import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { kindByName } from '#contract/documents/index'
import type { Share } from '#contract/quality'
import { yuanIn } from '../../ui/format.ts'
import { localeOf } from '../../ui/language/locale.ts'
import { useProviderName } from '../../ui/recogniser-name.ts'
import { labelText } from '../../ui/recogniser.ts'

export interface QualityWords {
  /** 0..1 with a tenth of a percent. */
  percent: (share: number) => string
  /** 98.2% (97.1% to 98.9%), as the language writes it. */
  share: (share: Share) => string
  interval: (share: Share) => string
  /** Hundredths of a fen as yuan, to the hundredth of a fen. */
  money: (hundredths: number) => string
  seconds: (value: number) => string
  decimal: (value: number) => string
  kind: (kind: string) => string
  field: (kind: string, field: string) => string
  provider: (provider: string) => string
}

/** The figures of this page in the language on screen. */
export function useQualityWords(): QualityWords {
  const { t, i18n } = useTranslation('quality')
  const provider = useProviderName()
  return useMemo(() => {
    const locale = localeOf(i18n.language)
    const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
    const decimals = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
    const seconds = new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: 'second',
      unitDisplay: 'short',
      maximumFractionDigits: 1,
    })
    const yuan = yuanIn(locale, { maximumFractionDigits: 4 })
    const interval = ({ low, high }: Share) => t('interval', { low: percents.format(low), high: percents.format(high) })
    const kindOf = (kind: string) => kindByName(kind)
    return {
      percent: (share) => percents.format(share),
      share: (share) => t('share', { share: percents.format(share.share), interval: interval(share) }),
      interval,
      money: (hundredths) => yuan(hundredths / 10_000),
      seconds: (value) => seconds.format(value),
      decimal: (value) => decimals.format(value),
      kind: (kind) => {
        const found = kindOf(kind)
        return found ? labelText(found.label, i18n.language) : kind
      },
      field: (kind, field) => {
        if (field === 'line' || field === 'cell') return t(`item.${field}`)
        const found = kindOf(kind)?.fields.find(({ key }) => key === field)
        return found ? labelText(found.label, i18n.language) : field
      },
      provider,
    }
  }, [t, i18n.language, provider])
}

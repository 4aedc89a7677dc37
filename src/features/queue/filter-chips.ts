import { useTranslation } from 'react-i18next'
import { kindByName } from '#contract/documents/index'
import { useFormat } from '../../ui/format.ts'
import { labelText, useRecognisers } from '../../ui/recogniser.ts'
import type { DocumentSearch } from './document-search.ts'

interface FilterChip {
  key: keyof DocumentSearch
  text: string
  /** The search without this one. */
  without: DocumentSearch
}

/** What narrows the list, each with the way to take it off. The search box and the order are shown elsewhere. */
export function useFilterChips(search: DocumentSearch): FilterChip[] {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const { choices } = useRecognisers()
  const chips: FilterChip[] = []
  const single = (key: keyof DocumentSearch, text: string) =>
    chips.push({ key, text, without: { ...search, [key]: undefined } })
  const many = <Key extends 'kind' | 'provider' | 'state'>(key: Key, textOf: (value: string) => string) => {
    for (const value of search[key] ?? []) {
      const left = search[key]?.filter((each) => each !== value)
      chips.push({ key, text: textOf(value), without: { ...search, [key]: left?.length === 0 ? undefined : left } })
    }
  }
  many('state', (state) => t(`state.${state as 'review'}`))
  many('kind', (kind) => {
    const label = kindByName(kind)?.label
    return label ? labelText(label, i18n.language) : kind
  })
  many('provider', (id) => {
    const label = choices.find(({ provider }) => provider.id === id)?.provider.label
    return label ? labelText(label, i18n.language) : id
  })
  if (search.confidenceBelow !== undefined) {
    single('confidenceBelow', t('queue.filter.confidenceChip', { percent: format.percent(search.confidenceBelow) }))
  }
  if (search.openChecks !== undefined) {
    single('openChecks', t(search.openChecks ? 'queue.filter.checksOpen' : 'queue.filter.checksNone'))
  }
  if (search.who !== undefined) single('who', search.who)
  if (search.from !== undefined) single('from', t('queue.filter.fromChip', { date: search.from }))
  if (search.to !== undefined) single('to', t('queue.filter.toChip', { date: search.to }))
  return chips
}

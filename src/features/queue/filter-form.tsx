import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DocumentState } from '#contract/document'
import { kinds } from '#contract/documents/index'
import { useFormat } from '../../ui/format.ts'
import { labelText, useRecognisers } from '../../ui/recogniser.ts'
import { documentStates, type DocumentSearch } from './document-search.ts'
import classes from './filter-form.module.css'

const confidences = [0.5, 0.7, 0.8, 0.9, 0.95, 0.99]

interface FilterFormProps {
  search: DocumentSearch
  onSearch: (search: DocumentSearch, replace?: boolean) => void
}

/** Every filter that the list knows; each change shows at once. */
export function FilterForm({ search, onSearch }: FilterFormProps) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const { choices } = useRecognisers()
  const set = (patch: DocumentSearch) => onSearch({ ...search, ...patch })
  const providers = [...new Map(choices.map(({ provider }) => [provider.id, provider])).values()]
  const list = (value: string[]) => (value.length === 0 ? undefined : value)
  return (
    <div className={classes['form']}>
      <Checkbox.Group
        className={classes['wide']}
        label={t('queue.filter.state')}
        value={search.state ?? []}
        onChange={(state) => set({ state: list(state) as DocumentState[] | undefined })}
      >
        <div className={classes['options']}>
          {documentStates.map((state) => (
            <Checkbox key={state} value={state} label={t(`state.${state}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <Checkbox.Group
        className={classes['wide']}
        label={t('queue.filter.kind')}
        value={search.kind ?? []}
        onChange={(kind) => set({ kind: list(kind) })}
      >
        <div className={classes['options']}>
          {kinds.map(({ kind, label }) => (
            <Checkbox key={kind} value={kind} label={labelText(label, i18n.language)} />
          ))}
        </div>
      </Checkbox.Group>
      {providers.length > 1 && (
        <Checkbox.Group
          className={classes['wide']}
          label={t('queue.filter.provider')}
          value={search.provider ?? []}
          onChange={(provider) => set({ provider: list(provider) })}
        >
          <div className={classes['options']}>
            {providers.map(({ id, label }) => (
              <Checkbox key={id} value={id} label={labelText(label, i18n.language)} />
            ))}
          </div>
        </Checkbox.Group>
      )}
      <NativeSelect
        label={t('queue.filter.confidence')}
        value={search.confidenceBelow === undefined ? '' : String(search.confidenceBelow)}
        onChange={({ currentTarget: { value } }) => set({ confidenceBelow: value === '' ? undefined : Number(value) })}
        data={[
          { value: '', label: t('queue.filter.anyConfidence') },
          ...[
            ...new Set([...confidences, ...(search.confidenceBelow === undefined ? [] : [search.confidenceBelow])]),
          ].map((value) => ({ value: String(value), label: format.percent(value) })),
        ]}
      />
      <NativeSelect
        label={t('queue.filter.checks')}
        value={search.openChecks === undefined ? '' : String(search.openChecks)}
        onChange={({ currentTarget: { value } }) => set({ openChecks: value === '' ? undefined : value === 'true' })}
        data={[
          { value: '', label: t('queue.filter.checksAny') },
          { value: 'true', label: t('queue.filter.checksOpen') },
          { value: 'false', label: t('queue.filter.checksNone') },
        ]}
      />
      <TextInput
        type="date"
        label={t('queue.filter.from')}
        value={search.from?.slice(0, 10) ?? ''}
        onChange={({ currentTarget: { value } }) => set({ from: value === '' ? undefined : value })}
      />
      <TextInput
        type="date"
        label={t('queue.filter.to')}
        value={search.to?.slice(0, 10) ?? ''}
        onChange={({ currentTarget: { value } }) => set({ to: value === '' ? undefined : value })}
      />
      <TextInput
        className={classes['wide']}
        label={t('queue.filter.who')}
        defaultValue={search.who ?? ''}
        onBlur={({ currentTarget: { value } }) => set({ who: value.trim() === '' ? undefined : value.trim() })}
        onKeyDown={(event) => {
          const value = event.currentTarget.value.trim()
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) set({ who: value === '' ? undefined : value })
        }}
      />
    </div>
  )
}

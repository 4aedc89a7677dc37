import { Select } from '@mantine/core'
import { IconScan } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Recogniser } from '../api/documents.ts'
import { labelText, recogniserKey, recogniserOfKey, type RecogniserChoice } from './recogniser.ts'

interface RecogniserSelectProps {
  choices: readonly RecogniserChoice[]
  value: Recogniser | null
  onChange: (recogniser: Recogniser) => void
  /** In a row of buttons: the label is there for readers only. */
  inline?: boolean
}

/** The choice of a recogniser: capabilities by provider, each provider with its mode; those that cannot be chosen here say why. */
export function RecogniserSelect({ choices, value, onChange, inline = false }: RecogniserSelectProps) {
  const { t, i18n } = useTranslation()
  const providers = [...new Set(choices.map(({ provider }) => provider))]
  return (
    <Select
      {...(inline
        ? { 'aria-label': t('recogniser.label'), leftSection: <IconScan size={17} stroke={1.75} aria-hidden="true" /> }
        : { label: t('recogniser.label') })}
      placeholder={t('recogniser.loading')}
      nothingFoundMessage={t('recogniser.none')}
      data={providers.map((provider) => ({
        group: `${labelText(provider.label, i18n.language)} · ${t(`mode.${provider.mode}.name`)}`,
        items: choices
          .filter((choice) => choice.provider === provider)
          .map(({ recogniser, label, unfit }) => ({
            value: recogniserKey(recogniser),
            label: [labelText(label, i18n.language), unfit && t(`recogniser.unfit.${unfit}`)]
              .filter(Boolean)
              .join(' · '),
            disabled: unfit !== undefined,
          })),
      }))}
      value={value && recogniserKey(value)}
      onChange={(key) => {
        const recogniser = recogniserOfKey(key)
        if (recogniser) onChange(recogniser)
      }}
      allowDeselect={false}
      searchable={choices.length > 8}
      // What is typed looks for another one, instead of being added to the name of the one that is chosen.
      onClick={(event) => event.currentTarget.select()}
      onFocus={(event) => event.currentTarget.select()}
      checkIconPosition="right"
      maxDropdownHeight={360}
      // Names of operations are long; in a row of buttons the list is wider than its field.
      comboboxProps={{ shadow: 'md', ...(inline && { width: 360, position: 'bottom-end' as const }) }}
    />
  )
}

import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Parameter } from '#contract/provider'
import { useFormat } from '../../../ui/format.ts'
import { labelText } from '../../../ui/recogniser.ts'
import type { Refusal } from './parameter-values.ts'

interface ParameterFieldProps {
  parameter: Parameter
  value: string
  refusal: Refusal | undefined
  onChange: (value: string) => void
}

/** One parameter as the catalogue describes it: what it means, what it may be, what stands where nothing is given. */
export function ParameterField({ parameter, value, refusal, onChange }: ParameterFieldProps) {
  const { t, i18n } = useTranslation('explorer')
  const format = useFormat()
  const { name, type, required, values, valueLabels, label, description, minimum, maximum, maxLength } = parameter
  const say = (bound: number | undefined) => (bound === undefined ? '' : format.number(bound))
  const bounds =
    minimum !== undefined && maximum !== undefined
      ? t('form.between', { minimum: say(minimum), maximum: say(maximum) })
      : minimum !== undefined
        ? t('form.from', { minimum: say(minimum) })
        : maximum !== undefined
          ? t('form.upTo', { maximum: say(maximum) })
          : maxLength !== undefined
            ? t('form.length', { maximum: say(maxLength) })
            : undefined
  const usual = parameter.default === undefined ? undefined : t('form.default', { value: parameter.default })
  const hints = [description && labelText(description, i18n.language), bounds, usual].filter(Boolean)
  const shared = {
    size: 'sm',
    label: (
      <>
        {labelText(label, i18n.language)} <code>{name}</code>
      </>
    ),
    description: hints.length > 0 ? hints.join(' · ') : undefined,
    required,
    error: refusal && t(`refusal.${refusal}`, { minimum: say(minimum), maximum: say(maximum ?? maxLength) }),
    'data-parameter': name,
  } as const
  const choices = values ?? (type === 'boolean' ? ['true', 'false'] : undefined)
  if (choices) {
    const meaning = (choice: string) => {
      const said = valueLabels?.[choice]
      const words = said
        ? labelText(said, i18n.language)
        : type === 'boolean'
          ? t(`form.${choice as 'true' | 'false'}`)
          : ''
      return words === '' || words === choice ? choice : `${words} (${choice})`
    }
    return (
      <Select
        {...shared}
        value={value === '' ? null : value}
        onChange={(next) => onChange(next ?? '')}
        data={choices.map((choice) => ({ value: choice, label: meaning(choice) }))}
        placeholder={t('form.notGiven')}
        clearable={!required}
        clearButtonProps={{ 'aria-label': t('form.clear') }}
        allowDeselect={!required}
        checkIconPosition="right"
        comboboxProps={{ shadow: 'md' }}
      />
    )
  }
  return (
    <TextInput
      {...shared}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      placeholder={parameter.default ?? t('form.notGiven')}
      inputMode={type === 'integer' ? 'numeric' : type === 'number' ? 'decimal' : 'text'}
      autoComplete="off"
      spellCheck={false}
      dir="ltr"
    />
  )
}

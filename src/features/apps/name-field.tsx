import { TextInput, VisuallyHidden } from '@mantine/core'
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { appNameRules, brokenNameRules } from '#contract/app-name'
import classes from './apps.module.css'

interface NameFieldProps {
  value: string
  onChange: (name: string) => void
  /** The first thing that is asked for in its dialog. */
  isFirst?: boolean
}

/** The name of an app, with each part of the documented rule ticked off as it is typed. */
export function NameField({ value, onChange, isFirst = false }: NameFieldProps) {
  const { t } = useTranslation('apps')
  const rules = useId()
  const broken = brokenNameRules(value)
  return (
    <div>
      <TextInput
        label={t('fields.name')}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        aria-describedby={rules}
        aria-invalid={value !== '' && broken.length > 0}
        error={value !== '' && broken.length > 0}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        {...(isFirst && { 'data-autofocus': true })}
      />
      <ul id={rules} className={classes['nameRules']}>
        {appNameRules.map((rule) => {
          const kept = !broken.includes(rule)
          const Icon = kept ? IconCircleCheck : IconCircleDashed
          return (
            <li key={rule} data-kept={kept} data-rule={rule}>
              <Icon size={15} aria-hidden="true" />
              <span>
                {t(`name.rules.${rule}`)}
                <VisuallyHidden component="span">{` ${t(kept ? 'name.kept' : 'name.broken')}`}</VisuallyHidden>
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

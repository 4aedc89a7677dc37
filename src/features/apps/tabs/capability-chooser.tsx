import { Button, Checkbox, Switch, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProviderDescription } from '#contract/provider'
import { useFormat } from '../../../ui/format.ts'
import { ModeBadge } from '../../../ui/mode-badge.tsx'
import { labelText } from '../../../ui/recogniser.ts'
import classes from '../apps.module.css'
import { allOf, isEnabled, withAll, withOne } from '../enabled.ts'

interface CapabilityChooserProps {
  providers: readonly ProviderDescription[]
  enabled: readonly string[]
  saving: boolean
  onConfirm: (enabled: string[]) => void
  onCancel: () => void
}

/** Capabilities by provider, found by any of their names; nothing changes before it is confirmed. */
export function CapabilityChooser({ providers, enabled, saving, onConfirm, onCancel }: CapabilityChooserProps) {
  const { t, i18n } = useTranslation('apps')
  const format = useFormat()
  const [chosen, setChosen] = useState<readonly string[]>(enabled)
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLocaleLowerCase()
  const named = (...names: string[]) => names.some((name) => name.toLocaleLowerCase().includes(wanted))
  const found = providers
    .map((provider) => ({
      provider,
      capabilities: named(provider.label.en, provider.label.zh, labelText(provider.label, i18n.language))
        ? provider.capabilities
        : provider.capabilities.filter(({ id, label }) =>
            named(id, label.en, label.zh, labelText(label, i18n.language)),
          ),
    }))
    .filter(({ capabilities }) => capabilities.length > 0)
  const count = providers.reduce(
    (sum, { id, capabilities }) => sum + capabilities.filter((each) => isEnabled(chosen, id, each.id)).length,
    0,
  )
  return (
    <form
      className={classes['sheet']}
      aria-label={t('capabilities.choose')}
      onSubmit={(event) => {
        event.preventDefault()
        onConfirm([...chosen])
      }}
    >
      <TextInput
        type="search"
        aria-label={t('capabilities.search')}
        placeholder={t('capabilities.search')}
        leftSection={<IconSearch size={17} aria-hidden="true" />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          // Enter looks for something; it does not confirm what is half chosen.
          if (event.key === 'Enter') event.preventDefault()
        }}
      />
      {found.length === 0 && <p className={classes['quiet']}>{t('capabilities.notFound')}</p>}
      {found.map(({ provider, capabilities }) => {
        const name = labelText(provider.label, i18n.language)
        return (
          <fieldset key={provider.id} className={classes['group']} data-provider={provider.id}>
            <legend className={classes['groupName']}>
              {name} <ModeBadge mode={provider.mode} />
            </legend>
            <Switch
              label={t('capabilities.all', { name })}
              description={t('capabilities.allText')}
              checked={chosen.includes(allOf(provider.id))}
              onChange={(event) => setChosen(withAll(chosen, provider.id, event.currentTarget.checked))}
            />
            <div className={classes['choices']}>
              {capabilities.map(({ id, label }) => (
                <Checkbox
                  key={id}
                  label={labelText(label, i18n.language)}
                  description={<code>{id}</code>}
                  checked={isEnabled(chosen, provider.id, id)}
                  onChange={(event) => setChosen(withOne(chosen, provider, id, event.currentTarget.checked))}
                />
              ))}
            </div>
          </fieldset>
        )
      })}
      <div className={classes['confirmBar']}>
        <span aria-live="polite">{t('card.enabled', { count, formatted: format.number(count) })}</span>
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={saving}>
          {t('capabilities.confirm')}
        </Button>
      </div>
    </form>
  )
}

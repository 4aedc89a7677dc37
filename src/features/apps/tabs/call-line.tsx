import { Button, CopyButton, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { App } from '#contract/apps'
import { providersQuery } from '../../../api/providers.ts'
import { labelText } from '../../../ui/recogniser.ts'
import classes from '../apps.module.css'
import { curlLine, neededParameters, secretVariable } from '../curl-line.ts'
import { isEnabled, oneOf } from '../enabled.ts'

/** The call of one of the app's capabilities for a shell; the secret stays out of the line. */
export function CallLine({ app }: { app: App }) {
  const { t, i18n } = useTranslation('apps')
  const providers = useQuery(providersQuery).data ?? []
  const [wanted, setWanted] = useState<string | null>(null)
  const groups = providers
    .map(({ id, label, capabilities }) => ({
      group: labelText(label, i18n.language),
      items: capabilities
        .filter((capability) => isEnabled(app.enabled, id, capability.id))
        .map((capability) => ({
          value: oneOf(id, capability.id),
          label: labelText(capability.label, i18n.language),
        })),
    }))
    .filter(({ items }) => items.length > 0)
  const choices = groups.flatMap(({ items }) => items)
  const chosen = choices.find(({ value }) => value === wanted)?.value ?? choices[0]?.value
  if (chosen === undefined) return null
  const [provider = '', capability = ''] = chosen.split('/')
  const described = providers.find(({ id }) => id === provider)?.capabilities.find(({ id }) => id === capability)
  const line = curlLine({
    origin: window.location.origin,
    appKey: app.appKey,
    provider,
    capability,
    parameters: described ? neededParameters(described) : {},
    fileName: 'document.jpg',
  })
  return (
    <section className={classes['sheet']} aria-label={t('call.title')}>
      <div>
        <h2 className={classes['subtitle']}>{t('call.title')}</h2>
        <p className={classes['quiet']}>{t('call.text', { variable: secretVariable })}</p>
      </div>
      <Select
        label={t('call.capability')}
        data={groups}
        value={chosen}
        onChange={setWanted}
        allowDeselect={false}
        searchable={choices.length > 8}
        maxDropdownHeight={320}
      />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keyboard */}
      <pre className={classes['line']} tabIndex={0} dir="ltr" data-testid="app-curl">
        {line}
      </pre>
      <CopyButton value={line}>
        {({ copied, copy }) => (
          <Button
            className={classes['begin']}
            variant="default"
            leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
            onClick={copy}
          >
            {t(copied ? 'copied' : 'call.copy')}
          </Button>
        )}
      </CopyButton>
    </section>
  )
}

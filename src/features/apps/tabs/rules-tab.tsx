import { Button, Select, Text, TextInput, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { brokenNameRules } from '#contract/app-name'
import type { App } from '#contract/apps'
import { regions } from '#contract/regions'
import { appsQuery, changeApp } from '../../../api/apps.ts'
import { problemOf } from '../../../api/problem-error.ts'
import { useAnnounce } from '../../../ui/announce.tsx'
import { useFormat } from '../../../ui/format.ts'
import { useProblemText } from '../../../ui/problem-text.ts'
import { labelText } from '../../../ui/recogniser.ts'
import classes from '../apps.module.css'
import { NameField } from '../name-field.tsx'
import { isNetwork, networksOf } from '../networks.ts'

const mostCalls = 1_000_000

/** An empty text is no limit; undefined what is no number of calls. */
function limitOf(text: string): number | null | undefined {
  if (text.trim() === '') return null
  const calls = Number(text)
  return Number.isInteger(calls) && calls >= 1 && calls <= mostCalls ? calls : undefined
}

/** Name, description and region of an app, and its rules: where calls may come from, and how many a minute. */
export function RulesTab({ app, address }: { app: App; address: string | null }) {
  const { t, i18n } = useTranslation('apps')
  const format = useFormat()
  const client = useQueryClient()
  const announce = useAnnounce()
  const text = useProblemText()
  const [name, setName] = useState(app.name)
  const [description, setDescription] = useState(app.description)
  const [region, setRegion] = useState(app.region)
  const [networks, setNetworks] = useState(app.allowedNetworks.join('\n'))
  const [calls, setCalls] = useState(app.callsPerMinute === null ? '' : String(app.callsPerMinute))
  const save = useMutation({
    mutationFn: (change: Parameters<typeof changeApp>[1]) => changeApp(app.id, change),
    onSuccess: async () => {
      announce(t('rules.saved'))
      await client.invalidateQueries(appsQuery)
    },
  })
  const given = networksOf(networks)
  const wrong = given.filter((network) => !isNetwork(network))
  const callsPerMinute = limitOf(calls)
  const isGood = brokenNameRules(name).length === 0 && wrong.length === 0 && callsPerMinute !== undefined
  const own = address !== null && !given.includes(address) ? address : null
  const problem = save.error && text(problemOf(save.error))
  const known = Object.entries(regions).map(([value, label]) => ({ value, label: labelText(label, i18n.language) }))
  // A script may have named another place.
  const others = app.region !== null && !(app.region in regions) ? [{ value: app.region, label: app.region }] : []
  return (
    <form
      className={classes['sheet']}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isGood) return
        save.mutate({ name, description: description.trim(), region, allowedNetworks: given, callsPerMinute })
      }}
    >
      <div className={classes['fields']}>
        <NameField value={name} onChange={setName} />
        <Textarea
          label={t('fields.description')}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
          maxLength={500}
          rows={3}
          dir="auto"
        />
        <Select
          label={t('fields.region')}
          description={t('fields.regionText')}
          placeholder={t('fields.noRegion')}
          data={[...others, ...known]}
          value={region}
          onChange={setRegion}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('fields.clearRegion') }}
          nothingFoundMessage={t('fields.noSuchRegion')}
          maxDropdownHeight={280}
        />
        <TextInput
          label={t('fields.calls')}
          description={t('fields.callsText')}
          value={calls}
          onChange={(event) => setCalls(event.currentTarget.value)}
          inputMode="numeric"
          error={callsPerMinute === undefined && t('fields.callsWrong', { most: format.number(mostCalls) })}
          autoComplete="off"
        />
        <div>
          <Textarea
            label={t('fields.networks')}
            description={t('fields.networksText')}
            value={networks}
            onChange={(event) => setNetworks(event.currentTarget.value)}
            error={wrong.length > 0 && t('fields.networksWrong', { list: format.list(wrong) })}
            rows={4}
            dir="ltr"
            spellCheck={false}
            styles={{ input: { fontFamily: 'var(--fp-font-mono)', fontSize: '0.8125rem' } }}
          />
          {own !== null && (
            <p className={classes['own']}>
              <span>
                {t('fields.ownAddress')} <code dir="ltr">{own}</code>
              </span>
              <Button size="compact-sm" variant="default" onClick={() => setNetworks([...given, own].join('\n'))}>
                {t('fields.addOwn')}
              </Button>
            </p>
          )}
        </div>
      </div>
      {problem && (
        <Text role="alert" c="var(--fp-danger)" size="sm">
          {[problem.title, problem.detail].filter(Boolean).join('. ')}
        </Text>
      )}
      <div className={classes['confirmBar']}>
        <Button type="submit" loading={save.isPending} disabled={!isGood}>
          {t('rules.save')}
        </Button>
      </div>
    </form>
  )
}

import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useDeferredValue, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { kindByName } from '#contract/documents/index'
import type { Capability, ProviderDescription } from '../../api/providers.ts'
import { ModeBadge } from '../../ui/mode-badge.tsx'
import { labelText } from '../../ui/recogniser.ts'
import type { ExplorerPlace } from './place.ts'
import classes from './catalogue.module.css'

/** Everything by which a capability may be looked for: its names in every language, its id, its kinds. */
function wordsOf(provider: ProviderDescription, { id, label, kinds }: Capability): string {
  const names = kinds.flatMap((kind) => Object.values(kindByName(kind)?.label ?? {}))
  return [id, ...Object.values(label), ...kinds, ...names, provider.id, ...Object.values(provider.label)]
    .join('\n')
    .toLowerCase()
}

function fitting(providers: readonly ProviderDescription[], sought: string) {
  const wanted = sought.trim().toLowerCase().split(/\s+/u)
  return providers
    .map((provider) => ({
      provider,
      capabilities: provider.capabilities.filter((capability) => {
        const words = wordsOf(provider, capability)
        return wanted.every((word) => words.includes(word))
      }),
    }))
    .filter(({ capabilities }) => capabilities.length > 0)
}

/** Every capability of every provider, with its mode; arrow keys go from one to the next. */
export function Catalogue({ providers, place }: { providers: readonly ProviderDescription[]; place: ExplorerPlace }) {
  const { t, i18n } = useTranslation('explorer')
  const [sought, setSought] = useState('')
  const wanted = useDeferredValue(sought)
  const groups = useMemo(() => fitting(providers, wanted), [providers, wanted])
  const list = useRef<HTMLElement>(null)

  const move = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const links = [...(list.current?.querySelectorAll('a') ?? [])]
    const at = links.findIndex((link) => link === document.activeElement)
    const next = event.key === 'ArrowDown' ? links[at + 1] : links[at - 1]
    if (!next) return
    event.preventDefault()
    next.focus()
  }

  return (
    // Arrow keys are a shortcut between links that Tab reaches too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <nav ref={list} className={classes['catalogue']} aria-label={t('catalogue.label')} onKeyDown={move}>
      <div className={classes['search']}>
        <TextInput
          type="search"
          size="sm"
          aria-label={t('catalogue.search')}
          placeholder={t('catalogue.search')}
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
      </div>
      <div className={classes['list']}>
        {groups.length === 0 && <p className={classes['none']}>{t('catalogue.none')}</p>}
        {groups.map(({ provider, capabilities }) => (
          <section key={provider.id} className={classes['group']}>
            <h2 className={classes['provider']}>
              <span className={classes['name']}>{labelText(provider.label, i18n.language)}</span>
              <ModeBadge mode={provider.mode} />
            </h2>
            {!provider.ready && <p className={classes['unready']}>{t('catalogue.notReady')}</p>}
            <ul>
              {capabilities.map((capability) => {
                const current = place.provider === provider.id && place.capability === capability.id
                return (
                  <li key={capability.id}>
                    <Link
                      to="/explorer"
                      search={{ provider: provider.id, capability: capability.id }}
                      className={classes['entry']}
                      aria-current={current ? 'true' : undefined}
                      data-capability={capability.id}
                    >
                      <span>{labelText(capability.label, i18n.language)}</span>
                      <code>{capability.id}</code>
                    </Link>
                  </li>
                )
              })}
            </ul>
          </section>
        ))}
      </div>
    </nav>
  )
}

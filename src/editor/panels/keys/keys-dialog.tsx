import { Button, Modal, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keysOf } from '../../commands/bindings.ts'
import { commandGroups, type Command } from '../../commands/command.ts'
import { keysText } from '../../commands/keys.ts'
import { commands } from '../../commands/list.ts'
import { useBindings } from '../../use-bound-keys.ts'
import { useWorkbench, useWorkbenchTools } from '../../workbench-context.ts'
import { onMac, type CommandKey } from '../keys-shown.ts'
import panels from '../panels.module.css'
import { CommandKeys } from './command-keys.tsx'
import { KeysFile } from './keys-file.tsx'
import classes from './keys.module.css'
import { useKeyChange } from './use-key-change.ts'

/** The commands that are called so, whose group is, or that have such a key. */
function useFound(query: string): readonly Command[] {
  const { t } = useTranslation('editor')
  const bindings = useBindings()
  const wanted = query.trim().toLocaleLowerCase()
  if (wanted === '') return commands
  return commands.filter((command) => {
    const names = [t(`command.${command.id as CommandKey}`), t(`keys.groups.${command.group}`)]
    const keys = keysOf(command, bindings).map((chord) => keysText(chord, onMac()))
    // One letter is looked for as a key: nearly every name has it.
    if (wanted.length === 1) return keys.some((text) => text.toLocaleLowerCase() === wanted)
    return [...names, ...keys].some((text) => text.toLocaleLowerCase().includes(wanted))
  })
}

/** Every command with its keys, from the same list that the keyboard obeys; each can be given others. */
export function KeysDialog() {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const { keys } = useWorkbenchTools()
  const bindings = useBindings()
  const [query, setQuery] = useState('')
  const [changes, setChanges] = useState(false)
  const change = useKeyChange()
  const found = useFound(query)
  return (
    <Modal
      lockScroll={false}
      closeButtonProps={{ 'aria-label': t('recall.dismiss') }}
      // While a key is awaited, Esc only ends the waiting.
      closeOnEscape={change.awaited === null}
      opened
      onClose={() => session.openDialog(null)}
      title={t('keys.title')}
      size="xl"
    >
      <div className={classes['bar']}>
        <TextInput
          data-autofocus
          type="search"
          className={classes['search']}
          aria-label={t('keys.search')}
          placeholder={t('keys.search')}
          leftSection={<IconSearch size={16} stroke={1.75} aria-hidden="true" />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <Button
          variant={changes ? 'light' : 'default'}
          aria-pressed={changes}
          onClick={() => {
            change.clear()
            setChanges(!changes)
          }}
        >
          {t('keys.edit')}
        </Button>
      </div>
      {changes && (
        <div className={classes['edit']}>
          <p className={panels['hint']}>{t('keys.editHint')}</p>
          <KeysFile keys={keys} changed={bindings.size > 0} />
        </div>
      )}
      <output className={classes['count']}>
        {query.trim() === '' ? '' : t('keys.found', { count: found.length })}
      </output>
      <div className={classes['sheet']} data-changes={changes || undefined}>
        {commandGroups.map((group) => {
          const members = found.filter((command) => command.group === group)
          return (
            members.length > 0 && (
              <section key={group} aria-label={t(`keys.groups.${group}`)}>
                <h2>{t(`keys.groups.${group}`)}</h2>
                <dl>
                  {members.map((command) => (
                    <CommandKeys
                      key={command.id}
                      command={command}
                      bindings={bindings}
                      change={changes ? change : null}
                    />
                  ))}
                </dl>
              </section>
            )
          )
        })}
      </div>
      <p className={panels['hint']}>{t('keys.wheel')}</p>
      <p className={panels['hint']}>{t('keys.clicks')}</p>
      <p className={panels['hint']}>{t('keys.lasso')}</p>
    </Modal>
  )
}

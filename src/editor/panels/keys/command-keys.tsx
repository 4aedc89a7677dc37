import { IconPlus, IconRotate2, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { keysOf, type KeyBindings } from '../../commands/bindings.ts'
import type { Command } from '../../commands/command.ts'
import { keyCaps, keysText } from '../../commands/keys.ts'
import { onMac, type CommandKey } from '../keys-shown.ts'
import panels from '../panels.module.css'
import classes from './keys.module.css'
import type { KeyChange } from './use-key-change.ts'
import { useRefusalText } from './use-refusal-text.ts'

function Caps({ chord }: { chord: string }) {
  return (
    <span className={classes['chord']}>
      {keyCaps(chord, onMac()).map((cap) => (
        <kbd key={cap} className={panels['kbd']}>
          {cap}
        </kbd>
      ))}
    </span>
  )
}

/** The place of a key, or of one that is to come: pressed, it waits for the new chord. */
function KeyPlace({ command, chord, change }: { command: string; chord: string | undefined; change: KeyChange }) {
  const { t } = useTranslation('editor')
  const { awaited, wait, press } = change
  const waits = awaited?.command === command && awaited.chord === chord
  const name = t(`command.${command as CommandKey}`)
  const label =
    chord === undefined
      ? t('keys.add', { command: name })
      : t('keys.change', { command: name, keys: keysText(chord, onMac()) })
  return (
    <button
      type="button"
      className={classes['place']}
      data-waits={waits || undefined}
      aria-label={waits ? t('keys.press', { command: name }) : label}
      onClick={() => wait(waits ? null : { command, chord })}
      onBlur={() => waits && wait(null)}
      onKeyDown={(event) => {
        if (!waits) return
        event.preventDefault()
        event.stopPropagation()
        press(event.nativeEvent)
      }}
    >
      {waits ? (
        t('keys.pressNow')
      ) : chord === undefined ? (
        <IconPlus size={14} stroke={2} aria-hidden="true" />
      ) : (
        <Caps chord={chord} />
      )}
    </button>
  )
}

/** A command of the sheet with its keys; while keys are being changed, with what changes them. */
export function CommandKeys({
  command,
  bindings,
  change,
}: {
  command: Command
  bindings: KeyBindings
  /** Null while the sheet is only read. */
  change: KeyChange | null
}) {
  const { t } = useTranslation('editor')
  const refusalText = useRefusalText()
  const { id } = command
  const keys = keysOf(command, bindings)
  const name = t(`command.${id as CommandKey}`)
  const refused = change?.refused?.command === id ? change.refused : null
  return (
    <div className={classes['command']} data-command={id}>
      <dt>{name}</dt>
      <dd>
        {keys.map((chord, index) => (
          // A place keeps the focus when it gets another key: it is told by where it stands.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={index} className={classes['key']}>
            {change ? (
              <>
                <KeyPlace command={id} chord={chord} change={change} />
                <button
                  type="button"
                  className={classes['small']}
                  aria-label={t('keys.remove', { command: name, keys: keysText(chord, onMac()) })}
                  onClick={() => change.unbind(id, chord)}
                >
                  <IconX size={14} stroke={2} aria-hidden="true" />
                </button>
              </>
            ) : (
              <Caps chord={chord} />
            )}
          </span>
        ))}
        {change ? (
          <>
            <KeyPlace command={id} chord={undefined} change={change} />
            {bindings.has(id) && (
              <button
                type="button"
                className={classes['small']}
                aria-label={t('keys.reset', { command: name })}
                title={t('keys.reset', { command: name })}
                onClick={() => change.reset(id)}
              >
                <IconRotate2 size={14} stroke={2} aria-hidden="true" />
              </button>
            )}
          </>
        ) : (
          keys.length === 0 && <span className={classes['none']}>{t('keys.none')}</span>
        )}
      </dd>
      {refused && (
        <dd className={classes['refused']}>
          <span role="alert">{refusalText(refused.keys, refused.refusal)}</span>
        </dd>
      )}
    </div>
  )
}

import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../../../ui/save-file.ts'
import { keysText } from '../../commands/keys.ts'
import type { BoundKeys } from '../../key-bindings.ts'
import { onMac, type CommandKey } from '../keys-shown.ts'
import classes from './keys.module.css'
import { useRefusalText } from './use-refusal-text.ts'

/** Of a file with many mistakes so many are named: one mends them one after another. */
const NAMED_AT_MOST = 4

/** All keys at once: as they were, into a file, from a file. */
export function KeysFile({ keys, changed }: { keys: BoundKeys; changed: boolean }) {
  const { t } = useTranslation('editor')
  const refusalText = useRefusalText()
  const input = useRef<HTMLInputElement>(null)
  const [outcome, setOutcome] = useState<{ ok: boolean; texts: readonly string[] } | null>(null)
  const read = async (file: File) => {
    const refused = keys.import(await file.text())
    if (refused === null) setOutcome({ ok: false, texts: [t('keys.noFile', { name: file.name })] })
    else if (refused.length === 0) setOutcome({ ok: true, texts: [t('keys.imported')] })
    else {
      const lines = refused.slice(0, NAMED_AT_MOST).map(({ command, chord, refusal }) =>
        t('keys.refusedLine', {
          command: t(`command.${command as CommandKey}`),
          text: refusalText(refusal.reason === 'unknown' ? chord : keysText(chord, onMac()), refusal),
        }),
      )
      setOutcome({ ok: false, texts: [t('keys.notImported'), ...lines] })
    }
  }
  return (
    <>
      <div className={classes['buttons']}>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => saveFile('fieldproof-keys.json', new Blob([keys.exported()], { type: 'application/json' }))}
        >
          {t('keys.export')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => input.current?.click()}>
          {t('keys.import')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={!changed}
          onClick={() => {
            keys.resetAll()
            setOutcome({ ok: true, texts: [t('keys.allReset')] })
          }}
        >
          {t('keys.resetAll')}
        </Button>
        <input
          ref={input}
          type="file"
          accept="application/json,.json"
          hidden
          aria-label={t('keys.import')}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? []
            // The same file, mended, may be chosen again.
            event.currentTarget.value = ''
            if (file) void read(file)
          }}
        />
      </div>
      <div className={classes['outcome']} data-ok={outcome?.ok} role={outcome?.ok === false ? 'alert' : 'status'}>
        {outcome?.texts.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </div>
    </>
  )
}

import { Button, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { commandGroups } from '../commands/command.ts'
import { keyCaps } from '../commands/keys.ts'
import { commands } from '../commands/list.ts'
import { decide } from '../model/decisions.ts'
import { useEditor } from '../use-editor.ts'
import { useWorkbench } from '../workbench-context.ts'
import { ConflictDialog } from './conflict-dialog.tsx'
import { onMac, type CommandKey } from './keys-shown.ts'
import classes from './panels.module.css'

const outcomes = { approve: 'approved', reject: 'rejected', escalate: 'escalated' } as const

/** Asks for the reason of a decision. Enter in the text writes a new line; Ctrl/Cmd+Enter decides. */
function ReasonDialog({ decision }: { decision: keyof typeof outcomes }) {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const flags = useEditor(session, (state) => state.flags.size)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const close = () => session.openDialog(null)
  const submit = () => {
    setTried(true)
    if (reason.trim() !== '') decide(session, outcomes[decision], reason.trim())
  }
  return (
    <Modal
      lockScroll={false}
      closeButtonProps={{ 'aria-label': t('recall.dismiss') }}
      opened
      onClose={close}
      title={t(`reason.${decision}Title`)}
    >
      <form
        className={classes['dialog']}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <p>{decision === 'approve' ? t('reason.approveText', { count: flags }) : t(`reason.${decision}Text`)}</p>
        <Textarea
          data-autofocus
          label={t('reason.label')}
          value={reason}
          maxLength={2000}
          minRows={3}
          rows={3}
          dir="auto"
          error={tried && reason.trim() === '' ? t('reason.needed') : null}
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={(event) => {
            const { nativeEvent } = event
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || nativeEvent.isComposing || event.repeat)
              return
            event.preventDefault()
            submit()
          }}
        />
        <div className={classes['dialogButtons']}>
          <Button variant="default" onClick={close}>
            {t('reason.cancel')}
          </Button>
          <Button type="submit" {...(decision === 'reject' && { color: 'red' })}>
            {t(`reason.${decision}`)}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

/** Every command with its keys, from the same list that the keyboard obeys. */
function KeysDialog() {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const mac = onMac()
  return (
    <Modal
      lockScroll={false}
      closeButtonProps={{ 'aria-label': t('recall.dismiss') }}
      opened
      onClose={() => session.openDialog(null)}
      title={t('keys.title')}
      size="xl"
    >
      <div className={classes['sheet']}>
        {commandGroups.map((group) => (
          <section key={group}>
            <h2>{t(`keys.groups.${group}`)}</h2>
            <dl>
              {commands
                .filter((command) => command.group === group && command.keys.length > 0)
                .map(({ id, keys }) => (
                  <div key={id}>
                    <dt>{t(`command.${id as CommandKey}`)}</dt>
                    <dd>
                      {keys.map((chord) => (
                        <span key={chord} className={classes['chord']}>
                          {keyCaps(chord, mac).map((cap) => (
                            <kbd key={cap} className={classes['kbd']}>
                              {cap}
                            </kbd>
                          ))}
                        </span>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={classes['hint']}>{t('keys.wheel')}</p>
      <p className={classes['hint']}>{t('keys.clicks')}</p>
    </Modal>
  )
}

/** The dialog that is open, if one is. */
export function Dialogs() {
  const { session } = useWorkbench()
  const dialog = useEditor(session, (state) => state.dialog)
  switch (dialog) {
    case 'approve':
    case 'reject':
    case 'escalate':
      return <ReasonDialog decision={dialog} />
    case 'keys':
      return <KeysDialog />
    case 'conflict':
      return <ConflictDialog />
    case null:
      return null
  }
}

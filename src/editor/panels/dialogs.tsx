import { Button, Modal, Textarea } from '@mantine/core'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { decide } from '../model/decisions.ts'
import type { DialogName } from '../model/editor-state.ts'
import { useEditor } from '../use-editor.ts'
import { useWorkbench } from '../workbench-context.ts'
import { ConflictDialog } from './conflict-dialog.tsx'
import { loadKeysDialog } from './keys/load-keys-dialog.ts'
import classes from './panels.module.css'

const KeysDialog = lazy(loadKeysDialog)

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

/** Gives the keyboard's focus back to where a dialog was opened from, unless the loop sends it elsewhere. */
function useReturningFocus(dialog: DialogName | null): void {
  const { session } = useWorkbench()
  const opener = useRef<Element | null>(null)
  useEffect(
    () =>
      session.store.subscribe((state, before) => {
        if (before.dialog === null && state.dialog !== null) opener.current = document.activeElement
      }),
    [session],
  )
  useEffect(() => {
    if (dialog !== null || document.activeElement !== document.body) return
    if (opener.current instanceof HTMLElement && opener.current.isConnected) {
      opener.current.focus({ preventScroll: true })
    }
    opener.current = null
  }, [dialog])
}

/** The dialog that is open, if one is. */
export function Dialogs() {
  const { session } = useWorkbench()
  const dialog = useEditor(session, (state) => state.dialog)
  useReturningFocus(dialog)
  switch (dialog) {
    case 'approve':
    case 'reject':
    case 'escalate':
      return <ReasonDialog decision={dialog} />
    case 'keys':
      return (
        <Suspense>
          <KeysDialog />
        </Suspense>
      )
    case 'conflict':
      return <ConflictDialog />
    case null:
      return null
  }
}

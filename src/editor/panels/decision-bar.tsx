import { ActionIcon, Button, Menu } from '@mantine/core'
import {
  IconArrowRight,
  IconArrowUpRightCircle,
  IconCheck,
  IconChevronDown,
  IconCircleX,
  IconPlayerTrackNext,
  IconRotate2,
} from '@tabler/icons-react'
import { memo, useLayoutEffect, useRef, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../ui/format.ts'
import { isEditable } from '../model/editor-state.ts'
import { useAriaKeys } from '../use-bound-keys.ts'
import { useEditor } from '../use-editor.ts'
import { useWorkbench, useWorkbenchTools } from '../workbench-context.ts'
import classes from './panels.module.css'
import { SavedState } from './saved-state.tsx'
import { ShownKey } from './shown-key.tsx'

/** Approve and its alternatives. Nothing here knows the document: it is not rendered when another one comes. */
const Choices = memo(function Choices({
  approve,
  editable,
  flagged,
}: {
  approve: RefObject<HTMLButtonElement | null>
  editable: boolean
  flagged: boolean
}) {
  const { t } = useTranslation('editor')
  const { run } = useWorkbenchTools()
  const approveKeys = useAriaKeys('approve')
  return (
    <div className={classes['buttons']}>
      <Button
        ref={approve}
        className={classes['approve']}
        size="md"
        leftSection={<IconCheck size={20} stroke={2} aria-hidden="true" />}
        disabled={!editable}
        onClick={() => run('approve')}
        data-testid="approve"
        aria-keyshortcuts={approveKeys}
      >
        {t('command.approve')}
      </Button>
      {flagged && (
        <span className={classes['onlyTouch']}>
          <ActionIcon
            size={42}
            variant="default"
            aria-label={t('command.accept')}
            disabled={!editable}
            onClick={() => run('accept')}
          >
            <IconPlayerTrackNext size={20} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        </span>
      )}
      <Menu position="top-end">
        <Menu.Target>
          <ActionIcon size={42} variant="default" aria-label={t('decision.more')} disabled={!editable}>
            <IconChevronDown size={20} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconCircleX size={18} stroke={1.75} aria-hidden="true" />}
            rightSection={<ShownKey command="reject" />}
            onClick={() => run('reject')}
          >
            {t('command.reject')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowUpRightCircle size={18} stroke={1.75} aria-hidden="true" />}
            rightSection={<ShownKey command="escalate" />}
            onClick={() => run('escalate')}
          >
            {t('command.escalate')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
})

/** The decision, what is left to do, and where the work is kept. */
export function DecisionBar({ finished, onNext }: { finished: boolean; onNext: () => void }) {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const approve = useRef<HTMLButtonElement>(null)
  const flags = useEditor(session, (state) => state.flags.size)
  const editable = useEditor(session, isEditable)
  const decided = useEditor(session, (state) => (state.document?.review.decision.state ?? 'open') !== 'open')
  // Grows each time the focus shall go to Approve; 0 while it belongs to an item.
  const wanted = useEditor(session, (state) => (state.focusDecision && state.dialog === null ? state.focusCount : 0))

  useLayoutEffect(() => {
    // Two documents may want it equally often: the one in hand is asked.
    if (wanted > 0 && editable && session.state.focusDecision) approve.current?.focus({ preventScroll: true })
  }, [session, wanted, editable])

  return (
    <section className={classes['decision']} aria-label={t('decision.title')} data-place="decision">
      {decided ? (
        <Decided finished={finished} onNext={onNext} wanted={wanted} />
      ) : (
        <Choices approve={approve} editable={editable} flagged={flags > 0} />
      )}
      <div className={classes['decisionFacts']}>
        {!decided && (
          <span className={classes['left']} data-clean={flags === 0 || undefined}>
            {flags === 0 ? t('decision.clean') : t('decision.open', { count: flags })}
            {flags > 0 && <ShownKey command="accept" />}
          </span>
        )}
        <SavedState />
      </div>
    </section>
  )
}

function Decided({ finished, onNext, wanted }: { finished: boolean; onNext: () => void; wanted: number }) {
  const { t } = useTranslation('editor')
  const format = useFormat()
  const { session } = useWorkbench()
  const { run } = useWorkbenchTools()
  const decision = useEditor(session, (state) => state.document?.review.decision)
  const summary = useEditor(session, (state) => state.summary)
  const held = useEditor(session, (state) => state.hold.by === 'other')
  const onward = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    // Only at the end of the queue: between two documents a second Enter would skip the one that is coming.
    if (wanted > 0 && finished) onward.current?.focus({ preventScroll: true })
  }, [wanted, finished])
  if (!decision || decision.state === 'open') return null
  return (
    <div className={classes['decided']} data-state={decision.state}>
      <div>
        <strong>{t(`decision.${decision.state}`)}</strong>
        {summary.decidedAt && summary.decidedBy && (
          <span> {t('decision.by', { name: summary.decidedBy, when: format.dateTime(summary.decidedAt) })}</span>
        )}
        {decision.reason && <p>{t('decision.reason', { reason: decision.reason })}</p>}
      </div>
      <div className={classes['buttons']}>
        <Button
          variant="default"
          leftSection={<IconRotate2 size={18} stroke={1.75} aria-hidden="true" />}
          disabled={held}
          onClick={() => run('reopen')}
        >
          {t('command.reopen')}
        </Button>
        {finished ? (
          <Button ref={onward} onClick={() => run('leave')}>
            {t('back')}
          </Button>
        ) : (
          <Button
            ref={onward}
            rightSection={<IconArrowRight size={18} stroke={1.75} aria-hidden="true" />}
            onClick={onNext}
          >
            {t('decision.next')}
          </Button>
        )}
      </div>
    </div>
  )
}

import { Button, Loader } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sessionQuery } from '../api/session.ts'
import { Failure } from '../ui/failure.tsx'
import { commandById } from './commands/list.ts'
import { boundKeysOf } from './key-bindings.ts'
import { registerEditorLanguage } from './language/index.ts'
import type { WorkbenchProps } from './lazy-workbench.tsx'
import type { Decided } from './model/session-core.ts'
import { Announcer, HoldBanner } from './panels/banners.tsx'
import { Dialogs } from './panels/dialogs.tsx'
import { prefetchKeysDialog } from './panels/keys/load-keys-dialog.ts'
import { PagesPanel } from './panels/pages-panel.tsx'
import { RecallToast } from './panels/recall-toast.tsx'
import { SidePanel } from './panels/side-panel.tsx'
import { Splitter, usePanelWidth } from './panels/splitter.tsx'
import { TopBar } from './panels/top-bar.tsx'
import { Stage } from './stage/stage.tsx'
import { openKeeping } from './services.ts'
import { useClaim } from './use-claim.ts'
import { useDesk } from './use-desk.ts'
import { useKeys } from './use-keys.ts'
import { useRecall } from './use-recall.ts'
import {
  WorkbenchContext,
  WorkbenchToolsContext,
  type WorkbenchTools,
  type WorkbenchValue,
} from './workbench-context.ts'
import classes from './workbench.module.css'

await registerEditorLanguage()

/**
 * The open document: page to the left, fields to the right, decision below; on a phone one above the other. Nothing of it is built anew for
 * the next document: what belongs to one document alone says so where it keeps it.
 */
export default function Workbench({ documentId, filter, onOpen, onClose, onCompare }: WorkbenchProps) {
  const { t } = useTranslation('editor')
  const root = useRef<HTMLDivElement>(null)
  const [recallable, setRecallable] = useState<Decided | null>(null)
  const { session, error, retry, open, openNext, finished } = useDesk(documentId, filter, onOpen, setRecallable)
  const recall = useRecall(recallable, setRecallable, session, open)
  const { takeOver } = useClaim(session)
  const [width, setWidth] = usePanelWidth()
  const context = useMemo(
    () => (session ? { session, view: session.services.view, recall, leave: onClose } : null),
    [session, recall, onClose],
  )
  const keys = boundKeysOf(useSuspenseQuery(sessionQuery).data.user.id)
  useKeys(root, context, keys)

  useEffect(prefetchKeysDialog, [])

  const latest = useRef(context)
  useLayoutEffect(() => {
    latest.current = context
  }, [context])
  const tools = useMemo<WorkbenchTools>(
    () => ({
      keys,
      run: (id) => {
        if (!latest.current) return
        const command = commandById(id)
        const full = { ...latest.current, place: 'control' as const, inText: false, atEnd: true }
        if (!command.when || command.when(full)) command.run(full)
      },
      retrySaving: () => void openKeeping().then(({ outbox }) => outbox.retryNow()),
    }),
    [keys],
  )
  const value = useMemo<WorkbenchValue | null>(() => (session ? { session, takeOver } : null), [session, takeOver])
  const onNext = useCallback(() => void openNext(), [openNext])

  if (error !== null) {
    return (
      <div className={classes['alone']}>
        <Failure error={error} onRetry={retry}>
          <Button onClick={onClose}>{t('back')}</Button>
        </Failure>
      </div>
    )
  }
  if (!session || !value) {
    return (
      <output className={classes['alone']} aria-label={t('loading')}>
        <Loader aria-hidden="true" />
      </output>
    )
  }
  return (
    <WorkbenchToolsContext value={tools}>
      <WorkbenchContext value={value}>
        <div
          ref={root}
          className={classes['workbench']}
          data-testid="workbench"
          data-document={session.state.documentId}
        >
          <TopBar onCompare={onCompare} />
          <HoldBanner />
          <div className={classes['body']} style={{ '--fp-side': `${width}px` } as React.CSSProperties}>
            <PagesPanel />
            <div className={classes['page']}>
              <Stage session={session} />
            </div>
            <Splitter width={width} onWidth={setWidth} />
            <aside className={classes['aside']}>
              <SidePanel finished={finished} onNext={onNext} />
            </aside>
          </div>
          <Dialogs />
          <Announcer />
          {recallable && <RecallToast recallable={recallable} onUndo={recall} onDismiss={() => setRecallable(null)} />}
        </div>
      </WorkbenchContext>
    </WorkbenchToolsContext>
  )
}

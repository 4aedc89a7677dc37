import { Tabs } from '@mantine/core'
import { Fragment, lazy, memo, Suspense, useCallback, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { focusedItem, itemsIn, type EditorState } from '../model/editor-state.ts'
import type { Session } from '../model/session.ts'
import { useEditor } from '../use-editor.ts'
import { useWorkbench } from '../workbench-context.ts'
import { DecisionBar } from './decision-bar.tsx'
import { EndState } from './end-state.tsx'
import { FieldsPanel } from './fields-panel.tsx'
import { HistoryPanel } from './history-panel.tsx'
import classes from './panels.module.css'
import { PageSource } from './page-source.tsx'
import { RawPanel } from './raw-panel.tsx'
import { Threshold } from './threshold.tsx'
import { Waiting } from './waiting.tsx'

const RegionsPanel = lazy(() => import('./regions-panel.tsx'))
const StructurePanel = lazy(() => import('./structure-panel.tsx'))
const TablesPanel = lazy(() => import('./tables/tables-panel.tsx'))

/** In which of the two lists the item in focus stands; null when none is in focus. */
function listOf(state: EditorState): 'fields' | 'tables' | null {
  const item = focusedItem(state)
  return item === null ? null : item.source === 'cell' ? 'tables' : 'fields'
}

/** The tab on the screen; between fields and tables it follows the focus until somebody chooses, for this document alone. */
function useTab(hasFields: boolean): [string, (tab: string) => void] {
  const { session } = useWorkbench()
  const count = useEditor(session, (state) => state.focusCount)
  const list = useEditor(session, listOf)
  const [kept, setKept] = useState<{ tab: string; count: number; session: Session } | null>(null)
  const latest = useRef(session)
  useLayoutEffect(() => {
    latest.current = session
  }, [session])
  const choose = useCallback((tab: string) => {
    setKept({ tab, count: latest.current.state.focusCount, session: latest.current })
  }, [])
  const chosen = kept?.session === session ? kept : null
  const first = hasFields ? 'fields' : 'tables'
  const stays = chosen !== null && (chosen.count === count || (chosen.tab !== 'fields' && chosen.tab !== 'tables'))
  return [stays ? chosen.tab : (list ?? chosen?.tab ?? first), choose]
}

/** What is built anew for each document. */
function OfDocument({ children }: { children: ReactNode }) {
  const { session } = useWorkbench()
  return <Fragment key={session.state.documentId}>{children}</Fragment>
}

/** Fields, tables, history and answer of the document, with the decision below. */
export function SidePanel(props: { finished: boolean; onNext: () => void }) {
  const { session } = useWorkbench()
  const read = useEditor(session, (state) => state.document !== null)
  return read ? <ReadPanel {...props} /> : <Waiting key={session.state.documentId} />
}

function ReadPanel({ finished, onNext }: { finished: boolean; onNext: () => void }) {
  const { session } = useWorkbench()
  const lines = useEditor(session, (state) => itemsIn(state)[0]?.source === 'line')
  const hasTables = useEditor(session, (state) => (state.document?.review.tables.length ?? 0) > 0)
  const hasFields = useEditor(session, (state) => !hasTables || itemsIn(state).some(({ source }) => source !== 'cell'))
  const decided = useEditor(session, (state) => state.document?.review.decision.state !== 'open')
  const hasRegions = useEditor(session, (state) => (state.document?.recognition.regions.length ?? 0) > 0)
  const hasHtml = useEditor(session, (state) => (state.document?.recognition.html ?? '') !== '')
  const [tab, choose] = useTab(hasFields)
  return (
    <div className={classes['side']}>
      {finished && decided ? (
        <EndState />
      ) : (
        <Lists {...{ tab, lines, hasFields, hasTables, hasRegions, hasHtml }} onTab={choose} />
      )}
      <DecisionBar finished={finished} onNext={onNext} />
    </div>
  )
}

interface ListsProps {
  tab: string
  onTab: (tab: string) => void
  lines: boolean
  hasFields: boolean
  hasTables: boolean
  hasRegions: boolean
  hasHtml: boolean
}

/** The tabs: another document of the same shape changes what is in them, not the tabs themselves. */
const Lists = memo(function Lists({ tab, onTab, lines, hasFields, hasTables, hasRegions, hasHtml }: ListsProps) {
  const { t } = useTranslation('editor')
  return (
    <Tabs
      color="var(--fp-accent)"
      value={tab}
      onChange={(value) => value !== null && onTab(value)}
      keepMounted={false}
      className={classes['tabs']}
    >
      <Tabs.List>
        {hasFields && <Tabs.Tab value="fields">{t(lines ? 'fields.lines' : 'fields.title')}</Tabs.Tab>}
        {hasTables && <Tabs.Tab value="tables">{t('tables.title')}</Tabs.Tab>}
        {hasRegions && <Tabs.Tab value="regions">{t('regions.title')}</Tabs.Tab>}
        {hasHtml && <Tabs.Tab value="structure">{t('structure.title')}</Tabs.Tab>}
        <Tabs.Tab value="history">{t('tabs.history')}</Tabs.Tab>
        <Tabs.Tab value="raw">{t('tabs.raw')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="fields" className={classes['tab']}>
        <Threshold />
        <PageSource />
        <FieldsPanel />
      </Tabs.Panel>
      <Tabs.Panel value="tables" className={classes['tab']}>
        <Threshold />
        <OfDocument>
          <Suspense fallback={null}>
            <TablesPanel />
          </Suspense>
        </OfDocument>
      </Tabs.Panel>
      <Tabs.Panel value="regions" className={classes['tab']}>
        <OfDocument>
          <Suspense fallback={null}>
            <RegionsPanel />
          </Suspense>
        </OfDocument>
      </Tabs.Panel>
      <Tabs.Panel value="structure" className={classes['tab']}>
        <OfDocument>
          <Suspense fallback={null}>
            <StructurePanel />
          </Suspense>
        </OfDocument>
      </Tabs.Panel>
      <Tabs.Panel value="history" className={classes['tab']}>
        <HistoryPanel />
      </Tabs.Panel>
      <Tabs.Panel value="raw" className={classes['tab']}>
        <RawPanel />
      </Tabs.Panel>
    </Tabs>
  )
})

import { Tabs } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { focusedItem, itemsIn, type EditorState } from '../model/editor-state.ts'
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

/** The tab on the screen; between fields and tables it follows the focus until somebody chooses. */
function useTab(hasFields: boolean): [string, (tab: string) => void] {
  const { session } = useWorkbench()
  const count = useEditor(session, (state) => state.focusCount)
  const list = useEditor(session, listOf)
  const [chosen, setChosen] = useState<{ tab: string; count: number } | null>(null)
  const first = hasFields ? 'fields' : 'tables'
  const stays = chosen !== null && (chosen.count === count || (chosen.tab !== 'fields' && chosen.tab !== 'tables'))
  const tab = stays ? chosen.tab : (list ?? chosen?.tab ?? first)
  return [tab, (wanted) => setChosen({ tab: wanted, count })]
}

/** Fields, tables, history and answer of the document, with the decision below. */
export function SidePanel(props: { finished: boolean; onNext: () => void }) {
  const { session } = useWorkbench()
  const read = useEditor(session, (state) => state.document !== null)
  return read ? <ReadPanel {...props} /> : <Waiting />
}

function ReadPanel({ finished, onNext }: { finished: boolean; onNext: () => void }) {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const lines = useEditor(session, (state) => itemsIn(state)[0]?.source === 'line')
  const hasTables = useEditor(session, (state) => (state.document?.review.tables.length ?? 0) > 0)
  const hasFields = useEditor(session, (state) => !hasTables || itemsIn(state).some(({ source }) => source !== 'cell'))
  const decided = useEditor(session, (state) => state.document?.review.decision.state !== 'open')
  const hasRegions = useEditor(session, (state) => (state.document?.recognition.regions.length ?? 0) > 0)
  const hasHtml = useEditor(session, (state) => (state.document?.recognition.html ?? '') !== '')
  const [tab, setTab] = useTab(hasFields)
  if (finished && decided) {
    return (
      <div className={classes['side']}>
        <EndState />
        <DecisionBar finished={finished} onNext={onNext} />
      </div>
    )
  }
  return (
    <div className={classes['side']}>
      <Tabs
        color="var(--fp-accent)"
        value={tab}
        onChange={(value) => value !== null && setTab(value)}
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
          <Suspense fallback={null}>
            <TablesPanel />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="regions" className={classes['tab']}>
          <Suspense fallback={null}>
            <RegionsPanel />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="structure" className={classes['tab']}>
          <Suspense fallback={null}>
            <StructurePanel />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="history" className={classes['tab']}>
          <HistoryPanel />
        </Tabs.Panel>
        <Tabs.Panel value="raw" className={classes['tab']}>
          <RawPanel />
        </Tabs.Panel>
      </Tabs>
      <DecisionBar finished={finished} onNext={onNext} />
    </div>
  )
}

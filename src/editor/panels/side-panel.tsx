import { Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useEditor } from '../use-editor.ts'
import { useWorkbench } from '../workbench-context.ts'
import { DecisionBar } from './decision-bar.tsx'
import { FieldsPanel } from './fields-panel.tsx'
import { HistoryPanel } from './history-panel.tsx'
import classes from './panels.module.css'
import { RawPanel } from './raw-panel.tsx'
import { Threshold } from './threshold.tsx'
import { Waiting } from './waiting.tsx'

/** Fields, history and answer of the document, with the decision below. */
export function SidePanel({ finished, onNext }: { finished: boolean; onNext: () => void }) {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const read = useEditor(session, (state) => state.document !== null)
  const lines = useEditor(session, (state) => state.document?.review.items[0]?.source === 'line')
  if (!read) return <Waiting />
  return (
    <div className={classes['side']}>
      <Tabs color="var(--fp-accent)" defaultValue="fields" keepMounted={false} className={classes['tabs']}>
        <Tabs.List>
          <Tabs.Tab value="fields">{t(lines ? 'fields.lines' : 'fields.title')}</Tabs.Tab>
          <Tabs.Tab value="history">{t('tabs.history')}</Tabs.Tab>
          <Tabs.Tab value="raw">{t('tabs.raw')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="fields" className={classes['tab']}>
          <Threshold />
          <FieldsPanel />
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

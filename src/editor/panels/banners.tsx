import { Button } from '@mantine/core'
import { IconLockAccess } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useEditor } from '../use-editor.ts'
import { useKeyHints } from '../use-key-hints.ts'
import { useWorkbench } from '../workbench-context.ts'
import classes from './panels.module.css'

/** Says that somebody else works on the document, and offers to take it over. */
export function HoldBanner() {
  const { t } = useTranslation('editor')
  const { session, takeOver } = useWorkbench()
  const hold = useEditor(session, (state) => state.hold)
  if (hold.by !== 'other') return null
  return (
    <output className={classes['banner']}>
      <IconLockAccess size={20} stroke={1.75} aria-hidden="true" />
      <span>{t('hold.other', { name: hold.ownerName })}</span>
      <Button size="compact-sm" variant="default" onClick={takeOver}>
        {t('hold.takeOver')}
      </Button>
    </output>
  )
}

/** What is said when a tool comes out; how to put it away is said with it. */
const TOOLS = new Set(['drawing', 'picking', 'lassoing'])

/** Says what the loop does to those who do not see it. */
export function Announcer() {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const { key, parameters, count } = useEditor(session, (state) => state.announcement)
  const hints = useKeyHints()
  const words =
    key === '' ? '' : t(`announce.${key}` as 'announce.flag', { ...parameters, left: parameters['left'] ?? '' })
  return (
    <div className={classes['announcer']} aria-live="polite" aria-atomic="true" data-testid="announcer">
      {/* A new element each time: the same words are then said again. */}
      <span key={count}>{TOOLS.has(key) ? `${words} ${hints.leaveTool}` : words}</span>
    </div>
  )
}

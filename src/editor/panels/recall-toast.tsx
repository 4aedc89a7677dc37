import { Button, CloseButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Decided } from '../model/session-core.ts'
import classes from './panels.module.css'
import { ShownKey } from './shown-key.tsx'

/** For ten seconds after a decision: what was decided, and the way back. */
export function RecallToast({
  recallable,
  onUndo,
  onDismiss,
}: {
  recallable: Decided
  onUndo: () => void
  onDismiss: () => void
}) {
  const { t } = useTranslation('editor')
  return (
    <output className={classes['toast']} data-testid="recall">
      <span className={classes['toastText']}>{t(`recall.${recallable.state}`, { name: recallable.name })}</span>
      <Button size="compact-sm" variant="light" onClick={onUndo}>
        {t('recall.undo')} <ShownKey command="undo" />
      </Button>
      <CloseButton aria-label={t('recall.dismiss')} onClick={onDismiss} />
    </output>
  )
}

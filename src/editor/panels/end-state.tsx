import { IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './panels.module.css'

/** The queue is empty: said so large that nobody goes on looking for the next document. */
export function EndState() {
  const { t } = useTranslation('editor')
  return (
    <output className={classes['endState']} data-testid="end-state">
      <IconCircleCheck size={56} stroke={1.25} aria-hidden="true" />
      <h2>{t('decision.allDone')}</h2>
      <p>{t('decision.finished')}</p>
    </output>
  )
}

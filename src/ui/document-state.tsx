import {
  IconAlertOctagon,
  IconArrowUpRightCircle,
  IconCircleCheckFilled,
  IconCircleX,
  IconEye,
  IconHourglass,
  IconInbox,
  IconLoader2,
  type TablerIcon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DocumentState } from '#contract/document'
import classes from './document-state.module.css'

const looks: Record<DocumentState, { icon: TablerIcon; tone: string }> = {
  received: { icon: IconInbox, tone: 'quiet' },
  queued: { icon: IconHourglass, tone: 'quiet' },
  running: { icon: IconLoader2, tone: 'info' },
  failed: { icon: IconAlertOctagon, tone: 'danger' },
  review: { icon: IconEye, tone: 'warning' },
  approved: { icon: IconCircleCheckFilled, tone: 'accent' },
  rejected: { icon: IconCircleX, tone: 'danger' },
  escalated: { icon: IconArrowUpRightCircle, tone: 'violet' },
}

/** Where a document stands, by icon, word and colour. */
export function DocumentStateBadge({ state }: { state: DocumentState }) {
  const { t } = useTranslation()
  const { icon: Icon, tone } = looks[state]
  return (
    <span className={classes['badge']} data-tone={tone} data-state={state}>
      <Icon size={15} stroke={2} aria-hidden="true" />
      {t(`state.${state}`)}
    </span>
  )
}

import { IconBroadcast, IconDeviceLaptop, IconFlask, type TablerIcon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Mode } from '#contract/result'
import classes from './mode-badge.module.css'

const icons: Record<Mode, TablerIcon> = { local: IconDeviceLaptop, sandbox: IconFlask, live: IconBroadcast }

/** The mode of a provider: a sandbox result is never shown as a cloud's, so this stands beside every result. */
export function ModeBadge({ mode }: { mode: Mode }) {
  const { t } = useTranslation()
  const Icon = icons[mode]
  return (
    <span className={classes['badge']} data-mode={mode} title={t(`mode.${mode}.explanation`)}>
      <Icon size={14} stroke={2} aria-hidden="true" />
      {t(`mode.${mode}.name`)}
    </span>
  )
}

import { ActionIcon, Button } from '@mantine/core'
import {
  IconAlertOctagon,
  IconAlertTriangle,
  IconCircleCheckFilled,
  IconCopy,
  IconFile,
  IconFileTypePdf,
  IconPhoto,
  IconRefresh,
  IconX,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { BreachList } from '../../ui/breach-list.tsx'
import { useFormat } from '../../ui/format.ts'
import { useProblemText } from '../../ui/problem-text.ts'
import type { IntakeItem } from './intake-item.ts'
import { intake } from './instance.ts'
import classes from './intake-row.module.css'

function StageIcon({ item }: { item: IntakeItem }) {
  switch (item.stage) {
    case 'done':
      return <IconCircleCheckFilled className={classes['good']} />
    case 'failed':
      return <IconAlertOctagon className={classes['bad']} />
    case 'held':
      return <IconAlertTriangle className={classes['doubt']} />
    case 'duplicate':
      return <IconCopy className={classes['doubt']} />
    default:
      if (item.facts?.format === 'pdf') return <IconFileTypePdf />
      return item.facts?.format ? <IconPhoto /> : <IconFile />
  }
}

/** What is wrong with a file and what to do about it. */
function Trouble({ item, onOpen }: { item: IntakeItem; onOpen: (documentId: string) => void }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const text = useProblemText()
  if (item.stage === 'duplicate' && item.duplicateOf) {
    const { id, name, createdAt } = item.duplicateOf
    return (
      <div className={classes['trouble']}>
        <p>{t('intake.duplicate', { name, when: format.dateTime(createdAt) })}</p>
        <p className={classes['choices']}>
          <Button size="compact-sm" variant="light" onClick={() => onOpen(id)}>
            {t('intake.openExisting')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => intake.addAnyway(item.id)}>
            {t('intake.addAnyway')}
          </Button>
        </p>
      </div>
    )
  }
  if (item.stage === 'held') {
    return (
      <div className={classes['trouble']} data-tone="doubt">
        <BreachList breaches={item.breaches} />
      </div>
    )
  }
  if ((item.stage === 'failed' || item.stage === 'done') && item.problem) {
    const { title, detail } = text(item.problem)
    return (
      <p className={classes['trouble']} data-tone="bad" lang={i18n.language}>
        <strong>{title}</strong> {detail}
      </p>
    )
  }
  return null
}

/** One file on its way in; draws itself again only when that file changes. */
export function IntakeRow({ id, onOpen }: { id: string; onOpen: (documentId: string) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const item = useStore(intake.store, ({ items }) => items.get(id))
  if (!item) return null
  const { name, stage, facts, file, share } = item
  const over = stage === 'done' || stage === 'cancelled' || stage === 'failed' || stage === 'held'
  const again = stage === 'failed' || stage === 'cancelled'
  const details = [
    facts?.width && facts.height ? `${format.number(facts.width)} × ${format.number(facts.height)}` : null,
    facts?.pages && facts.pages > 1 ? t('intake.pages', { count: facts.pages }) : null,
    format.bytes(file.size),
  ].filter(Boolean)
  return (
    <article className={classes['row']} data-stage={stage}>
      <span className={classes['icon']} aria-hidden="true">
        <StageIcon item={item} />
      </span>
      <div className={classes['middle']}>
        <p className={classes['name']} title={name}>
          <bdi>{name}</bdi>
        </p>
        <p className={classes['facts']}>
          <span className={classes['stage']}>{t(`intake.stage.${stage}`, { percent: format.percent(share) })}</span>
          <span>{details.join(' · ')}</span>
        </p>
        {(stage === 'uploading' || stage === 'opening') && (
          <progress className={classes['progress']} value={share} max={1} aria-label={name} />
        )}
        <Trouble item={item} onOpen={onOpen} />
      </div>
      <div className={classes['actions']}>
        {item.documentId && (
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={t('intake.openFile', { name })}
            onClick={() => item.documentId && onOpen(item.documentId)}
          >
            {t('intake.open')}
          </Button>
        )}
        {again && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('intake.retryFile', { name })}
            onClick={() => intake.retry(id)}
          >
            <IconRefresh size={17} />
          </ActionIcon>
        )}
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t(over || stage === 'duplicate' ? 'intake.removeFile' : 'intake.cancelFile', { name })}
          onClick={() => (over || stage === 'duplicate' ? intake.remove(id) : intake.cancel(id))}
        >
          <IconX size={17} />
        </ActionIcon>
      </div>
    </article>
  )
}

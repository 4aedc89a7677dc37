import { ActionIcon, Button, Tooltip } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowLeft,
  IconCheck,
  IconPlayerPlay,
  IconScan,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Review } from '../../editor/index.ts'
import { useFormat } from '../../ui/format.ts'
import { SaveMenu } from './saved/save-menu.tsx'
import type { Comparison } from './use-comparison.ts'
import classes from './compare-page.module.css'

interface CompareBarProps {
  review: Review
  comparison: Comparison
  onLeave: () => void
  onChoose: () => void
}

/** What is compared, how many disagreements are left, and what can be done with the whole. */
export function CompareBar({ review, comparison, onLeave, onChoose }: CompareBarProps) {
  const { t } = useTranslation('compare')
  const format = useFormat()
  const { toFill, columns, texts, differing, run } = comparison
  const open = texts ? differing : comparison.open
  return (
    <header className={classes['bar']}>
      <Tooltip label={t('back')}>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('back')} onClick={onLeave}>
          <IconArrowLeft size={20} stroke={1.75} aria-hidden="true" className={classes['directed']} />
        </ActionIcon>
      </Tooltip>
      <h1 className={classes['title']} title={review.summary.name}>
        <span className={classes['quiet']}>{t('title')}</span> <bdi>{review.summary.name}</bdi>
      </h1>
      <div className={classes['tools']} role="toolbar" aria-label={t('tools')}>
        {columns.length > 1 && (
          <output className={classes['left']} data-open={open.length}>
            {open.length === 0 && <IconCheck size={16} aria-hidden="true" />}
            {open.length === 0
              ? t(texts ? 'texts.agree' : 'allAgree')
              : t(texts ? 'texts.differ' : 'open', { number: format.number(open.length) })}
          </output>
        )}
        {open.length > 0 && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlayerPlay size={15} className={classes['directed']} />}
            onClick={() => run({ type: 'next' })}
          >
            {t('keys.next')}
          </Button>
        )}
        {toFill.length > 0 && review.editable && (
          <Button size="compact-sm" variant="default" onClick={() => run({ type: 'fill' })}>
            {t('fill', { number: format.number(toFill.length) })}
          </Button>
        )}
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('undo')}
          disabled={!review.canUndo}
          onClick={review.undo}
        >
          <IconArrowBackUp size={20} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('redo')}
          disabled={!review.canRedo}
          onClick={review.redo}
        >
          <IconArrowForwardUp size={20} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
        <output className={classes['quiet']} data-saved={review.saved} data-testid="compare-saved">
          {t(`saved.${review.saved}`)}
        </output>
        <Button size="compact-sm" variant="default" leftSection={<IconScan size={16} />} onClick={onChoose}>
          {t('choose.open')}
        </Button>
        <SaveMenu review={review} comparison={comparison} />
      </div>
    </header>
  )
}

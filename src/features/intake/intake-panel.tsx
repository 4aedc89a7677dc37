import { ActionIcon, Button } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconCircleCheck, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useFormat } from '../../ui/format.ts'
import { BatchStart } from './batch-start.tsx'
import { attentionStages, workingStages, type IntakeStage } from './intake-item.ts'
import { IntakeList } from './intake-list.tsx'
import { IntakeRecogniser } from './intake-recogniser.tsx'
import { intake } from './instance.ts'
import { useAddFiles } from './use-add-files.ts'
import classes from './intake-panel.module.css'

const unsentStages: readonly IntakeStage[] = ['held', 'ready', 'waiting']

/** The files on their way in: progress, what needs the operator, and what to do about it. Absent while there are none. */
export function IntakePanel({ compact, onOpen }: { compact: boolean; onOpen: (documentId: string) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { redirect } = useAddFiles()
  const total = useStore(intake.store, ({ order }) => order.length)
  const counts = useStore(intake.store, (state) => state.counts)
  const [folded, setFolded] = useState<boolean | null>(null)
  if (total === 0) return null

  const sum = (stages: readonly IntakeStage[]) => stages.reduce((all, stage) => all + counts[stage], 0)
  const working = sum(workingStages)
  const attention = sum(attentionStages)
  const finished = counts.done + counts.cancelled
  // All is well: it folds itself and gives the list its room back. A cancelled file stays in sight, to be tried again.
  const closed = folded ?? (attention === 0 && (compact || (working === 0 && counts.cancelled === 0)))
  if (compact && closed && working + attention === 0) return null

  return (
    <section className={classes['panel']} aria-label={t('intake.title')} data-folded={closed || undefined}>
      <header className={classes['header']}>
        <div className={classes['heading']}>
          <h2 className={classes['title']}>
            {working === 0 && attention === 0 && counts.done > 0 ? (
              <>
                <IconCircleCheck size={18} className={classes['doneIcon']} aria-hidden="true" />
                {t('intake.allDone', { count: counts.done })}
              </>
            ) : (
              t('intake.title')
            )}
          </h2>
          <output className={classes['summary']}>
            {t('intake.progress', { done: format.number(counts.done), total: format.number(total) })}
            {attention > 0 && <strong>{t('intake.attention', { count: attention })}</strong>}
          </output>
        </div>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          className={classes['touch']}
          aria-label={t(closed ? 'intake.expand' : 'intake.minimise')}
          aria-expanded={!closed}
          onClick={() => setFolded(!closed)}
        >
          {closed ? <IconChevronUp size={18} /> : <IconChevronDown size={18} />}
        </ActionIcon>
        {working === 0 && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            className={classes['touch']}
            aria-label={t('action.close')}
            onClick={() => {
              intake.clearAll()
              setFolded(null)
            }}
          >
            <IconX size={18} />
          </ActionIcon>
        )}
      </header>
      <svg className={classes['bar']} viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">
        <rect width={total === 0 ? 0 : (100 * finished) / total} height="2" />
      </svg>
      {!closed && (
        <>
          {sum(unsentStages) > 0 && (
            <div className={classes['recogniser']}>
              <IntakeRecogniser onChange={redirect} />
              {counts.ready > 0 && <BatchStart count={counts.ready} />}
            </div>
          )}
          <IntakeList onOpen={onOpen} />
          <footer className={classes['footer']}>
            {counts.failed > 0 && (
              <Button size="compact-sm" variant="default" onClick={intake.retryAll}>
                {t('intake.retryAll')}
              </Button>
            )}
            {working > 0 && (
              <Button size="compact-sm" variant="subtle" color="gray" onClick={intake.cancelAll}>
                {t('intake.cancelAll')}
              </Button>
            )}
            {finished > 0 && (
              <Button size="compact-sm" variant="subtle" color="gray" onClick={intake.clearFinished}>
                {t('intake.clear')}
              </Button>
            )}
          </footer>
        </>
      )}
    </section>
  )
}

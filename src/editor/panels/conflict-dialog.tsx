import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReviewItem } from '#contract/review'
import type { Disagreement } from '../model/conflict.ts'
import { useEditor } from '../use-editor.ts'
import { useWorkbench } from '../workbench-context.ts'
import classes from './panels.module.css'
import { useItemName } from './use-item-name.ts'

function keyOf({ item, aspect }: Disagreement): string {
  return `${aspect} ${item}`
}

/** Both values of everything that two people changed; the operator chooses, and neither is lost. */
export function ConflictDialog() {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const conflict = useEditor(session, (state) => state.conflict)
  const nameOf = useItemName()
  const [chosen, setChosen] = useState<ReadonlyMap<string, 'mine' | 'theirs'>>(new Map())
  if (!conflict) return null
  const shown = (disagreement: Disagreement, side: 'mine' | 'theirs') => {
    if (disagreement.aspect === 'table') {
      const { rows, columns } = disagreement[side]
      return t('conflict.table', { rows, columns })
    }
    const item: ReviewItem = disagreement[side]
    const { aspect } = disagreement
    if (aspect === 'box') return t('conflict.box')
    if (aspect === 'mark') return item.mark === null ? t('conflict.empty') : t(`fields.${item.mark}`)
    return item.value ?? t('conflict.empty')
  }
  return (
    <Modal
      lockScroll={false}
      closeButtonProps={{ 'aria-label': t('recall.dismiss') }}
      opened
      onClose={() => session.openDialog(null)}
      title={t('conflict.title')}
      size="lg"
    >
      <div className={classes['dialog']}>
        <p>{t('conflict.text')}</p>
        {conflict.disagreements.map((disagreement) => {
          const key = keyOf(disagreement)
          const choice = chosen.get(key) ?? 'mine'
          return (
            <fieldset key={key} className={classes['conflict']}>
              <legend>{nameOf(disagreement.item)}</legend>
              {(['mine', 'theirs'] as const).map((side) => (
                <label key={side} data-chosen={choice === side || undefined}>
                  <input
                    type="radio"
                    name={key}
                    checked={choice === side}
                    onChange={() => setChosen(new Map(chosen).set(key, side))}
                  />
                  <span>
                    {side === 'mine'
                      ? t('conflict.mine')
                      : disagreement.author
                        ? t('conflict.theirsBy', { name: disagreement.author })
                        : t('conflict.theirs')}
                  </span>
                  <bdi>{shown(disagreement, side)}</bdi>
                </label>
              ))}
            </fieldset>
          )
        })}
        <div className={classes['dialogButtons']}>
          <Button onClick={() => session.settleConflict((disagreement) => chosen.get(keyOf(disagreement)) ?? 'mine')}>
            {t('conflict.keep')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Page } from '#contract/document'
import type { Quad } from '#contract/geometry'
import type { ReviewItem } from '#contract/review'
import { useFormat } from '../../ui/format.ts'
import { takeCharacter } from '../model/actions.ts'
import { choicesInHand } from '../model/character-choices.ts'
import { isEditable } from '../model/editor-state.ts'
import { useEditor } from '../use-editor.ts'
import { useWorkbench } from '../workbench-context.ts'
import { Crop } from './crop.tsx'
import classes from './panels.module.css'

/** Large enough to tell a stroke more or less, in CSS pixels. */
const GLYPH_HEIGHT = 72
const nothing: readonly Quad[] = []

/** The doubtful character in hand as it stands on the page, large, beside everything that it may be. */
export function Glyphs({ item, page }: { item: ReviewItem; page: Page }) {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const format = useFormat()
  const doubtful = useEditor(session, (state) => state.doubtful)
  const threshold = useEditor(session, (state) => state.threshold)
  const editable = useEditor(session, isEditable)
  const found = useMemo(() => choicesInHand({ doubtful, threshold }, item), [doubtful, threshold, item])
  const quads = useMemo(() => (found ? [found.quad] : nothing), [found])
  if (!found) return null
  const present = item.value?.[found.index]
  return (
    <div className={classes['glyphs']}>
      <Crop page={page} quads={quads} marked={nothing} label={t('fields.glyph')} height={GLYPH_HEIGHT} />
      <ul aria-label={t('fields.choices')}>
        {found.choices.map(({ text, confidence }) => (
          <li key={text}>
            <button
              type="button"
              className={classes['glyph']}
              aria-pressed={text === present}
              disabled={!editable}
              onClick={() => takeCharacter(session, item.id, text)}
            >
              <bdi>{text}</bdi>
              <span>{confidence === null ? t('fields.notReported') : format.percent(confidence)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

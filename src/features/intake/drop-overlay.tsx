import { IconFileDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ModeBadge } from '../../ui/mode-badge.tsx'
import { labelText, recogniserKey, type RecogniserChoice } from '../../ui/recogniser.ts'
import classes from './drop-overlay.module.css'

/** More tiles than these are hard to hit in the middle of a drag; the others are chosen beforehand. */
const maxTiles = 12

/** Over everything while files are dragged: dropping anywhere reads them as chosen, dropping on a tile as that kind. */
export function DropOverlay({
  choices,
  chosen,
}: {
  choices: readonly RecogniserChoice[]
  chosen: RecogniserChoice | null
}) {
  const { t, i18n } = useTranslation()
  const fit = choices.filter(({ unfit }) => unfit === undefined)
  const tiles = fit.filter(({ provider }) => provider.id === (chosen ?? fit[0])?.provider?.id)
  return (
    <div className={classes['overlay']}>
      <div className={classes['middle']}>
        <IconFileDownload size={56} stroke={1.3} aria-hidden="true" />
        <p className={classes['title']}>{t('intake.dropTitle')}</p>
        {chosen && (
          <p className={classes['text']}>{t('intake.dropAs', { name: labelText(chosen.label, i18n.language) })}</p>
        )}
        <ul className={classes['tiles']}>
          {tiles.slice(0, maxTiles).map((choice) => (
            <li
              key={recogniserKey(choice.recogniser)}
              className={classes['tile']}
              data-recogniser={recogniserKey(choice.recogniser)}
              data-chosen={choice === chosen || undefined}
            >
              {labelText(choice.label, i18n.language)}
            </li>
          ))}
        </ul>
        {chosen && <ModeBadge mode={chosen.mode} />}
      </div>
    </div>
  )
}

import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rememberedNumber, rememberNumber } from '../preferences.ts'
import classes from './panels.module.css'

const LEAST = 300
const MOST = 900
const STEP = 24

/** The width of the fields beside the page, in CSS pixels, remembered in this browser. */
export function usePanelWidth(): [number, (width: number) => void] {
  const [width, setWidth] = useState(() => rememberedNumber('panel-width', 440, LEAST, MOST))
  const set = useCallback((wanted: number) => {
    const next = Math.round(Math.min(MOST, Math.max(LEAST, wanted)))
    rememberNumber('panel-width', next)
    setWidth(next)
  }, [])
  return [width, set]
}

/** Between page and fields: dragged, or moved with the arrow keys. */
export function Splitter({ width, onWidth }: { width: number; onWidth: (width: number) => void }) {
  const { t } = useTranslation('editor')
  const towardsEnd = () => (document.documentElement.dir === 'rtl' ? -1 : 1)
  return (
    // A separator that can be moved takes the focus (ARIA, "window splitter").
    <div
      className={classes['splitter']}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="separator"
      aria-orientation="vertical"
      aria-label={t('resize')}
      aria-valuenow={width}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        event.preventDefault()
      }}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
        onWidth(width - event.movementX * towardsEnd())
      }}
      onKeyDown={(event) => {
        const direction = event.key === 'ArrowLeft' ? 1 : event.key === 'ArrowRight' ? -1 : 0
        if (direction === 0) return
        event.preventDefault()
        onWidth(width + direction * STEP * towardsEnd())
      }}
    />
  )
}

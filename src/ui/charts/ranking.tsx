import type { CSSProperties } from 'react'
import classes from './charts.module.css'
import { FigureLink } from './figure-link.tsx'

export interface RankingItem {
  key: string
  label: string
  /** What stands under the label, smaller. */
  note?: string
  value: number
  /** The value in words. */
  text: string
  href?: string
}

interface RankingProps {
  items: readonly RankingItem[]
  label: string
  /** What a full bar is; the most of the items where they are parts of nothing. */
  whole?: number
}

/** Names with a bar each, the longest first: text and links, which any reader reads, and bars that begin where reading begins. */
export function Ranking({ items, label, whole }: RankingProps) {
  const most = whole ?? Math.max(0, ...items.map(({ value }) => value))
  return (
    <ol className={classes['ranking']} aria-label={label}>
      {items.map(({ key, label: name, note, value, text, href }) => (
        <li key={key}>
          <span className={classes['name']}>
            <span dir="auto">{name}</span>
            {note && <small dir="auto">{note}</small>}
          </span>
          <b className={classes['value']}>{href === undefined ? text : <FigureLink href={href}>{text}</FigureLink>}</b>
          <span className={classes['track']} aria-hidden="true">
            <span className={classes['bar']} style={{ '--share': most === 0 ? 0 : value / most } as CSSProperties} />
          </span>
        </li>
      ))}
    </ol>
  )
}

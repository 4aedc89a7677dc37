import type { ReactNode } from 'react'
import classes from './notice.module.css'

export interface NoticeProps {
  picture?: ReactNode
  title: string
  children?: ReactNode
  /** Buttons and links: what to do next. */
  actions?: ReactNode
  tone?: 'calm' | 'danger'
  /** Level of the title; a notice that fills a page has the page's only heading. */
  heading?: 'h1' | 'h2'
}

/** What stands where there is nothing else to show: empty lists, failures, the signed-out page. */
export function Notice({ picture, title, children, actions, tone = 'calm', heading: Heading = 'h2' }: NoticeProps) {
  return (
    <section className={classes['notice']} data-tone={tone} role={tone === 'danger' ? 'alert' : undefined}>
      {picture && <div className={classes['picture']}>{picture}</div>}
      <Heading className={classes['title']}>{title}</Heading>
      {children && <div className={classes['text']}>{children}</div>}
      {actions && <div className={classes['actions']}>{actions}</div>}
    </section>
  )
}

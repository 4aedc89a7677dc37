import type { ReactNode } from 'react'
import classes from './administration-page.module.css'
import { usePageTitle } from './use-page-title.ts'

interface AdministrationPageProps {
  title: string
  text?: string
  /** What is done on this page as a whole, beside its title. */
  actions?: ReactNode
  children?: ReactNode
}

/** A page about the house rather than about a document: usage, packages, apps, quality. */
export function AdministrationPage({ title, text, actions, children }: AdministrationPageProps) {
  usePageTitle(title)
  return (
    <div className={classes['page']}>
      <header className={classes['head']}>
        <div className={classes['lead']}>
          <h1 className={classes['title']}>{title}</h1>
          {text && <p className={classes['text']}>{text}</p>}
        </div>
        {actions && <div className={classes['actions']}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}

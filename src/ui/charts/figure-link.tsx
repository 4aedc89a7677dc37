import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** A link to an address of our own that is put together as text: it opens without loading the page anew, and in a new tab as any link does. */
export function FigureLink({ href, className, children }: { href: string; className?: string; children: ReactNode }) {
  const router = useRouter()
  return (
    <a
      href={href}
      className={className}
      onClick={(event) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
        event.preventDefault()
        router.history.push(href)
      }}
    >
      {children}
    </a>
  )
}

import { IconAlertTriangle, IconArrowsDiff, IconGauge, IconSquareDashed } from '@tabler/icons-react'
import { itemsIn, type EditorState } from '../model/editor-state.ts'
import { flagReasons, type FlagReason } from '../model/flags.ts'
import classes from './pages.module.css'

const icons = {
  check: IconAlertTriangle,
  disagreement: IconArrowsDiff,
  confidence: IconGauge,
  empty: IconSquareDashed,
} as const

export interface PageFlagCount {
  count: number
  /** The most urgent reason among them; null without flags. */
  reason: FlagReason | null
}

/** The flags of each page as one text, so that a list renders again only when a count changes; `countsIn` reads it. */
export function flagCounts(state: EditorState): string {
  const counts = state.pages.map(() => 0)
  const reasons: number[] = state.pages.map(() => flagReasons.length)
  for (const { id, page, quads } of itemsIn(state)) {
    const flag = state.flags.get(id)
    if (flag === undefined || quads.length === 0 || counts[page] === undefined) continue
    counts[page] += 1
    reasons[page] = Math.min(reasons[page]!, flagReasons.indexOf(flag))
  }
  return counts.map((count, page) => `${count} ${reasons[page]}`).join('\n')
}

export function countsIn(text: string): PageFlagCount[] {
  return text.split('\n').map((each) => {
    const [count = 0, reason = 0] = each.split(' ').map(Number)
    return { count, reason: flagReasons[reason] ?? null }
  })
}

/** How many flags a page has, with the shape of the most urgent one. Read out by the name of its button. */
export function PageFlags({ count, reason }: PageFlagCount) {
  if (reason === null) return null
  const Icon = icons[reason]
  return (
    <span className={classes['flags']} data-reason={reason} aria-hidden="true">
      <Icon size={12} stroke={2.5} />
      {count}
    </span>
  )
}

import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { attentionStages } from './intake-item.ts'
import { IntakeRow } from './intake-row.tsx'
import { intake } from './instance.ts'
import classes from './intake-list.module.css'

/** Rows of the files, drawn only where they are seen: thousands cost as much as ten. */
export function IntakeList({ onOpen }: { onOpen: (documentId: string) => void }) {
  const added = useStore(intake.store, (state) => state.order)
  const attention = useStore(intake.store, ({ counts }) =>
    attentionStages.reduce((sum, stage) => sum + counts[stage], 0),
  )
  // What needs the operator stands first: it would be lost among thousands that are well.
  const order = useMemo(() => {
    const { items } = intake.store.getState()
    const needy = (id: string) => attentionStages.includes(items.get(id)?.stage ?? 'done')
    return attention === 0 ? added : [...added.filter(needy), ...added.filter((id) => !needy(id))]
  }, [added, attention])
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => order[index] ?? index,
    estimateSize: () => 56,
    overscan: 6,
  })
  return (
    <div ref={scroller} className={classes['scroller']}>
      <ul className={classes['list']} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ key, index, start }) => (
          <li
            key={key}
            ref={rows.measureElement}
            data-index={index}
            className={classes['row']}
            style={{ transform: `translateY(${start}px)` }}
          >
            <IntakeRow id={order[index] ?? ''} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </div>
  )
}

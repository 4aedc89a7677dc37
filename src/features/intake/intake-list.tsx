import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { useStore } from 'zustand'
import { IntakeRow } from './intake-row.tsx'
import { intake } from './instance.ts'
import classes from './intake-list.module.css'

/** Rows of the files, drawn only where they are seen: thousands cost as much as ten. */
export function IntakeList({ onOpen }: { onOpen: (documentId: string) => void }) {
  const order = useStore(intake.store, (state) => state.order)
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

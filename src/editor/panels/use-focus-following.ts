import { useEffect, useLayoutEffect, useRef } from 'react'
import { useEditor } from '../use-editor.ts'
import { useWorkbench } from '../workbench-context.ts'

/** Moves the keyboard's focus to where the session says it is. */
export function useFocusFollowing(reach: (id: string) => void): void {
  const { session } = useWorkbench()
  const count = useEditor(session, (state) => state.focusCount)
  const latest = useRef(reach)
  useEffect(() => {
    latest.current = reach
  })
  useLayoutEffect(() => {
    const { focus, focusDecision, hand, dialog } = session.state
    if (count === 0 || focus === null || focusDecision || dialog !== null) return
    latest.current(focus)
    const input = document.querySelector<HTMLInputElement>(`[data-item="${CSS.escape(focus)}"]`)
    if (!input) return
    input.closest('[data-row]')?.scrollIntoView({ block: 'nearest' })
    // On a phone the keyboard covers the fields: it comes when an input is touched, not by itself.
    const typing = document.activeElement?.matches('[data-item]') === true
    if ((hand === 'box' || !typing) && matchMedia('(pointer: coarse)').matches) return
    if (document.activeElement !== input) input.focus({ preventScroll: true })
    if (session.state.doubtful === null) input.select()
  }, [session, count])
}

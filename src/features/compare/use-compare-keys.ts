import { useEffect, useEffectEvent, type RefObject } from 'react'
import { actionOf, type CompareAction, type FocusPlace } from './commands.ts'

const textInputs = new Set(['text', 'search', 'number', 'email', 'tel', 'url', 'password', 'date'])

/** Null where the keyboard's focus is elsewhere in the console: the keys are then not ours. */
function placeOf(target: EventTarget | null, root: HTMLElement): FocusPlace | null {
  if (target === document.body || target === document.documentElement) return 'elsewhere'
  if (!(target instanceof HTMLElement) || !root.contains(target)) return null
  const typed = target instanceof HTMLInputElement && textInputs.has(target.type)
  if (typed || target.matches('textarea, select') || target.isContentEditable) return 'text'
  return target.matches('button, a, input, summary, [role="tab"]') ? 'control' : 'elsewhere'
}

/** Listens to the keyboard for a comparison while it is on the screen. */
export function useCompareKeys(root: RefObject<HTMLElement | null>, run: (action: CompareAction) => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const element = root.current
    if (event.defaultPrevented || !element) return
    const place = placeOf(event.target, element)
    const action = place === null ? null : actionOf(event, place)
    if (!action) return
    event.preventDefault()
    run(action)
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}

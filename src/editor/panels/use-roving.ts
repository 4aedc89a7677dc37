import { useEffect, type KeyboardEvent, type RefObject } from 'react'

const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 }

/**
 * One stop of Tab for a list of buttons: arrows go from one to the next and choose it, Home and End go to the first and the last. The chosen
 * one is kept in sight.
 */
export function useRoving(
  list: RefObject<HTMLElement | null>,
  chosen: number,
  choose: (index: number) => void,
): (event: KeyboardEvent) => void {
  useEffect(() => {
    list.current?.querySelectorAll('button')[chosen]?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [list, chosen])
  return (event) => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const last = buttons.length - 1
    const mirrored =
      list.current?.matches(':dir(rtl)') === true && event.key.startsWith('Arrow') && !/Up|Down/u.test(event.key)
    const step = (steps[event.key] ?? 0) * (mirrored ? -1 : 1)
    const next =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? last
          : step === 0
            ? -1
            : Math.max(0, Math.min(last, chosen + step))
    if (next < 0) return
    event.preventDefault()
    choose(next)
    buttons[next]?.focus()
  }
}

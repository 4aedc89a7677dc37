import { useEffect, type RefObject } from 'react'
import { useStore } from 'zustand'
import type { CommandContext, Place } from './commands/command.ts'
import { Dispatcher } from './commands/dispatch.ts'
import { commands } from './commands/list.ts'
import type { BoundKeys } from './key-bindings.ts'

/** Input types that hold text; the others (range, checkbox) leave letters to the commands. */
const TEXT_TYPES = new Set(['text', 'search', 'number', 'email', 'tel', 'url', 'password', 'date'])

function textBox(target: EventTarget | null): HTMLInputElement | HTMLTextAreaElement | null {
  if (target instanceof HTMLTextAreaElement) return target
  return target instanceof HTMLInputElement && TEXT_TYPES.has(target.type) ? target : null
}

function isTextual(target: EventTarget | null): boolean {
  return (
    textBox(target) !== null ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  )
}

/** The place of the keyboard's focus; null when it is outside the workbench, whose keys are then not ours. */
function placeOf(target: EventTarget | null, root: HTMLElement): Place | null {
  if (target === document.body || target === document.documentElement) return 'nowhere'
  if (!(target instanceof HTMLElement) || !root.contains(target)) return null
  const place = target.closest<HTMLElement>('[data-place]')?.dataset['place']
  if (place === 'field' || place === 'cell' || place === 'page' || place === 'decision') return place
  return target.matches(
    'button, a, input, select, textarea, summary, [role="slider"], [role="tab"], [role="separator"]',
  )
    ? 'control'
    : 'nowhere'
}

/** Listens to the keyboard for a workbench while it is on the screen. */
export function useKeys(
  root: RefObject<HTMLElement | null>,
  context: Omit<CommandContext, 'place' | 'inText' | 'atEnd'> | null,
  keys: BoundKeys,
): void {
  const bindings = useStore(keys.store)
  useEffect(() => {
    const element = root.current
    if (!context || !element) return
    const dispatcher = new Dispatcher(commands, bindings)
    const controller = new AbortController()
    const contextOf = (target: EventTarget | null, place: Place): CommandContext => {
      const box = textBox(target)
      const single = !(box instanceof HTMLTextAreaElement) || !box.value.includes('\n')
      return {
        ...context,
        place,
        inText: isTextual(target),
        atEnd: box === null || single || box.selectionEnd === box.value.length,
      }
    }
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.defaultPrevented || context.session.state.dialog !== null) return
        const place = placeOf(event.target, element)
        if (place === null) return
        // The Enter that came here with the focus is still held: it must not press the button.
        const presses = event.key === 'Enter' || event.key === ' '
        if (event.repeat && place === 'decision' && presses) {
          event.preventDefault()
          return
        }
        if (dispatcher.keyDown(event, contextOf(event.target, place)) === 'handled') event.preventDefault()
      },
      { signal: controller.signal },
    )
    const release = () => dispatcher.releaseAll(contextOf(null, 'nowhere'))
    window.addEventListener('keyup', (event) => dispatcher.keyUp(event, contextOf(event.target, 'nowhere')), {
      signal: controller.signal,
    })
    window.addEventListener('blur', release, { signal: controller.signal })
    return () => {
      release()
      controller.abort()
    }
  }, [root, context, bindings])
}

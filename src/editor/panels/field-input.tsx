import { useEffect, useRef } from 'react'
import type { ReviewItem } from '#contract/review'
import { isEditable } from '../model/editor-state.ts'
import { useEditor } from '../use-editor.ts'
import { useWorkbench } from '../workbench-context.ts'
import classes from './panels.module.css'

/** Longer texts get a box of several lines. */
const LONG = 32

/** The input of an item. What is typed goes to the session at once; it decides when that becomes a change. */
export function FieldInput({ item }: { item: ReviewItem }) {
  const { session } = useWorkbench()
  const { id } = item
  const draft = useEditor(session, (state) => (state.draft?.item === id ? state.draft.text : null))
  const editable = useEditor(session, isEditable)
  const broken = useEditor(session, (state) => state.checks.get(id)?.some(({ ok }) => !ok) ?? false)
  const doubtful = useEditor(session, (state) => (state.doubtful?.item === id ? state.doubtful.index : null))
  const element = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const text = draft ?? item.value ?? ''
  const long = text.length > LONG || text.includes('\n') || (item.machine.value?.length ?? 0) > LONG

  useEffect(() => {
    const input = element.current
    // Also after a reading was put in: the character in hand stays selected.
    if (doubtful === null || !input || document.activeElement !== input || doubtful >= text.length) return
    input.setSelectionRange(doubtful, doubtful + 1)
  }, [doubtful, text])

  const shared = {
    ref: element,
    id: `field-${id}`,
    className: classes['input'],
    dir: 'auto',
    value: text,
    readOnly: !editable,
    'data-place': 'field',
    'data-item': id,
    'aria-invalid': broken,
    'aria-describedby': `facts-${id}`,
    autoComplete: 'off',
    autoCorrect: 'off',
    autoCapitalize: 'off',
    spellCheck: false,
    // What a phone's keyboard calls its Enter.
    enterKeyHint: 'next' as const,
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      session.type(id, event.target.value)
      if (session.state.hand === 'box') session.set({ hand: 'text' })
      if ((event.nativeEvent as InputEvent).isComposing) session.holdDraft()
    },
    onCompositionEnd: () => session.type(id, element.current!.value),
    onFocus: () => {
      const { focus, focusDecision } = session.state
      if (focus !== id || focusDecision) session.focus(id, { silent: true })
    },
    onPointerDown: () => session.state.hand === 'box' && session.set({ hand: 'text' }),
    onBlur: () => session.commitDraft(),
  }
  return long ? (
    <textarea {...shared} rows={Math.min(6, Math.ceil(text.length / 30) || 1)} />
  ) : (
    <input {...shared} type="text" />
  )
}

import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { ReviewItem } from '#contract/review'
import { isEditable } from '../model/editor-state.ts'
import type { Session } from '../model/session.ts'
import { lineAt } from '../model/text-lines.ts'
import { useEditor } from '../use-editor.ts'
import { useWorkbench } from '../workbench-context.ts'
import classes from './panels.module.css'

/** Wider texts get a box of several lines; counted in half-width signs, of which so many fit the usual panel. */
const LONG = 40

/** How wide a text is in half-width signs: Chinese, Japanese and full-width ones count twice. */
function widthOf(text: string): number {
  let width = 0
  for (const sign of text) width += sign >= '\u2E80' ? 2 : 1
  return width
}

interface FieldInputProps {
  item: ReviewItem
  /** What the item is called, where no label stands beside it. */
  label?: string
  place?: 'field' | 'cell'
}

/** The input of an item. What is typed goes to the session at once; it decides when that becomes a change. */
export function FieldInput({ item, label, place = 'field' }: FieldInputProps) {
  const { session } = useWorkbench()
  const { id } = item
  const draft = useEditor(session, (state) => (state.draft?.item === id ? state.draft.text : null))
  const editable = useEditor(session, isEditable)
  const broken = useEditor(session, (state) => state.checks.get(id)?.some(({ ok }) => !ok) ?? false)
  const doubtful = useEditor(session, (state) => (state.doubtful?.item === id ? state.doubtful.index : null))
  const element = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const text = draft ?? item.value ?? ''
  const width = widthOf(text)
  const wanted = width > LONG || text.includes('\n') || widthOf(item.machine.value ?? '') > LONG
  // Another element would lose the focus in the middle of a word: while it has the focus it stays what it was.
  const [held, setHeld] = useState<{ session: Session; long: boolean } | null>(null)
  const long = held?.session === session ? held.long : wanted
  const hold = () => setHeld({ session, long })
  useLayoutEffect(() => {
    // The next document came into the same input, which keeps the focus without a word about it.
    if (document.activeElement === element.current) setHeld({ session, long: element.current?.tagName === 'TEXTAREA' })
  }, [session])

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
    'data-place': place,
    ...(label !== undefined && { 'aria-label': label }),
    'data-item': id,
    'aria-invalid': broken,
    'aria-describedby': `facts-${id} place-${id}`,
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
    onSelect: () => {
      // The line of the page that the caret stands in is the one in hand.
      const line = item.quads.length > 1 ? lineAt(item, element.current?.selectionStart ?? 0) : null
      const { focus, quad } = session.state
      if (line !== null && focus === id && quad !== line) session.set({ quad: line })
    },
    onCompositionEnd: () => session.type(id, element.current!.value),
    onFocus: () => {
      hold()
      const { focus, focusDecision } = session.state
      if (focus !== id || focusDecision) session.focus(id, { silent: true })
    },
    onPointerDown: () => session.state.hand === 'box' && session.set({ hand: 'text' }),
    onBlur: () => {
      session.commitDraft()
      setHeld(null)
    },
  }
  return long ? (
    <textarea {...shared} rows={Math.min(12, Math.max(Math.ceil(width / LONG), item.quads.length, 1))} />
  ) : (
    <input {...shared} type="text" />
  )
}

import type { Session } from '../model/session.ts'
import type { ViewController } from '../model/view-controller.ts'

/**
 * Where the keyboard's focus is: in the input of a field, on a cell of a table's grid (in whose text arrows do not move), on the page, on the decision buttons, in another control of the workbench
 * (a slider, a menu button), or nowhere.
 */
export type Place = 'field' | 'cell' | 'page' | 'decision' | 'control' | 'nowhere'

/** What a command acts on. */
export interface CommandContext {
  session: Session
  view: ViewController
  place: Place
  /** Text is being edited where the focus is: no single-letter key acts, arrows belong to the caret. */
  inText: boolean
  /** The caret stands at the end of the text: Arrow-down has nowhere to go in it. */
  atEnd: boolean
  /** Takes back an approval that was just given to another document. False when there is none to take back. */
  recall: () => boolean
  /** Turns the pages of the document. */
  leave: () => void
}

/**
 * What parts two commands that share a key in one place: of `box` (the box is in hand) and `text`, of `tool` (one is out) and `no-tool`,
 * of `open` and `decided` (the document) only one holds at a time.
 */
export type Condition = 'box' | 'text' | 'tool' | 'no-tool' | 'open' | 'decided'

export const commandGroups = ['loop', 'fix', 'boxes', 'tables', 'see', 'decide', 'help'] as const
export type CommandGroup = (typeof commandGroups)[number]

/**
 * Something that the workbench can do. Menus, keys and the sheet on `?` all come from the list of these. The label is in the
 * catalogue under `command.<id>`.
 */
export interface Command {
  id: string
  group: CommandGroup
  /** Chords as `parseChord` reads them, unless a person bound others; the first is the one shown. */
  keys: readonly string[]
  /** Where its keys act. */
  places: readonly Place[]
  /** Which of the conditions that part commands must hold; `when` asks for the same. */
  needs?: readonly Condition[]
  /** A held key does it again and again. Never set for anything that decides. */
  repeats?: boolean
  /** Whether it can be done now; a command that cannot leaves its key to the next one or to the browser. */
  when?: (context: CommandContext) => boolean
  /** Answers false when there was nothing to do and the browser shall have the key. */
  run: (context: CommandContext) => boolean | void
  /** Called when the key is let go, for commands that last as long as it is held. */
  release?: (context: CommandContext) => void
}

import {
  acceptAndGoOn,
  cycleMark,
  cycleReading,
  goBack,
  goToDoubtful,
  goToNeighbour,
  readingsIn,
  revert,
} from '../model/actions.ts'
import { lookAgain, nudge, placeBoxInView, removeBox, takeNextCorner } from '../model/box-actions.ts'
import { approve, reopen } from '../model/decisions.ts'
import { focusedItem, isEditable } from '../model/editor-state.ts'
import type { Command, CommandContext } from './command.ts'
import { tableCommands } from './table-commands.ts'

const everywhere = ['field', 'cell', 'page', 'decision', 'control', 'nowhere'] as const
/** Where the loop's own keys act: not on a toolbar's button, whose Enter presses it. */
const atWork = ['field', 'cell', 'page', 'nowhere'] as const

const hasFocus = ({ session }: CommandContext) => focusedItem(session.state) !== null
const boxInHand = ({ session, place, inText }: CommandContext) => {
  const item = focusedItem(session.state)
  return item !== null && item.quads.length > 0 && (session.state.hand === 'box' || (place === 'page' && !inText))
}
const editable = ({ session }: CommandContext) => isEditable(session.state)

const loop: Command[] = [
  {
    id: 'accept',
    group: 'loop',
    keys: ['Enter'],
    places: atWork,
    when: (context) => hasFocus(context) && !context.session.state.focusDecision,
    run: ({ session }) => acceptAndGoOn(session),
  },
  {
    id: 'back',
    group: 'loop',
    keys: ['Shift+Enter'],
    places: [...atWork, 'decision'],
    run: ({ session }) => goBack(session),
  },
  {
    id: 'next-field',
    group: 'loop',
    keys: ['Tab'],
    places: ['field', 'cell'],
    repeats: true,
    run: ({ session }) => goToNeighbour(session, 1),
  },
  {
    id: 'previous-field',
    group: 'loop',
    keys: ['Shift+Tab'],
    places: ['field', 'cell', 'decision'],
    repeats: true,
    run: ({ session }) => goToNeighbour(session, -1),
  },
  {
    id: 'next-doubtful',
    group: 'loop',
    keys: ['F8'],
    places: everywhere,
    repeats: true,
    run: ({ session }) => goToDoubtful(session, 1),
  },
  {
    id: 'previous-doubtful',
    group: 'loop',
    keys: ['Shift+F8'],
    places: everywhere,
    repeats: true,
    run: ({ session }) => goToDoubtful(session, -1),
  },
]

/** Arrow-down in a text of several lines first moves the caret. */
const readingKey = (context: CommandContext) => {
  const item = focusedItem(context.session.state)
  return (
    item !== null &&
    editable(context) &&
    context.session.state.hand === 'text' &&
    context.atEnd &&
    readingsIn(context.session.state, item).length > 0
  )
}

const fix: Command[] = [
  {
    id: 'next-reading',
    group: 'fix',
    keys: ['ArrowDown'],
    places: ['field'],
    needs: ['text'],
    repeats: true,
    when: readingKey,
    run: ({ session }) => cycleReading(session, 1),
  },
  {
    id: 'previous-reading',
    group: 'fix',
    keys: ['ArrowUp'],
    places: ['field'],
    needs: ['text'],
    repeats: true,
    when: readingKey,
    run: ({ session }) => cycleReading(session, -1),
  },
  {
    id: 'leave-tool',
    group: 'fix',
    keys: ['Escape'],
    places: everywhere,
    needs: ['tool'],
    when: ({ session }) => session.state.tool !== 'select',
    run: ({ session }) => session.set({ tool: 'select' }),
  },
  {
    id: 'revert',
    group: 'fix',
    keys: ['Escape'],
    places: ['field', 'cell', 'page'],
    needs: ['no-tool'],
    when: (context) => hasFocus(context) && context.session.state.tool === 'select',
    run: ({ session }) => revert(session),
  },
  {
    id: 'look',
    group: 'fix',
    keys: ['F2'],
    places: everywhere,
    needs: ['open'],
    when: (context) => hasFocus(context) && editable(context),
    run: ({ session }) => void lookAgain(session, session.state.focus!),
  },
  {
    id: 'mark',
    group: 'fix',
    keys: ['F9'],
    places: everywhere,
    needs: ['open'],
    when: (context) => hasFocus(context) && editable(context),
    run: ({ session }) => cycleMark(session),
  },
  {
    id: 'undo',
    group: 'fix',
    keys: ['Mod+Z'],
    places: everywhere,
    repeats: true,
    run: ({ session, recall }) => {
      const { history, draft } = session.state
      if (history.done.length > 0 || draft !== null || !recall()) session.undo()
    },
  },
  {
    id: 'redo',
    group: 'fix',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    places: everywhere,
    repeats: true,
    run: ({ session }) => session.redo(),
  },
]

const directions = [
  ['left', 'ArrowLeft', -1, 0],
  ['right', 'ArrowRight', 1, 0],
  ['up', 'ArrowUp', 0, -1],
  ['down', 'ArrowDown', 0, 1],
] as const

const nudges = directions.flatMap(([name, key, x, y]): Command[] =>
  [1, 10].map((step) => ({
    id: step === 1 ? `nudge-${name}` : `nudge-${name}-far`,
    group: 'boxes',
    keys: [step === 1 ? key : `Shift+${key}`],
    places: ['field', 'cell', 'page'],
    needs: ['box'],
    repeats: true,
    when: (context) => boxInHand(context) && editable(context),
    run: ({ session }) => nudge(session, [x * step, y * step]),
  })),
)

const boxes: Command[] = [
  {
    id: 'draw',
    group: 'boxes',
    keys: ['B'],
    places: everywhere,
    needs: ['open'],
    when: editable,
    run: ({ session }) => {
      session.set({ tool: session.state.tool === 'draw' ? 'select' : 'draw' })
      if (session.state.tool === 'draw') session.announce('drawing')
    },
  },
  {
    id: 'pick-word',
    group: 'boxes',
    keys: ['W'],
    places: everywhere,
    needs: ['open'],
    when: (context) => editable(context) && hasFocus(context),
    run: ({ session }) => {
      session.set({ tool: session.state.tool === 'word' ? 'select' : 'word' })
      if (session.state.tool === 'word') session.announce('picking')
    },
  },
  {
    id: 'lasso',
    group: 'boxes',
    keys: ['L'],
    places: everywhere,
    needs: ['open'],
    when: (context) => editable(context) && hasFocus(context),
    run: ({ session }) => {
      session.set({ tool: session.state.tool === 'lasso' ? 'select' : 'lasso' })
      if (session.state.tool === 'lasso') session.announce('lassoing')
    },
  },
  {
    id: 'take-box',
    group: 'boxes',
    keys: ['F6'],
    places: ['field', 'cell', 'page'],
    when: (context) => (focusedItem(context.session.state)?.quads.length ?? 0) > 0,
    run: ({ session }) => {
      const hand = session.state.hand === 'box' ? 'text' : 'box'
      session.focus(session.state.focus!, { hand })
      session.announce(hand === 'box' ? 'boxInHand' : 'textInHand')
    },
  },
  {
    id: 'next-corner',
    group: 'boxes',
    keys: ['Shift+F6'],
    places: ['field', 'page'],
    needs: ['open'],
    when: (context) => editable(context) && (focusedItem(context.session.state)?.quads.length ?? 0) > 0,
    run: ({ session }) => takeNextCorner(session),
  },
  {
    id: 'place-box',
    group: 'boxes',
    keys: ['Shift+F2'],
    places: everywhere,
    needs: ['open'],
    when: editable,
    run: ({ session }) => placeBoxInView(session),
  },
  {
    id: 'remove-box',
    group: 'boxes',
    keys: ['Delete'],
    places: ['field', 'cell', 'page'],
    needs: ['box'],
    when: (context) => boxInHand(context) && editable(context),
    run: ({ session }) => removeBox(session),
  },
  ...nudges,
]

const see: Command[] = [
  { id: 'fit', group: 'see', keys: ['0'], places: everywhere, run: ({ view }) => view.fit() },
  { id: 'turn', group: 'see', keys: ['R'], places: everywhere, run: ({ view }) => view.turn() },
  {
    id: 'zoom-in',
    group: 'see',
    keys: ['+', '='],
    places: everywhere,
    repeats: true,
    run: ({ view }) => view.zoomBy(1.25),
  },
  { id: 'zoom-out', group: 'see', keys: ['-'], places: everywhere, repeats: true, run: ({ view }) => view.zoomBy(0.8) },
  {
    id: 'bare',
    group: 'see',
    keys: ['F4'],
    places: everywhere,
    run: ({ session }) => session.set({ bare: true }),
    release: ({ session }) => session.set({ bare: false }),
  },
  {
    id: 'invert',
    group: 'see',
    keys: ['I'],
    places: everywhere,
    run: ({ session }) =>
      session.set({ picture: { ...session.state.picture, inverted: !session.state.picture.inverted } }),
  },
  {
    id: 'next-page',
    group: 'see',
    keys: ['PageDown'],
    places: everywhere,
    when: ({ session }) => session.state.page < session.state.pages.length - 1,
    run: ({ session }) => session.showPage(session.state.page + 1),
  },
  {
    id: 'previous-page',
    group: 'see',
    keys: ['PageUp'],
    places: everywhere,
    when: ({ session }) => session.state.page > 0,
    run: ({ session }) => session.showPage(session.state.page - 1),
  },
]

const decide: Command[] = [
  {
    id: 'approve',
    group: 'decide',
    keys: ['Mod+Enter'],
    places: everywhere,
    needs: ['open'],
    when: editable,
    run: ({ session }) => approve(session),
  },
  {
    id: 'reject',
    group: 'decide',
    keys: ['X'],
    places: everywhere,
    needs: ['open'],
    when: editable,
    run: ({ session }) => session.openDialog('reject'),
  },
  {
    id: 'escalate',
    group: 'decide',
    keys: ['E'],
    places: everywhere,
    needs: ['open'],
    when: editable,
    run: ({ session }) => session.openDialog('escalate'),
  },
  {
    id: 'reopen',
    group: 'decide',
    keys: [],
    places: everywhere,
    needs: ['decided'],
    when: ({ session }) => session.state.document !== null && session.state.document.review.decision.state !== 'open',
    run: ({ session }) => reopen(session),
  },
]

const help: Command[] = [
  { id: 'keys', group: 'help', keys: ['?'], places: everywhere, run: ({ session }) => session.openDialog('keys') },
  { id: 'leave', group: 'help', keys: ['Q'], places: everywhere, run: ({ leave }) => leave() },
]

/** Everything that the workbench can do. */
export const commands: readonly Command[] = [...loop, ...tableCommands, ...boxes, ...fix, ...see, ...decide, ...help]

const byId = new Map(commands.map((command) => [command.id, command]))

/** @throws for an id that no command has: a misspelt id is a defect of ours. */
export function commandById(id: string): Command {
  const command = byId.get(id)
  if (!command) throw new Error(`no command "${id}"`)
  return command
}

import { useShownKey } from '../use-bound-keys.ts'
import classes from './panels.module.css'

/** The key of a command beside its name; nothing for a command without a key. */
export function ShownKey({ command }: { command: string }) {
  const text = useShownKey(command)
  return text === '' ? null : <kbd className={classes['kbd']}>{text}</kbd>
}

import classes from './view-switch.module.css'

interface ViewSwitchProps<View extends string> {
  label: string
  views: readonly { key: View; label: string }[]
  /** Undefined where the page shows none of them as it is. */
  current: View | undefined
  onChoose: (view: View) => void
}

/** A page's views beside each other, of which one is shown. */
export function ViewSwitch<View extends string>({ label, views, current, onChoose }: ViewSwitchProps<View>) {
  return (
    <nav className={classes['views']} aria-label={label}>
      {views.map((view) => (
        <button
          key={view.key}
          type="button"
          className={classes['view']}
          aria-pressed={view.key === current}
          onClick={() => onChoose(view.key)}
        >
          {view.label}
        </button>
      ))}
    </nav>
  )
}

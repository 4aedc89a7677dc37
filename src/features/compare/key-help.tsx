import { useTranslation } from 'react-i18next'
import { bindings } from './commands.ts'
import classes from './compare-page.module.css'

const mac = /Mac|iPhone|iPad/u.test(navigator.userAgent)

function caps(keys: string): string[] {
  return keys.split('+').map((key) => (key === 'Mod' ? (mac ? '⌘' : 'Ctrl') : key === 'Shift' && mac ? '⇧' : key))
}

/** The keys of the comparison, always in sight. */
export function KeyHelp() {
  const { t } = useTranslation('compare')
  return (
    <dl className={classes['keys']} aria-label={t('keys.label')}>
      {bindings.map(({ keys, action }) => (
        <div key={keys}>
          <dt>
            {caps(keys).map((cap) => (
              <kbd key={cap} dir="ltr">
                {cap}
              </kbd>
            ))}
          </dt>
          <dd>{t(`keys.${action}`)}</dd>
        </div>
      ))}
    </dl>
  )
}

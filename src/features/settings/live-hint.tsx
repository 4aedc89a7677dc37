import { useTranslation } from 'react-i18next'
import classes from './providers.module.css'

/** What to set before the console is started so that a provider is live. There is no field for a key: a browser never sees one. */
export function LiveHint({ variables }: { variables: readonly (readonly string[])[] }) {
  const { t } = useTranslation()
  return (
    <details className={classes['live']}>
      <summary>{t('settings.provider.goLive')}</summary>
      <p className={classes['quiet']}>{t('settings.provider.goLiveText')}</p>
      {variables.map((names, index) => (
        <div key={names.join(' ')}>
          {index > 0 && <p className={classes['quiet']}>{t('settings.provider.or')}</p>}
          <ul className={classes['variables']}>
            {names.map((name) => (
              <li key={name}>
                <code>{name}</code>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </details>
  )
}

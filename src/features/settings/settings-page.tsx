import { SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { sessionQuery } from '../../api/session.ts'
import { changeLanguage, currentLanguage, languageNames, languages } from '../../ui/language/index.ts'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { About } from './about.tsx'
import { People } from './people.tsx'
import { Providers } from './providers.tsx'
import { Webhooks } from './webhooks/webhooks.tsx'
import classes from './settings-page.module.css'

const schemes = ['auto', 'light', 'dark'] as const

function Section({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <section className={classes['section']}>
      <div className={classes['lead']}>
        <h2 className={classes['subtitle']}>{title}</h2>
        {text && <p className={classes['text']}>{text}</p>}
      </div>
      <div className={classes['body']}>{children}</div>
    </section>
  )
}

/** Appearance and language of this device, how the providers stand, the people who may sign in, and what this is. */
export function SettingsPage() {
  const { t } = useTranslation()
  usePageTitle(t('settings.title'))
  const { user } = useSuspenseQuery(sessionQuery).data
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <div className={classes['page']}>
      <h1 className={classes['title']}>{t('settings.title')}</h1>
      <Section title={t('settings.colours')} text={t('settings.coloursText')}>
        <SegmentedControl
          aria-label={t('settings.colours')}
          value={colorScheme}
          onChange={(value) => setColorScheme(schemes.find((scheme) => scheme === value) ?? 'auto')}
          data={schemes.map((scheme) => ({ value: scheme, label: t(`scheme.${scheme}`) }))}
        />
      </Section>
      <Section title={t('frame.language')} text={t('settings.languageText')}>
        <SegmentedControl
          aria-label={t('frame.language')}
          value={currentLanguage()}
          onChange={(value) => void changeLanguage(value)}
          data={languages.map((language) => ({
            value: language,
            label: <span lang={language}>{languageNames[language]}</span>,
          }))}
        />
      </Section>
      {user.role !== 'reviewer' && (
        <Section title={t('settings.providers')} text={t('settings.providersText')}>
          <Providers mayChange={user.role === 'administrator'} />
        </Section>
      )}
      {user.role === 'administrator' && (
        <Section title={t('settings.people')} text={t('settings.peopleText')}>
          <People self={user.id} />
        </Section>
      )}
      {user.role === 'administrator' && (
        <Section title={t('settings.webhooks')} text={t('settings.webhooksText')}>
          <Webhooks />
        </Section>
      )}
      <Section title={t('settings.about')}>
        <About />
      </Section>
    </div>
  )
}

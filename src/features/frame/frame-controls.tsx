import { ActionIcon, Menu, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { IconCheck, IconLanguage, IconLogout, IconMoon, IconSun, IconUserCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { sessionQuery } from '../../api/session.ts'
import { changeLanguage, currentLanguage, languageNames, languages } from '../../ui/language/index.ts'
import classes from './frame-controls.module.css'

/** Language, colours and the account, at the end of the header. */
export function FrameControls({ onSignOut }: { onSignOut: () => void }) {
  const { t } = useTranslation()
  const { user } = useSuspenseQuery(sessionQuery).data
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false })
  const dark = scheme === 'dark'
  return (
    <div className={classes['controls']}>
      <Menu>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            className={classes['wide']}
            aria-label={t('frame.language')}
          >
            <IconLanguage size={19} stroke={1.7} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>{languageItems()}</Menu.Dropdown>
      </Menu>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        className={classes['wide']}
        aria-label={t(dark ? 'frame.toLight' : 'frame.toDark')}
        onClick={() => setColorScheme(dark ? 'light' : 'dark')}
      >
        {dark ? <IconSun size={19} stroke={1.7} /> : <IconMoon size={19} stroke={1.7} />}
      </ActionIcon>
      <Menu width={240}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            className={classes['touch']}
            aria-label={t('frame.account', { name: user.name })}
          >
            <IconUserCircle size={21} stroke={1.7} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <div className={classes['person']}>
            <bdi className={classes['name']}>{user.name}</bdi>
            <span className={classes['role']}>{t(`role.${user.role}`)}</span>
          </div>
          <Menu.Divider />
          <div className={classes['narrow']}>
            <Menu.Item
              leftSection={dark ? <IconSun size={17} /> : <IconMoon size={17} />}
              onClick={() => setColorScheme(dark ? 'light' : 'dark')}
            >
              {t(dark ? 'frame.toLight' : 'frame.toDark')}
            </Menu.Item>
            {languageItems()}
            <Menu.Divider />
          </div>
          <Menu.Item leftSection={<IconLogout size={17} />} onClick={onSignOut}>
            {t('frame.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

function languageItems() {
  return languages.map((language) => (
    <Menu.Item
      key={language}
      lang={language}
      leftSection={<IconCheck size={17} visibility={language === currentLanguage() ? 'visible' : 'hidden'} />}
      aria-current={language === currentLanguage() || undefined}
      onClick={() => void changeLanguage(language)}
    >
      {languageNames[language]}
    </Menu.Item>
  ))
}

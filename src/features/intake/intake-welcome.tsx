import { Button } from '@mantine/core'
import { IconFiles, IconFolder } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { chooseFiles } from './add-files.ts'
import { IntakeRecogniser } from './intake-recogniser.tsx'
import { SampleGrid } from './sample-grid.tsx'
import { useAddFiles } from './use-add-files.ts'
import { WelcomePicture } from './welcome-picture.tsx'
import classes from './intake-welcome.module.css'

/** Where there is no document yet: how to begin. */
export function IntakeWelcome() {
  const { t } = useTranslation()
  const { add } = useAddFiles()
  return (
    <div className={classes['welcome']}>
      <section className={classes['drop']}>
        <WelcomePicture />
        <h2 className={classes['title']}>{t('intake.welcome')}</h2>
        <p className={classes['text']}>{t('intake.welcomeText')}</p>
        <div className={classes['recogniser']}>
          <IntakeRecogniser />
        </div>
        <div className={classes['actions']}>
          <Button size="md" leftSection={<IconFiles size={19} />} onClick={() => chooseFiles('files', add)}>
            {t('intake.files')}
          </Button>
          <Button
            size="md"
            variant="default"
            leftSection={<IconFolder size={19} />}
            onClick={() => chooseFiles('folder', add)}
          >
            {t('intake.folder')}
          </Button>
        </div>
        <p className={classes['hint']}>{t('intake.pasteHint', { keys: pasteKeys() })}</p>
      </section>
      <section className={classes['samples']}>
        <h2 className={classes['subtitle']}>{t('intake.welcomeSamples')}</h2>
        <SampleGrid count={6} />
      </section>
    </div>
  )
}

/** The keys that paste, as this system writes them. */
function pasteKeys(): string {
  return /mac|iphone|ipad/iu.test(navigator.userAgent) ? '⌘V' : 'Ctrl+V'
}

import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconClipboard, IconFolder, IconPhotoSpark, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnnounce } from '../../ui/announce.tsx'
import { chooseFiles, clipboardFiles } from './add-files.ts'
import { useAddFiles } from './use-add-files.ts'
import { SamplesDialog } from './samples-dialog.tsx'
import classes from './add-documents.module.css'

/** The button that adds documents: files at one click, the other ways in its menu. */
export function AddDocuments({ variant = 'default' }: { variant?: 'default' | 'filled' }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const { add, say } = useAddFiles()
  const [samples, setSamples] = useState(false)

  async function paste(): Promise<void> {
    try {
      const files = await clipboardFiles()
      if (files.length === 0) announce(t('intake.pasteEmpty'), 'info')
      else add(files)
    } catch (error) {
      say(error)
    }
  }

  return (
    <div className={classes['split']}>
      <Button
        variant={variant}
        className={classes['main']}
        leftSection={<IconPlus size={17} />}
        onClick={() => chooseFiles('files', add)}
      >
        {t('intake.add')}
      </Button>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <Button variant={variant} className={classes['more']} aria-label={t('intake.moreWays')}>
            <IconChevronDown size={17} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconFolder size={17} />} onClick={() => chooseFiles('folder', add)}>
            {t('intake.folder')}
          </Menu.Item>
          <Menu.Item leftSection={<IconClipboard size={17} />} onClick={() => void paste()}>
            {t('intake.paste')}
          </Menu.Item>
          <Menu.Item leftSection={<IconPhotoSpark size={17} />} onClick={() => setSamples(true)}>
            {t('intake.samples')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <SamplesDialog opened={samples} onClose={() => setSamples(false)} />
    </div>
  )
}

import { Button, useComputedColorScheme } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { escapedHtml } from '#contract/table-text'
import { saveFile } from '../../ui/save-file.ts'
import { correctedHtml } from './corrected-html.ts'
import { useEditor } from '../use-editor.ts'
import { useWorkbench } from '../workbench-context.ts'
import classes from './structure-panel.module.css'

/** Text and ground of the frame, as in tokens.css. */
const colours = { light: ['#18202c', '#ffffff'], dark: ['#e7eaef', '#171b20'] } as const

/** The structure in the colours and the letters of the console. The page's policy allows no styles in a frame: attributes from before there were any do. */
function onPaper(html: string, scheme: keyof typeof colours): string {
  const [text, ground] = colours[scheme]
  return `<!doctype html><body text="${text}" bgcolor="${ground}"><font face="system-ui, sans-serif">${html}</font>`
}

/**
 * The document's structure as HTML beside its page, with the corrections of the review. It is built anew from structure and text alone and
 * stands in a frame that allows nothing: no script runs and nothing is fetched, whatever a recogniser answered.
 */
export default function StructurePanel() {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const document = useEditor(session, (state) => state.document)
  const name = useEditor(session, (state) => state.summary.name)
  const html = useMemo(() => (document ? correctedHtml(document) : ''), [document])
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false })
  const save = () => {
    const title = escapedHtml(name)
    const page = `<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>${title}</title>\n</head>\n<body>\n${html}\n</body>\n</html>\n`
    saveFile(`${name.replace(/\.[^.]*$/u, '')}.html`, new Blob([page], { type: 'text/html;charset=utf-8' }))
  }
  return (
    <div className={classes['structure']}>
      <div className={classes['bar']}>
        <p>{t('structure.safe')}</p>
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden="true" />}
          onClick={save}
        >
          {t('structure.save')}
        </Button>
      </div>
      {/* Another scheme is another frame: one that is loading does not heed a new text. */}
      <iframe key={scheme} sandbox="" srcDoc={onPaper(html, scheme)} title={t('structure.frame')} />
    </div>
  )
}

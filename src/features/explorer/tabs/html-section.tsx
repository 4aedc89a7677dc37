import { SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyAction } from '../copy-action.tsx'
import { plainHtml } from '../../../ui/plain-html.ts'
import classes from './result-tab.module.css'

const ways = ['text', 'shown'] as const
/** More of it is not shown as text: it can be copied. */
const mostShown = 50_000

/** HTML that a recogniser answered, as text or as it looks: without anything that acts, in a frame that allows nothing. */
export function HtmlSection({ html }: { html: string }) {
  const { t } = useTranslation('explorer')
  const [way, setWay] = useState<(typeof ways)[number]>('text')
  const plain = useMemo(() => (way === 'shown' ? plainHtml(html) : ''), [html, way])
  return (
    <div className={classes['html']}>
      <div className={classes['htmlBar']}>
        <SegmentedControl
          size="xs"
          aria-label={t('result.htmlAs')}
          value={way}
          onChange={(value) => setWay(ways.find((each) => each === value) ?? 'text')}
          data={ways.map((value) => ({ value, label: t(`result.html.${value}`) }))}
        />
        <CopyAction value={html} label={t('result.copyHtml')} />
      </div>
      {way === 'text' ? (
        // What scrolls must be reachable by the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre tabIndex={0}>{html.slice(0, mostShown)}</pre>
      ) : (
        <iframe sandbox="" srcDoc={plain} title={t('result.htmlFrame')} />
      )}
    </div>
  )
}

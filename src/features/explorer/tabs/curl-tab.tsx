import { Button, CopyButton } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './exchange.module.css'

/** The same recognition for a shell: this console signs it, so the line holds no cloud's key. */
export function CurlTab({ line }: { line: string }) {
  const { t } = useTranslation('explorer')
  return (
    <div className={classes['list']}>
      <p className={classes['lead']}>{t('curl.lead')}</p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keyboard */}
      <pre className={classes['body']} tabIndex={0} data-testid="curl">
        {line}
      </pre>
      <CopyButton value={line}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
            onClick={copy}
          >
            {t(copied ? 'curl.copied' : 'curl.copy')}
          </Button>
        )}
      </CopyButton>
      <p className={classes['lead']}>{t('curl.token')}</p>
    </div>
  )
}

import { Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Exchange } from '#contract/exchange'
import { labelText } from '../../../ui/recogniser.ts'
import { CopyAction } from '../copy-action.tsx'
import { ExchangeHead } from './exchange-head.tsx'
import classes from './exchange.module.css'

/** A step's value line by line: where a line ends counts, so each has its number. */
function Lines({ value }: { value: string }) {
  return (
    <ol className={classes['steps']}>
      {value.split('\n').map((line, index) => (
        // Lines of one text, made anew as a whole.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index}>
          <code>{line === '' ? ' ' : line}</code>
        </li>
      ))}
    </ol>
  )
}

/** How a request was signed, step by step: canonical request, string to sign, signature. Keys are named, never shown. */
export function SigningTab({ exchanges }: { exchanges: readonly Exchange[] }) {
  const { t, i18n } = useTranslation('explorer')
  const signed = exchanges.filter(({ signing }) => signing.length > 0)
  const usual = Math.max(
    0,
    signed.findIndex(({ purpose }) => purpose === 'recognise'),
  )
  const [picked, setPicked] = useState<number | null>(null)
  const shown = signed[picked ?? usual]
  if (!shown) return <p className={classes['none']}>{t('signing.none')}</p>
  return (
    <div className={classes['list']}>
      <p className={classes['lead']}>{t('signing.lead')}</p>
      {signed.length > 1 && (
        <Select
          size="xs"
          label={t('signing.of')}
          value={String(picked ?? usual)}
          onChange={(value) => setPicked(Number(value))}
          allowDeselect={false}
          data={signed.map(({ purpose, attempt, request }, index) => ({
            value: String(index),
            label: `${index + 1}. ${t(`purpose.${purpose}`)} · ${request.method} ${request.url.slice(0, 60)}${attempt > 1 ? ` (${attempt})` : ''}`,
          }))}
        />
      )}
      <ExchangeHead exchange={shown} />
      <ol className={classes['signing']}>
        {shown.signing.map(({ id, label, value }, index) => (
          <li key={id} data-testid="signing-step" data-step={id}>
            <h4 className={classes['part']}>
              <span className={classes['stepNumber']}>{index + 1}</span>
              {labelText(label, i18n.language)}
              <CopyAction value={value} label={t('signing.copy', { step: labelText(label, i18n.language) })} />
            </h4>
            <Lines value={value} />
          </li>
        ))}
      </ol>
    </div>
  )
}

import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api/problem-error.ts'
import { useProblemText } from '../problem-text.ts'
import { BeyondPackages } from './beyond-packages.tsx'
import classes from './beyond-packages.module.css'
import type { PriceGate } from './use-prices.ts'

/** Why calls may not be sent yet, and the way on: their price cannot be had, or somebody has yet to see that packages have ended. */
export function PriceHold({ gate: { price, error, retry } }: { gate: PriceGate }) {
  const { t } = useTranslation()
  const text = useProblemText()
  if (error === null) return <BeyondPackages quotes={price?.unseen ?? []} />
  const { title, detail } = text(problemOf(error))
  return (
    <div className={classes['notice']} role="alert" data-testid="price-unknown">
      <IconAlertTriangle size={18} aria-hidden="true" />
      <div className={classes['text']}>
        <p>
          <strong>{t('price.notHad')}</strong> {[title, detail].filter(Boolean).join('. ')}
        </p>
        <p>{t('price.notHadText')}</p>
        <Button color="red" size="compact-sm" onClick={retry}>
          {t('action.retry')}
        </Button>
      </div>
    </div>
  )
}

import { useTranslation } from 'react-i18next'
import type { Package } from '../../api/packages.ts'
import { useFormat } from '../../ui/format.ts'
import { useAmount } from './names.ts'
import classes from './quota-bar.module.css'

const shareOf = (part: number, whole: number) => `${whole === 0 ? 0 : (100 * part) / whole}%`

/** What of a package is used, on its way and left: a bar, and beside it the same in numbers, which are what a reader is told. */
export function QuotaBar({ of: { unit, units, used, reserved, left } }: { of: Package }) {
  const { t } = useTranslation('quota')
  const format = useFormat()
  const amount = useAmount()
  return (
    <div className={classes['quota']}>
      <svg className={classes['bar']} aria-hidden="true" preserveAspectRatio="none">
        <rect className={classes['used']} width={shareOf(used, units)} height="100%" />
        <rect className={classes['reserved']} x={shareOf(used, units)} width={shareOf(reserved, units)} height="100%" />
      </svg>
      <dl className={classes['figures']}>
        <div>
          <dt>
            <span className={classes['key']} data-part="used" aria-hidden="true" />
            {t('bar.used')}
          </dt>
          <dd>
            {t('bar.usedOf', { used: format.number(unit === 'call' ? used : used / 100), all: amount(unit, units) })}
          </dd>
        </div>
        {reserved > 0 && (
          <div>
            <dt>
              <span className={classes['key']} data-part="reserved" aria-hidden="true" />
              {t('bar.reserved')}
            </dt>
            <dd>{amount(unit, reserved)}</dd>
          </div>
        )}
        <div>
          <dt>
            <span className={classes['key']} data-part="left" aria-hidden="true" />
            {t('bar.left')}
          </dt>
          <dd data-testid="package-left">{amount(unit, left)}</dd>
        </div>
      </dl>
    </div>
  )
}

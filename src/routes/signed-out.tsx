import { Button } from '@mantine/core'
import { createFileRoute } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Notice } from '../ui/notice.tsx'
import { ProductMark } from '../ui/product-mark.tsx'
import { usePageTitle } from '../ui/use-page-title.ts'

export const Route = createFileRoute('/signed-out')({ component: SignedOutPage })

function SignedOutPage() {
  const { t } = useTranslation()
  usePageTitle(t('signedOut.title'))
  return (
    <main style={{ display: 'grid', minHeight: '100dvh' }}>
      <Notice
        heading="h1"
        picture={<ProductMark size={40} />}
        title={t('signedOut.title')}
        actions={
          // A whole new page, so that nothing of the last session is left in memory.
          <Button variant="default" onClick={() => location.assign('/documents')}>
            {t('signedOut.again')}
          </Button>
        }
      >
        <p>{t('signedOut.text')}</p>
        <p>
          {t('signedOut.own')} <code>npm start</code>
        </p>
        <p>{t('signedOut.team')}</p>
      </Notice>
    </main>
  )
}

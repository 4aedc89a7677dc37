import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { SampleGrid } from './sample-grid.tsx'

export function SamplesDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="xl"
      title={t('intake.samples')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <SampleGrid onAdded={onClose} />
    </Modal>
  )
}

import { Modal, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SampleGrid } from './sample-grid.tsx'

export function SamplesDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="xl"
      title={t('intake.samples')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <TextInput
        type="search"
        aria-label={t('intake.samplesSearch')}
        placeholder={t('intake.samplesSearch')}
        leftSection={<IconSearch size={17} aria-hidden="true" />}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        data-autofocus
        mb="md"
      />
      <SampleGrid words={words} onAdded={onClose} />
    </Modal>
  )
}

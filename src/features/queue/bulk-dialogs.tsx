import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Recogniser } from '../../api/documents.ts'
import { useFormat } from '../../ui/format.ts'
import { ModeBadge } from '../../ui/mode-badge.tsx'
import { PriceHold } from '../../ui/price/price-hold.tsx'
import { usePriceText } from '../../ui/price/price-text.ts'
import { usePriceGate } from '../../ui/price/use-prices.ts'
import { recogniserKey, useRecognisers } from '../../ui/recogniser.ts'
import { RecogniserSelect } from '../../ui/recogniser-select.tsx'

interface DialogProps {
  opened: boolean
  count: number
  busy: boolean
  onClose: () => void
}

/** Asks before documents are deleted, and says how many. */
export function DeleteDialog({ opened, count, busy, onClose, onConfirm }: DialogProps & { onConfirm: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const counted = { count, formatted: format.number(count) }
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('queue.deleteTitle', counted)}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack gap="lg">
        <Text>{t('queue.deleteText')}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('action.cancel')}
          </Button>
          <Button color="red" onClick={onConfirm} loading={busy}>
            {t('queue.deleteConfirm', counted)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** Asks with what the chosen documents are to be read again. */
export function RecogniseDialog({
  opened,
  count,
  busy,
  onClose,
  onConfirm,
}: DialogProps & { onConfirm: (recogniser: Recogniser) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { choices, chosen } = useRecognisers()
  const [picked, setPicked] = useState<Recogniser | null>(null)
  const recogniser = picked ?? chosen?.recogniser ?? null
  const choice = choices.find((each) => recogniser && recogniserKey(each.recogniser) === recogniserKey(recogniser))
  const priceText = usePriceText()
  const gate = usePriceGate(
    opened && recogniser && count > 0
      ? [{ provider: recogniser.provider, capability: recogniser.capability, calls: count }]
      : [],
  )
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('queue.recogniseTitle', { count, formatted: format.number(count) })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack gap="lg">
        <Stack gap="xs">
          <RecogniserSelect choices={choices} value={recogniser} onChange={setPicked} />
          <Group gap="xs">{choice && <ModeBadge mode={choice.mode} />}</Group>
        </Stack>
        <Text c="var(--fp-text-muted)" size="sm">
          {t('queue.recogniseText')} {choice && choice.mode !== 'local' && t('queue.recognisePages')}
        </Text>
        {choice?.mode === 'sandbox' && (
          <Text c="var(--fp-text-muted)" size="sm">
            {t('price.sandbox')}
          </Text>
        )}
        <PriceHold gate={gate} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button
            onClick={() => recogniser && onConfirm(recogniser)}
            disabled={!recogniser || !gate.open}
            loading={busy}
          >
            {[t('queue.recogniseConfirm'), gate.price && priceText(gate.price)].filter(Boolean).join(' · ')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

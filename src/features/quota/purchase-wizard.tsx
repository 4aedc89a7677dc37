import { Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderStart } from '#contract/metering'
import { createOrder, refreshPackages, type Offer, type Order } from '../../api/packages.ts'
import { ModeBadge } from '../../ui/mode-badge.tsx'
import { useProviderName } from '../../ui/recogniser-name.ts'
import { useCapabilityName } from './names.ts'
import { linesOf, type Quantities } from './purchase.ts'
import { ChooseStep } from './steps/choose-step.tsx'
import { ConfirmStep } from './steps/confirm-step.tsx'
import { DoneStep } from './steps/done-step.tsx'
import { PayStep } from './steps/pay-step.tsx'
import classes from './purchase-wizard.module.css'

/** The four steps of the documents (seed-facts/ctyun/console.json, `buy.step1` to `buy.step4`). */
const steps = ['choose', 'confirm', 'pay', 'done'] as const
type Step = (typeof steps)[number]

interface PurchaseWizardProps {
  offer: Offer
  /** Packages of the same sort are still to be used, so that new ones may begin after them. */
  hasOpen: boolean
  /** What was bought before and is bought again. */
  again?: { quantities: Quantities; starts: OrderStart } | undefined
  /** An order that only has to be paid. */
  order?: Order | undefined
  onClose: () => void
}

/** Size and quantity, confirm with the agreement ticked, pay, done. */
export function PurchaseWizard({ offer, hasOpen, again, order: unpaid, onClose }: PurchaseWizardProps) {
  const { t } = useTranslation('quota')
  const shell = useTranslation().t
  const providerName = useProviderName()
  const capabilityName = useCapabilityName()
  const client = useQueryClient()
  const [step, setStep] = useState<Step>(unpaid ? 'pay' : 'choose')
  const [quantities, setQuantities] = useState<Quantities>(again?.quantities ?? {})
  const [starts, setStarts] = useState<OrderStart>(again?.starts ?? 'now')
  const [order, setOrder] = useState(unpaid)
  const { provider, capabilities } = offer
  // An order is paid where it was made, also when the provider has changed its mode since.
  const mode = order?.mode ?? offer.mode
  const create = useMutation({
    mutationFn: () => createOrder({ provider, lines: linesOf(offer, quantities), agreed: true, starts }),
    onSuccess: async (created) => {
      setOrder(created)
      setStep('pay')
      await refreshPackages(client)
    },
  })
  const product =
    capabilities.length === 1
      ? capabilityName(provider, capabilities[0]!.id)
      : t('card.shared', { count: capabilities.length })
  return (
    <Modal
      opened
      onClose={onClose}
      size="44rem"
      title={t('buy.title', { product })}
      closeButtonProps={{ 'aria-label': shell('action.close') }}
    >
      <p className={classes['whose']}>
        <bdi>{providerName(provider)}</bdi> <ModeBadge mode={mode} />
        <span>{t(`buy.mode.${mode === 'live' ? 'live' : 'sandbox'}`)}</span>
      </p>
      <ol className={classes['steps']} aria-label={t('buy.steps')}>
        {steps.map((each, index) => (
          <li
            key={each}
            aria-current={each === step ? 'step' : undefined}
            data-done={index < steps.indexOf(step) || undefined}
          >
            <span className={classes['number']}>{index + 1}</span>
            {t(mode === 'live' && each === 'pay' ? 'buy.step.record' : `buy.step.${each}`)}
          </li>
        ))}
      </ol>
      {step === 'choose' && (
        <ChooseStep
          offer={offer}
          hasOpen={hasOpen}
          quantities={quantities}
          starts={starts}
          onQuantities={setQuantities}
          onStarts={setStarts}
          onCancel={onClose}
          onNext={() => setStep('confirm')}
        />
      )}
      {step === 'confirm' && (
        <ConfirmStep
          offer={offer}
          product={product}
          quantities={quantities}
          starts={starts}
          isOrdering={create.isPending}
          error={create.error}
          onBack={() => setStep('choose')}
          onOrder={() => create.mutate()}
        />
      )}
      {step === 'pay' && order && (
        <PayStep
          order={order}
          onLater={onClose}
          onPaid={(paid) => {
            setOrder(paid)
            setStep('done')
          }}
        />
      )}
      {step === 'done' && order && <DoneStep order={order} offer={offer} product={product} onClose={onClose} />}
    </Modal>
  )
}

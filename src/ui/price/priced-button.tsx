import { Button, type ButtonProps } from '@mantine/core'
import type { PricedCalls } from '../../api/prices.ts'
import { PriceHold } from './price-hold.tsx'
import { usePriceText } from './price-text.ts'
import { usePriceGate } from './use-prices.ts'

interface PricedButtonProps extends ButtonProps {
  asked: readonly PricedCalls[]
  label: string
  onClick: () => void
}

/** A button that makes calls: their price is on it, and it waits for that price and for the warnings that come with it. */
export function PricedButton({ asked, label, disabled, ...button }: PricedButtonProps) {
  const text = usePriceText()
  const gate = usePriceGate(asked)
  return (
    <>
      <PriceHold gate={gate} />
      <Button {...button} disabled={disabled === true || !gate.open}>
        {[label, gate.price && text(gate.price)].filter(Boolean).join(' · ')}
      </Button>
    </>
  )
}

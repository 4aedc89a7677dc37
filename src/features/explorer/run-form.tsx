import { Button, Kbd, Progress, Select } from '@mantine/core'
import { IconPlayerPlayFilled, IconPlayerStopFilled } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { kindByName } from '#contract/documents/index'
import type { LimitBreach } from '#contract/limits'
import type { Sample } from '../../api/samples.ts'
import type { Capability, ProviderDescription } from '../../api/providers.ts'
import { ModeBadge } from '../../ui/mode-badge.tsx'
import { PriceHold } from '../../ui/price/price-hold.tsx'
import { usePriceText } from '../../ui/price/price-text.ts'
import type { PriceGate } from '../../ui/price/use-prices.ts'
import { labelText } from '../../ui/recogniser.ts'
import type { ChosenFile } from './chosen-file.ts'
import { FileField } from './form/file-field.tsx'
import { ParameterField } from './form/parameter-field.tsx'
import { formParameters, type Refusal, type Values } from './form/parameter-values.ts'
import classes from './run-form.module.css'

const onMac = navigator.platform.startsWith('Mac')

interface RunFormProps {
  provider: ProviderDescription
  capability: Capability
  values: Values
  refusals: Readonly<Record<string, Refusal>>
  onValue: (name: string, value: string) => void
  /** The kind that is expected, where no parameter decides on it and there are several. */
  kind: string | undefined
  onKind: (kind: string) => void
  chosen: ChosenFile | null
  breaches: readonly LimitBreach[]
  dragging: boolean
  onOpenFile: () => void
  onSample: (sample: Sample) => void
  /** What the run would cost; null while it is not known. */
  gate: PriceGate
  /** What is under way, in words, and how much of it is done (0..1). */
  working: { text: string; share: number } | null
  onRun: () => void
  onCancel: () => void
}

/** The form of one capability, made from the catalogue alone: parameters, file, and Run. */
export function RunForm(props: RunFormProps) {
  const { provider, capability, values, refusals, onValue, kind, onKind, chosen, breaches, dragging } = props
  const { gate, working, onOpenFile, onSample, onRun, onCancel } = props
  const { t, i18n } = useTranslation('explorer')
  const shell = useTranslation().t
  const parameters = formParameters(capability)
  const priceText = usePriceText()
  const sendable = provider.ready && chosen !== null && breaches.length === 0 && Object.keys(refusals).length === 0
  const nameOf = (name: string) => {
    const label = kindByName(name)?.label
    return label ? labelText(label, i18n.language) : name
  }
  return (
    <form
      className={classes['form']}
      aria-label={t('form.label')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onRun()
      }}
    >
      <div className={classes['scroller']}>
        <header className={classes['head']}>
          <h1 className={classes['title']}>{labelText(capability.label, i18n.language)}</h1>
          <p className={classes['facts']}>
            <ModeBadge mode={provider.mode} />
            <span>{labelText(provider.label, i18n.language)}</span>
            {capability.asynchronous && <span>{t('form.job')}</span>}
          </p>
          <code className={classes['id']}>{capability.id}</code>
          {capability.description && (
            <p className={classes['description']}>{labelText(capability.description, i18n.language)}</p>
          )}
          <p className={classes['description']}>
            {t('form.reads', { kinds: capability.kinds.map(nameOf).join(', ') })}
          </p>
          {capability.delivery === 'browser' && <p className={classes['description']}>{t('form.direct')}</p>}
        </header>
        {(parameters.length > 0 || kind !== undefined) && (
          <div className={classes['parameters']}>
            {parameters.map((parameter) => (
              <ParameterField
                key={parameter.name}
                parameter={parameter}
                value={values[parameter.name] ?? ''}
                refusal={refusals[parameter.name]}
                onChange={(value) => onValue(parameter.name, value)}
              />
            ))}
            {kind !== undefined && (
              <Select
                size="sm"
                label={t('form.kind')}
                description={t('form.kindText')}
                value={kind}
                onChange={(value) => value && onKind(value)}
                data={capability.kinds.map((value) => ({ value, label: nameOf(value) }))}
                allowDeselect={false}
                checkIconPosition="right"
                comboboxProps={{ shadow: 'md' }}
              />
            )}
          </div>
        )}
        <FileField
          limits={capability.limits}
          kinds={capability.kinds}
          chosen={chosen}
          breaches={breaches}
          dragging={dragging}
          onOpen={onOpenFile}
          onSample={onSample}
        />
      </div>
      <div className={classes['run']}>
        {provider.mode === 'live' && <p className={classes['live']}>{shell('intake.live')}</p>}
        {!provider.ready && <p className={classes['live']}>{t('form.notReady')}</p>}
        {provider.ready && provider.mode === 'sandbox' && (
          <p className={classes['sandbox']}>{shell('price.sandbox')}</p>
        )}
        {!working && <PriceHold gate={gate} />}
        {working ? (
          <>
            <div className={classes['progress']}>
              <output data-testid="run-progress">{working.text}</output>
              <Progress value={Math.max(3, working.share * 100)} size="sm" animated aria-label={working.text} />
            </div>
            <Button
              type="button"
              variant="default"
              fullWidth
              leftSection={<IconPlayerStopFilled size={15} />}
              onClick={onCancel}
            >
              {shell('action.cancel')}
            </Button>
          </>
        ) : (
          <Button
            type="submit"
            fullWidth
            disabled={!sendable || !gate.open}
            leftSection={<IconPlayerPlayFilled size={15} />}
          >
            {[t('form.run'), gate.price && priceText(gate.price)].filter(Boolean).join(' · ')}
            <span className={classes['keys']} aria-hidden="true">
              <Kbd size="xs">{onMac ? '⌘' : 'Ctrl'}</Kbd> <Kbd size="xs">↵</Kbd>
            </span>
          </Button>
        )}
      </div>
    </form>
  )
}

import { Button, Checkbox, Modal, Select } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReadingFound } from '#contract/actions'
import { kindByName } from '#contract/documents/index'
import type { Problem } from '#contract/problem'
import type { Recogniser } from '../../api/documents.ts'
import { compareRecognisers, documentReadingsKey, isUnfinished } from '../../api/recognitions.ts'
import { Failure } from '../../ui/failure.tsx'
import { ModeBadge } from '../../ui/mode-badge.tsx'
import { PriceHold } from '../../ui/price/price-hold.tsx'
import { PriceOf } from '../../ui/price/price-of.tsx'
import { usePriceGate } from '../../ui/price/use-prices.ts'
import { useProblemText } from '../../ui/problem-text.ts'
import { labelText, recogniserKey, useRecognisers, type RecogniserChoice } from '../../ui/recogniser.ts'
import { recogniserOf } from './columns.ts'
import classes from './recogniser-chooser.module.css'

interface RecogniserChooserProps {
  documentId: string
  /** The sort of document that is compared; null while nothing was read. */
  kind: string | null
  /** Its recogniser stands in the comparison already, and is not asked again: that would be another reading to review. */
  underReview: Pick<ReadingFound, 'provider' | 'capability' | 'mode'> | null
  readings: readonly ReadingFound[]
  opened: boolean
  onClose: () => void
}

/** Recognisers that suit a kind, each once: where a parameter decides what is read, the one that reads this kind. */
function suited(choices: readonly RecogniserChoice[], kind: string): RecogniserChoice[] {
  const seen = new Set<string>()
  return choices.filter((choice) => {
    const key = `${choice.recogniser.provider} ${choice.recogniser.capability}`
    if (choice.kind !== kind || seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** Which recognisers read the document beside those that have read it already; each with its mode. */
export function RecogniserChooser({
  documentId,
  kind: known,
  underReview,
  readings,
  opened,
  onClose,
}: RecogniserChooserProps) {
  const { t, i18n } = useTranslation('compare')
  const { t: shell } = useTranslation()
  const client = useQueryClient()
  const text = useProblemText()
  const { choices } = useRecognisers()
  const [named, setNamed] = useState<string | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [refused, setRefused] = useState<{ name: string; problem: Problem }[]>([])
  const kind = known ?? named
  const offered = kind === null ? [] : suited(choices, kind)
  const kinds = [...new Set(choices.map((choice) => choice.kind))]
  const nameOf = ({ provider }: RecogniserChoice) => labelText(provider.label, i18n.language)

  const order = useMutation({
    mutationFn: (wanted: readonly Recogniser[]) =>
      compareRecognisers(
        documentId,
        wanted.map((each) => ({ ...each, ...(kind !== null && { kind }) })),
      ),
    onSuccess: ({ problems }, wanted) => {
      void client.invalidateQueries({ queryKey: documentReadingsKey(documentId) })
      setChosen(new Set())
      setRefused(
        problems.map(({ index, problem }) => {
          const key = recogniserKey(wanted[index]!)
          const choice = offered.find(({ recogniser }) => recogniserKey(recogniser) === key)
          return { name: choice ? nameOf(choice) : wanted[index]!.provider, problem }
        }),
      )
      if (problems.length === 0) onClose()
    },
  })
  const wanted = offered.filter(({ recogniser }) => chosen.has(recogniserKey(recogniser)))

  const gate = usePriceGate(
    wanted.map(({ recogniser: { provider, capability } }) => ({ provider, capability, calls: 1 })),
  )

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('choose.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': shell('action.close') }}
    >
      <div className={classes['chooser']}>
        <p className={classes['text']}>{t('choose.text')}</p>
        {known === null && (
          <Select
            label={t('choose.kind')}
            data={kinds.map((each) => ({
              value: each,
              label: labelText(kindByName(each)?.label ?? { en: each, zh: each }, i18n.language),
            }))}
            value={named}
            onChange={setNamed}
            searchable
          />
        )}
        {kind !== null && offered.length === 0 && <p className={classes['text']}>{t('choose.none')}</p>}
        <ul className={classes['list']}>
          {offered.map((choice) => {
            const { recogniser, provider, capability, mode, unfit } = choice
            const key = recogniserKey(recogniser)
            const id = recogniserOf({ provider: provider.id, capability: capability.id, mode })
            const read = readings.find((reading) => reading.kind === kind && recogniserOf(reading) === id)
            const own = underReview !== null && recogniserOf(underReview) === id
            const busy = read !== undefined && isUnfinished(read)
            const said = unfit
              ? shell(`recogniser.unfit.${unfit}`)
              : busy
                ? t('choose.busy')
                : read?.status === 'succeeded'
                  ? t('choose.done')
                  : null
            return (
              <li key={key} className={classes['item']}>
                <Checkbox
                  checked={chosen.has(key)}
                  disabled={unfit !== undefined || busy || own}
                  label={
                    <span className={classes['name']}>
                      <strong>{nameOf(choice)}</strong>
                      <ModeBadge mode={mode} />
                      {opened && !unfit && (
                        <PriceOf
                          asked={[{ provider: provider.id, capability: capability.id, calls: 1 }]}
                          className={classes['said']}
                        />
                      )}
                      {said && <span className={classes['said']}>{said}</span>}
                    </span>
                  }
                  description={labelText(capability.label, i18n.language)}
                  onChange={({ currentTarget: { checked } }) => {
                    const next = new Set(chosen)
                    if (checked) next.add(key)
                    else next.delete(key)
                    setChosen(next)
                  }}
                />
              </li>
            )
          })}
        </ul>
        {wanted.some(({ mode }) => mode === 'live') && <p className={classes['live']}>{t('choose.live')}</p>}
        <PriceHold gate={gate} />
        {refused.map(({ name, problem }) => {
          const { title, detail } = text(problem)
          return (
            <p key={name} role="alert" className={classes['refused']}>
              <strong>{t('choose.refused', { name })}</strong> {title}. {detail}
            </p>
          )
        })}
        {order.error !== null && <Failure error={order.error} />}
        <div className={classes['actions']}>
          <Button variant="default" onClick={onClose}>
            {t('choose.cancel')}
          </Button>
          <Button
            disabled={wanted.length === 0 || !gate.open}
            loading={order.isPending}
            onClick={() => order.mutate(wanted.map(({ recogniser }) => recogniser))}
          >
            {t('choose.run', { number: wanted.length })}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

import { Button, Loader, SegmentedControl } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { compareRecognisers, documentReadingsKey, isUnfinished } from '../../api/recognitions.ts'
import { problemOf } from '../../api/problem-error.ts'
import { useReview } from '../../editor/index.ts'
import { useAnnounce } from '../../ui/announce.tsx'
import { Failure } from '../../ui/failure.tsx'
import { useProblemText } from '../../ui/problem-text.ts'
import { choicesOf, kindOf } from '../../ui/recogniser.ts'
import { providersQuery } from '../../api/providers.ts'
import { CompareBar } from './compare-bar.tsx'
import type { Column } from './columns.ts'
import { KeyHelp } from './key-help.tsx'
import { registerCompareLanguage } from './language/index.ts'
import { MatrixTable } from './matrix-table.tsx'
import { PageGroup } from './page-group.ts'
import { PageViews } from './page-views.tsx'
import { TextTable } from './text-table.tsx'
import { RecogniserChooser } from './recogniser-chooser.tsx'
import { useCompareKeys } from './use-compare-keys.ts'
import { useComparison } from './use-comparison.ts'
import { useReadings } from './use-readings.ts'
import classes from './compare-page.module.css'

await registerCompareLanguage()

interface ComparePageProps {
  documentId: string
  /** Back to the workbench of the document. */
  onLeave: () => void
}

/** Has the recogniser of a column read the document once more, as it was asked before. */
function useAgain(documentId: string) {
  const client = useQueryClient()
  const announce = useAnnounce()
  const text = useProblemText()
  const { mutate } = useMutation({
    mutationFn: async ({ provider, capability, reading: { kind } }: Column) => {
      const choices = choicesOf(await client.ensureQueryData(providersQuery))
      const same = choices.find(({ recogniser, capability: each }) => {
        const { parameters = {} } = recogniser
        return recogniser.provider === provider && each.id === capability && kindOf(each, parameters) === kind
      })
      const parameters = same?.recogniser.parameters
      const { problems } = await compareRecognisers(documentId, [
        { provider, capability, kind, ...(parameters && { parameters }) },
      ])
      const [refused] = problems
      if (refused) announce(text(refused.problem).title, 'danger')
      await client.invalidateQueries({ queryKey: documentReadingsKey(documentId) })
    },
    onError: (error) => announce(text(problemOf(error)).title, 'danger'),
  })
  return mutate
}

/** One document through several recognisers: pages above, fields by recogniser below, and the keys that take a reading. */
export function ComparePage({ documentId, onLeave }: ComparePageProps) {
  const { t } = useTranslation('compare')
  const root = useRef<HTMLDivElement>(null)
  const [group] = useState(() => new PageGroup())
  const { review, error, retry } = useReview(documentId)
  const readings = useReadings(documentId)
  const comparison = useComparison(review, readings.data, { group, leave: onLeave })
  const { kind, columns, rows, texts, items, active, setActive, focusCount, said } = comparison
  const { nameOf, labelOf, fieldOf, nameOfText, take, run } = comparison
  const [choosing, setChoosing] = useState<boolean | null>(null)
  const [part, setPart] = useState<'fields' | 'pages'>('fields')
  const narrow = useMediaQuery('(max-width: 62em)') ?? false
  const again = useAgain(documentId)
  useCompareKeys(root, run)

  const failure = error ?? readings.error
  if (failure !== null) {
    return (
      <div className={classes['alone']}>
        <Failure error={failure} onRetry={() => (error === null ? void readings.refetch() : retry())}>
          <Button onClick={onLeave}>{t('back')}</Button>
        </Failure>
      </div>
    )
  }
  if (!review || !readings.data) {
    return (
      <output className={classes['alone']} aria-label={t('loading')}>
        <Loader aria-hidden="true" />
      </output>
    )
  }
  const alone = columns.length < 2
  // Who comes with one reading comes to choose others.
  const opened = choosing ?? (alone && !readings.data.some(isUnfinished))
  return (
    <div ref={root} className={classes['page']} data-testid="compare" data-document={documentId}>
      <CompareBar review={review} comparison={comparison} onLeave={onLeave} onChoose={() => setChoosing(true)} />
      {(review.heldBy !== null || review.decision !== 'open') && (
        <output className={classes['notice']}>
          {review.heldBy === null ? t('decided') : t('heldBy', { name: review.heldBy })}
        </output>
      )}
      {narrow && (
        <SegmentedControl
          className={classes['parts']}
          aria-label={t('narrow.label')}
          value={part}
          onChange={(next) => setPart(next)}
          data={(['fields', 'pages'] as const).map((value) => ({ value, label: t(`narrow.${value}`) }))}
        />
      )}
      <div className={classes['body']}>
        {(!narrow || part === 'pages') && (
          <PageViews
            pages={review.pages}
            columns={columns}
            rows={texts?.rows ?? rows}
            active={active}
            group={group}
            single={narrow}
            nameOf={nameOf}
            labelOf={labelOf}
            onActive={setActive}
          />
        )}
        {(!narrow || part === 'fields') && (
          <div className={classes['fields']}>
            {alone && <p className={classes['hint']}>{t('matrix.few')}</p>}
            {texts && <p className={classes['hint']}>{t('matrix.noFields')}</p>}
            {texts && (
              <TextTable
                columns={columns}
                texts={texts}
                active={active}
                focusCount={focusCount}
                nameOfText={nameOfText}
                labelOf={labelOf}
                onActive={setActive}
                onAgain={again}
              />
            )}
            {columns.length > 0 && rows.length > 0 && (
              <MatrixTable
                columns={columns}
                rows={rows}
                items={items}
                active={active}
                focusCount={focusCount}
                editable={review.editable}
                nameOf={nameOf}
                labelOf={labelOf}
                fieldOf={fieldOf}
                onActive={setActive}
                onTake={take}
                onAgain={again}
              />
            )}
          </div>
        )}
      </div>
      {!narrow && <KeyHelp />}
      <RecogniserChooser
        documentId={documentId}
        kind={kind}
        underReview={review.recognition}
        readings={readings.data}
        opened={opened}
        onClose={() => setChoosing(false)}
      />
      <div className={classes['announcer']} aria-live="polite" aria-atomic="true" data-testid="compare-announcer">
        {/* A new element each time: the same words are then said again. */}
        <span key={said.count}>{said.words}</span>
      </div>
    </div>
  )
}

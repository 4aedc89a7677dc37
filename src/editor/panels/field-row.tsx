import { Loader } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCheck,
  IconPencil,
  IconSquareDashed,
  IconSquare,
  IconHandStop,
} from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Page } from '#contract/document'
import type { Quad } from '#contract/geometry'
import { checkMessage } from '#contract/checks/messages/index'
import { useFormat } from '../../ui/format.ts'
import { readingsIn, takeReading } from '../model/actions.ts'
import type { ReviewItem } from '#contract/review'
import { isEditable } from '../model/editor-state.ts'
import { alignCharacters } from '../model/characters.ts'
import { comparisonOf, differingQuads, type ComparedRun } from '../model/comparison.ts'
import { partOfPage } from '../model/part-of-page.ts'
import { useEditor } from '../use-editor.ts'
import { useKeyHints } from '../use-key-hints.ts'
import { useWorkbench } from '../workbench-context.ts'
import { useRecogniserName } from '../../ui/recogniser-name.ts'
import { ConfidenceChip } from './confidence-chip.tsx'
import { Crop } from './crop.tsx'
import { FieldInput } from './field-input.tsx'
import { Glyphs } from './glyphs.tsx'
import classes from './panels.module.css'

function SourceIcon({ source }: { source: ReviewItem['boxSource'] }) {
  const { t } = useTranslation('editor')
  if (source === null) return null
  const Icon = source === 'provider' ? IconSquare : source === 'grounded' ? IconSquareDashed : IconHandStop
  return (
    <span className={classes['source']} data-source={source} title={t(`legend.${source}`)} aria-hidden="true">
      <Icon size={14} stroke={2} />
    </span>
  )
}

/** The box of an item for who cannot see the page: its number there, where it stands and who placed it. */
function PlaceInWords({ item, number, page }: { item: ReviewItem; number: number; page: Page | undefined }) {
  const { t } = useTranslation('editor')
  const part = page && partOfPage(item.quads, page)
  const words =
    part === null || part === undefined || item.boxSource === null
      ? t('place.none')
      : t('place.box', {
          number,
          page: item.page + 1,
          part: t(`place.${part}`),
          source: t(`legend.${item.boxSource}`),
        })
  return (
    <span id={`place-${item.id}`} className={classes['unseen']}>
      {words}
    </span>
  )
}

/** Where the doubtful character in hand stands on the page; without one, the characters that were read in two ways. */
export function markedQuads(item: ReviewItem, index: number | null): Quad[] {
  if (index === null || item.value === null) return differingQuads(item)
  const position = alignCharacters(item.value, item.chars)[index]
  const quad = position === null || position === undefined ? undefined : item.chars[position]?.quad
  return quad ? [quad] : []
}

function Runs({ runs }: { runs: readonly ComparedRun[] }) {
  return (
    <bdi>
      {runs.map(({ text, differs }, index) => {
        const Run = differs ? 'mark' : 'span'
        // A run has no name but its place in the value.
        // oxlint-disable-next-line react/no-array-index-key
        return <Run key={index}>{text}</Run>
      })}
    </bdi>
  )
}

/** The provider's value and our engine's reading of the same place, the characters marked in which they differ. */
function Comparison({ item }: { item: ReviewItem }) {
  const { t } = useTranslation('editor')
  const format = useFormat()
  if (item.agreement === null || item.agreement === 1) return null
  const runs = comparisonOf(item)
  if (!runs) {
    const key = item.agreement === 0 && item.quads.length === 0 ? 'notOnPage' : 'agreement'
    return <p className={classes['hint']}>{t(`fields.${key}`, { percent: format.percent(item.agreement) })}</p>
  }
  return (
    <dl className={classes['comparison']} aria-label={t('fields.comparison')}>
      <dt>{t('fields.provider')}</dt>
      <dd>
        <Runs runs={runs.provider} />
      </dd>
      <dt>{t('fields.engine')}</dt>
      <dd>
        <Runs runs={runs.engine} />
        <span className={classes['alike']}>{t('fields.alike', { percent: format.percent(item.agreement) })}</span>
      </dd>
    </dl>
  )
}

/** Readings that are shown; Arrow-down goes through all of them. */
const SHOWN_AT_MOST = 8

/** What is shown below the input in focus: broken checks, other readings, what keys can do. */
export function Details({ item }: { item: ReviewItem }) {
  const { t, i18n } = useTranslation('editor')
  const { session } = useWorkbench()
  const format = useFormat()
  const whoReads = useRecogniserName()
  const checks = useEditor(session, (state) => state.checks.get(item.id))
  const others = useEditor(session, (state) => state.otherReadings.get(item.id))
  const looking = useEditor(session, (state) => state.looking.has(item.id))
  const hand = useEditor(session, (state) => state.hand)
  const editable = useEditor(session, isEditable)
  const hints = useKeyHints()
  // Both are read again from the state below; they are what the readings follow from.
  void others
  const readings = readingsIn(session.state, item)
  const choices = readings.filter(({ value }) => value !== item.value)
  const broken = (checks ?? []).filter(({ ok }) => !ok)
  return (
    <div className={classes['details']}>
      {broken.map((check) => (
        <p key={check.id} className={classes['broken']}>
          <IconAlertTriangle size={16} stroke={2} aria-hidden="true" />
          {checkMessage(check, i18n.language)}
        </p>
      ))}
      {looking && (
        <p className={classes['hint']}>
          <Loader size={14} aria-hidden="true" /> {t('fields.looking')}
        </p>
      )}
      {item.unread && <p className={classes['hint']}>{t('fields.unread')}</p>}
      {item.quads.length === 0 && editable && (
        <p className={classes['hint']}>
          {t('fields.noPlace')} <span className={classes['ofKeys']}>{hints.draw}</span>
        </p>
      )}
      {hand === 'box' && editable && item.quads.length > 0 && (
        <p className={classes['hint']}>
          {t('fields.boxInHand')} <span className={classes['ofKeys']}>{`${hints.moveBox} ${hints.removeBox}`}</span>
        </p>
      )}
      <Comparison item={item} />
      {choices.length > 0 && editable && (
        <ul className={classes['readings']} aria-label={t('fields.readings')}>
          {choices.slice(0, SHOWN_AT_MOST).map(({ value, origin, confidence, by }) => (
            <li key={value}>
              <button
                type="button"
                className={classes['reading']}
                data-origin={origin}
                onClick={() => takeReading(session, item.id, value, readings)}
              >
                <bdi>{value}</bdi>
                <span>
                  {[by ? whoReads(by) : t(`origin.${origin}`), confidence === null ? null : format.percent(confidence)]
                    .filter(Boolean)
                    .join(' ')}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** One field or line: its name, what is known of it, its place on the page when it is in focus, and its input. */
export const FieldRow = memo(function FieldRow({ id, number, label }: { id: string; number: number; label: string }) {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const item = useEditor(session, (state) => state.byId.get(id))
  const flag = useEditor(session, (state) => state.flags.get(id) ?? null)
  const threshold = useEditor(session, (state) => state.threshold)
  const current = useEditor(session, (state) => state.focus === id)
  const pages = useEditor(session, (state) => state.pages)
  const doubtful = useEditor(session, (state) => (state.doubtful?.item === id ? state.doubtful.index : null))
  const quad = useEditor(session, (state) => (state.focus === id ? state.quad : 0))
  if (!item) return null
  const page = pages[item.page]
  const corrected = item.value !== item.machine.value
  const status = item.mark ?? (corrected ? 'corrected' : item.accepted ? 'accepted' : null)
  return (
    <div
      className={classes['row']}
      data-current={current || undefined}
      data-flag={flag ?? undefined}
      data-row={id}
      aria-current={current ? 'true' : undefined}
    >
      <div className={classes['head']}>
        <span className={classes['number']} aria-hidden="true">
          {number}
        </span>
        <label htmlFor={`field-${id}`} className={classes['label']}>
          {label}
        </label>
        <span className={classes['facts']} id={`facts-${id}`}>
          {flag && (
            <span className={classes['flag']} data-reason={flag}>
              {t(`flag.${flag}`)}
            </span>
          )}
          {status && (
            <span className={classes['status']} data-status={status}>
              {status === 'corrected' ? (
                <IconPencil size={14} stroke={2} aria-hidden="true" />
              ) : (
                <IconCheck size={14} stroke={2} aria-hidden="true" />
              )}
              {t(`fields.${status}`)}
            </span>
          )}
          <SourceIcon source={item.boxSource} />
          {item.returned && item.machine.value !== null && !corrected && (
            <ConfidenceChip value={item.confidence} threshold={threshold} />
          )}
        </span>
        <PlaceInWords item={item} number={number} page={page} />
      </div>
      {current && page && item.quads.length > 0 && (
        <Crop
          key={page.imageUrl}
          page={page}
          quads={item.quads}
          marked={markedQuads(item, doubtful)}
          label={t('fields.crop')}
          current={quad}
        />
      )}
      {current && page && doubtful !== null && <Glyphs key={page.imageUrl} item={item} page={page} />}
      <FieldInput item={item} />
      {corrected && item.machine.value !== null && (
        <p className={classes['machine']}>
          <bdi>{t('fields.machine', { value: item.machine.value })}</bdi>
        </p>
      )}
      {current && <Details item={item} />}
    </div>
  )
})

import { Checkbox } from '@mantine/core'
import { IconAlertOctagon, IconCheck, IconColumns3, IconUserEdit } from '@tabler/icons-react'
import { memo, type CSSProperties, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentSummary } from '#contract/document'
import { kindByName } from '#contract/documents/index'
import { thumbnailUrl } from '../../api/documents.ts'
import { Confidence } from '../../ui/confidence.tsx'
import { DocumentStateBadge } from '../../ui/document-state.tsx'
import { useFormat } from '../../ui/format.ts'
import { ModeBadge } from '../../ui/mode-badge.tsx'
import { useProblemText } from '../../ui/problem-text.ts'
import { labelText, useRecognisers } from '../../ui/recogniser.ts'
import classes from './document-list.module.css'

interface DocumentRowProps {
  document: DocumentSummary
  index: number
  style: CSSProperties
  href: string
  /** The comparison of its readings. */
  compareHref: string
  now: number
  selected: boolean
  active: boolean
  onClick: (event: MouseEvent, id: string) => void
  onFocus: (id: string) => void
  onToggle: (id: string, ranged: boolean) => void
}

function State({ document }: { document: DocumentSummary }) {
  const { t } = useTranslation()
  const format = useFormat()
  const text = useProblemText()
  const { state, progress, error, claim } = document
  const moving = state === 'running' || state === 'queued'
  return (
    <>
      <DocumentStateBadge state={state} />
      {moving && progress && (
        <span className={classes['progress']}>
          <progress value={progress.share} max={1} aria-label={t(`stage.${progress.stage}`)} />
          <span>
            {progress.stage === 'waiting' && progress.position !== undefined
              ? t('queue.position', { position: format.number(progress.position) })
              : t(`stage.${progress.stage}`)}
          </span>
        </span>
      )}
      {state === 'failed' && error && (
        <span className={classes['error']} title={text(error).detail}>
          {text(error).title}
        </span>
      )}
      {claim && !moving && (
        <span className={classes['claim']}>
          <IconUserEdit size={14} aria-hidden="true" />
          <bdi>{t('queue.claimed', { name: claim.ownerName })}</bdi>
        </span>
      )}
    </>
  )
}

/** A row of the queue; draws itself again only when its document, choice or place changes. */
export const DocumentRow = memo(function DocumentRow({
  document,
  index,
  style,
  href,
  compareHref,
  now,
  selected,
  active,
  onClick,
  onFocus,
  onToggle,
}: DocumentRowProps) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const { choices } = useRecognisers()
  const { id, name, kind, provider, mode, pageCount, openChecks } = document
  const providerLabel = choices.find((choice) => choice.provider.id === provider)?.provider.label
  const kindLabel = kind === null ? undefined : kindByName(kind)?.label
  const read =
    mode !== null && document.state !== 'queued' && document.state !== 'running' && document.state !== 'failed'
  const who = document.decidedBy ?? document.createdBy
  const when = document.decidedAt ?? document.createdAt
  return (
    <tr
      aria-rowindex={index + 2}
      aria-selected={selected}
      tabIndex={active ? 0 : -1}
      data-document={id}
      data-state={document.state}
      className={classes['row']}
      style={style}
      onClick={(event) => onClick(event, id)}
      onFocus={(event) => event.target === event.currentTarget && onFocus(id)}
    >
      <td className={classes['select']} data-select>
        <Checkbox
          aria-label={t('queue.selectRow', { name })}
          checked={selected}
          tabIndex={-1}
          onChange={(event) => {
            const { nativeEvent } = event
            onToggle(id, 'shiftKey' in nativeEvent && nativeEvent.shiftKey === true)
          }}
        />
      </td>
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- the link inside is its text */}
      <td className={classes['name']}>
        <img className={classes['thumbnail']} src={thumbnailUrl(id)} alt="" loading="lazy" decoding="async" />
        <span className={classes['names']}>
          <a className={classes['link']} href={href} tabIndex={-1} title={name}>
            <bdi>{name}</bdi>
          </a>
          <span className={classes['quiet']}>
            {document.format.toUpperCase()} · {format.bytes(document.bytes)}
            {pageCount > 1 && ` · ${t('queue.pages', { count: pageCount })}`}
          </span>
        </span>
        {kind !== null && (
          <a
            className={classes['compare']}
            href={compareHref}
            tabIndex={-1}
            data-compare
            title={t('queue.compare')}
            aria-label={t('queue.compareRow', { name })}
          >
            <IconColumns3 size={18} stroke={1.75} aria-hidden="true" />
          </a>
        )}
      </td>
      <td className={classes['state']}>
        <State document={document} />
      </td>
      <td className={classes['kind']}>
        {kind === null ? (
          <span className={classes['quiet']}>{t('queue.notRead')}</span>
        ) : (
          <span className={classes['clip']} title={kindLabel && labelText(kindLabel, i18n.language)}>
            {kindLabel ? labelText(kindLabel, i18n.language) : kind}
          </span>
        )}
      </td>
      <td className={classes['provider']}>
        {provider !== null && (
          <>
            <span className={classes['clip']}>
              {providerLabel ? labelText(providerLabel, i18n.language) : provider}
            </span>
            {mode && <ModeBadge mode={mode} />}
          </>
        )}
      </td>
      <td className={classes['confidence']}>{read && <Confidence value={document.lowestConfidence} bar />}</td>
      <td className={classes['checks']}>
        {read &&
          (openChecks > 0 ? (
            <span className={classes['failing']}>
              <IconAlertOctagon size={16} aria-hidden="true" />
              {t('queue.checksFailing', { count: openChecks })}
            </span>
          ) : (
            <span className={classes['fine']}>
              <IconCheck size={16} aria-hidden="true" />
              {t('queue.checksFine')}
            </span>
          ))}
      </td>
      <td className={classes['who']}>
        <bdi className={classes['clip']} title={who}>
          {who}
        </bdi>
      </td>
      <td className={classes['when']}>
        <time dateTime={when} title={format.dateTime(when)}>
          {format.moment(when, now)}
        </time>
      </td>
    </tr>
  )
})

import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Recognition } from '#contract/result'
import { Confidence } from '../../../ui/confidence.tsx'
import { useFormat } from '../../../ui/format.ts'
import { labelText } from '../../../ui/recogniser.ts'
import { useLighting, useLit } from '../highlight.ts'
import { fieldLabel } from '../marks.ts'
import { HtmlSection } from './html-section.tsx'
import { TableSection } from './table-section.tsx'
import classes from './result-tab.module.css'

/** Rows shown before one asks for all of them. */
const shownAtFirst = 200

function Section({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  const format = useFormat()
  return (
    <section className={classes['section']}>
      <h3 className={classes['title']}>
        {title} <span className={classes['count']}>{format.number(count)}</span>
      </h3>
      {children}
    </section>
  )
}

function FieldRow({
  kind,
  field,
  id,
  number,
}: {
  kind: string
  field: Recognition['fields'][number]
  id: string
  number: number
}) {
  const { t, i18n } = useTranslation('explorer')
  const format = useFormat()
  const lit = useLit(id)
  const { onClick, onFocus, onBlur, ...hover } = useLighting(id, 'list')
  return (
    // The button in the row is what the keyboard reaches; the row is its larger target.
    <tr data-lit={lit} data-field={field.key} onClick={onClick} {...hover}>
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- the button inside is its text */}
      <th scope="row">
        <button
          type="button"
          className={classes['label']}
          aria-pressed={lit === 'chosen'}
          onFocus={onFocus}
          onBlur={onBlur}
        >
          <span className={classes['place']}>{number}</span>
          <bdi>{labelText(fieldLabel(kind, field.key), i18n.language)}</bdi>
        </button>
      </th>
      <td className={classes['value']}>
        {field.value === null || field.value === '' ? (
          <span className={classes['quiet']}>{t(field.value === null ? 'result.null' : 'result.empty')}</span>
        ) : (
          <bdi dir="auto">{field.value}</bdi>
        )}
        <code className={classes['path']}>{field.native.path}</code>
      </td>
      <td className={classes['trust']}>
        <Confidence value={field.confidence} />
        <span className={classes['source']} data-source={field.boxSource ?? 'none'}>
          {t(`boxSource.${field.boxSource ?? 'none'}`)}
        </span>
        {field.agreement !== null && (
          <span className={classes['source']} title={t('result.agreementTitle')}>
            {t('result.agreement', { percent: format.percent(field.agreement) })}
          </span>
        )}
      </td>
    </tr>
  )
}

interface TextRowProps {
  id: string
  text: string
  note?: string
  confidence: number | null
}

function TextRow({ id, text, note, confidence }: TextRowProps) {
  const { t } = useTranslation('explorer')
  const lit = useLit(id)
  const lighting = useLighting(id, 'list')
  return (
    <li>
      <button type="button" className={classes['line']} data-lit={lit} aria-pressed={lit === 'chosen'} {...lighting}>
        {note !== undefined && <span className={classes['note']}>{note}</span>}
        <bdi dir="auto" className={classes['text']}>
          {text === '' ? <span className={classes['quiet']}>{t('result.empty')}</span> : text}
        </bdi>
        <Confidence value={confidence} />
      </button>
    </li>
  )
}

function TextRows({ rows }: { rows: readonly TextRowProps[] }) {
  const { t } = useTranslation('explorer')
  const [all, setAll] = useState(false)
  return (
    <ul className={classes['lines']}>
      {(all ? rows : rows.slice(0, shownAtFirst)).map((row) => (
        <TextRow key={row.id} {...row} />
      ))}
      {!all && rows.length > shownAtFirst && (
        <li>
          <button type="button" className={classes['more']} onClick={() => setAll(true)}>
            {t('result.all', { count: rows.length })}
          </button>
        </li>
      )}
    </ul>
  )
}

function Frames({
  frames,
  shown,
  onShown,
}: {
  frames: Recognition['frames']
  shown: number | null
  onShown: (frame: number | null) => void
}) {
  const { t } = useTranslation('explorer')
  return (
    <ol className={classes['frames']}>
      {frames.map(({ timeMs, lines }, frame) => (
        // Some clouds give times in whole seconds: several frames have the same.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={frame}>
          <button
            type="button"
            className={classes['frame']}
            aria-pressed={shown === frame}
            onClick={() => onShown(shown === frame ? null : frame)}
          >
            <time>{t('result.seconds', { count: Math.round(timeMs / 100) / 10 })}</time>
            <span>{t('result.linesIn', { count: lines.length })}</span>
          </button>
          <TextRows
            rows={lines.map(({ text, confidence }, index) => ({ id: `frame:${frame}:${index}`, text, confidence }))}
          />
        </li>
      ))}
    </ol>
  )
}

interface ResultTabProps {
  recognition: Recognition
  frame: number | null
  onFrame: (frame: number | null) => void
}

/** The canonical result: fields with value, place in the raw answer, confidence and who placed the box; lines, tables, regions, frames, HTML. */
export function ResultTab({ recognition, frame, onFrame }: ResultTabProps) {
  const { t } = useTranslation('explorer')
  const { kind, fields, lines, tables, regions, frames, html } = recognition
  const lineRows = useMemo(
    () => lines.map(({ text, confidence }, index) => ({ id: `line:${index}`, text, confidence })),
    [lines],
  )
  const nothing = fields.length + lines.length + tables.length + regions.length + frames.length === 0 && !html
  return (
    <div className={classes['result']} data-testid="canonical-result">
      {nothing && <p className={classes['none']}>{t('result.nothing')}</p>}
      {fields.length > 0 && (
        <Section title={t('result.fields')} count={fields.length}>
          <table className={classes['fields']}>
            <thead>
              <tr>
                <th scope="col">{t('result.field')}</th>
                <th scope="col">{t('result.value')}</th>
                <th scope="col">{t('result.confidence')}</th>
              </tr>
            </thead>
            <tbody>
              {fields.map((field, index) => (
                // Fields never change places within a result, and a key may stand several times.
                // oxlint-disable-next-line react/no-array-index-key
                <FieldRow key={index} kind={kind} field={field} id={`field:${index}`} number={index + 1} />
              ))}
            </tbody>
          </table>
        </Section>
      )}
      {tables.length > 0 && (
        <Section title={t('result.tables')} count={tables.length}>
          {tables.map((table, index) => (
            // oxlint-disable-next-line react/no-array-index-key
            <TableSection key={index} table={table} index={index} />
          ))}
        </Section>
      )}
      {regions.length > 0 && (
        <Section title={t('result.regions')} count={regions.length}>
          <TextRows
            rows={regions.map(({ kind: note, text = '', confidence }, index) => ({
              id: `region:${index}`,
              note,
              text,
              confidence,
            }))}
          />
        </Section>
      )}
      {frames.length > 0 && (
        <Section title={t('result.frames')} count={frames.length}>
          <Frames frames={frames} shown={frame} onShown={onFrame} />
        </Section>
      )}
      {lines.length > 0 && (
        <Section title={t('result.lines')} count={lines.length}>
          <TextRows rows={lineRows} />
        </Section>
      )}
      {html !== undefined && html !== '' && (
        <Section title="HTML" count={html.length}>
          <HtmlSection html={html} />
        </Section>
      )}
    </div>
  )
}

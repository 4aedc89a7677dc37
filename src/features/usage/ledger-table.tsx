import { useTranslation } from 'react-i18next'
import type { LedgerLine } from '#contract/usage'
import { FigureLink } from '../../ui/charts/figure-link.tsx'
import { useFormat } from '../../ui/format.ts'
import { localeOf } from '../../ui/language/locale.ts'
import { ModeBadge } from '../../ui/mode-badge.tsx'
import type { Names } from './names.ts'
import classes from './usage.module.css'

interface LedgerTableProps {
  rows: readonly LedgerLine[]
  names: Names
}

/** The account's entries. Moments are shown to the second by the vendors' clock, as their bills have them. */
export function LedgerTable({ rows, names }: LedgerTableProps) {
  const { t, i18n } = useTranslation('usage')
  const second = new Intl.DateTimeFormat(localeOf(i18n.language), {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'Asia/Shanghai',
  })
  return (
    // What scrolls must be reachable by keys (WCAG 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={classes['sheet']} aria-label={t('ledger.title')} tabIndex={0}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{t('ledger.at')}</th>
            <th scope="col">{t('column.capabilities')}</th>
            <th scope="col">{t('column.apps')}</th>
            <th scope="col">{t('filter.outcome')}</th>
            <th scope="col" data-numeric="true">
              {t('ledger.duration')}
            </th>
            <th scope="col" data-numeric="true">
              {t('column.bytes')}
            </th>
            <th scope="col" data-numeric="true">
              {t('ledger.units')}
            </th>
            <th scope="col" data-numeric="true">
              {t('column.cost')}
            </th>
            <th scope="col">{t('ledger.document')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.sequence} data-entry={row.sequence}>
              <td>{second.format(new Date(row.at))}</td>
              <What row={row} names={names} />
              <td dir="auto">{row.appId === null ? '–' : (row.appName ?? names.app(row.appId))}</td>
              <Outcome row={row} names={names} />
              <Amounts row={row} />
              <td className={classes['document']}>
                {row.documentId === null ? (
                  '–'
                ) : (
                  <FigureLink href={`/documents/${row.documentId}`}>
                    <bdi>{row.documentName}</bdi>
                  </FigureLink>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function What({ row, names }: { row: LedgerLine; names: Names }) {
  const { t } = useTranslation('usage')
  return (
    <td>
      <span dir="auto">
        {row.kind === 'call' && row.capability !== null
          ? names.capability(`${row.provider}/${row.capability}`)
          : t(`kind.${row.kind}`)}
      </span>
      <small>
        <span>{names.provider(row.provider)}</span> <ModeBadge mode={row.mode} />
      </small>
    </td>
  )
}

/** How it ended, and why: our code in words, and the vendor's own code. */
function Outcome({ row, names }: { row: LedgerLine; names: Names }) {
  const { t } = useTranslation('usage')
  if (row.outcome === null) return <td>–</td>
  return (
    <td>
      <span className={classes['outcome']} data-outcome={row.outcome}>
        {t(`outcome.${row.outcome}`)}
      </span>
      {row.code !== null && (
        <small>
          <span dir="auto">{names.code(row.code)}</span>{' '}
          <code dir="ltr">{[row.code, row.providerCode].filter(Boolean).join(' · ')}</code>
        </small>
      )}
    </td>
  )
}

function Amounts({ row }: { row: LedgerLine }) {
  const { t } = useTranslation('usage')
  const format = useFormat()
  const order = row.packageSize ?? (row.packageId === null ? null : t('details.grant'))
  return (
    <>
      <td data-numeric="true">{row.durationMs === null ? '–' : format.duration(row.durationMs)}</td>
      <td data-numeric="true">{row.bytes === null ? '–' : format.bytes(row.bytes)}</td>
      <td data-numeric="true">
        {row.units === 0 ? '–' : format.number(row.units)}
        {order !== null && (
          <small>
            <bdi>{order}</bdi>
          </small>
        )}
      </td>
      <td data-numeric="true">{format.money(row.fen)}</td>
    </>
  )
}

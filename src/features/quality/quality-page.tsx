import { Checkbox, Select, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { providersQuery } from '../../api/providers.ts'
import { qualityQuery } from '../../api/quality.ts'
import { AdministrationPage } from '../../ui/administration-page.tsx'
import { FigurePanel } from '../../ui/charts/figure-panel.tsx'
import { Ranking } from '../../ui/charts/ranking.tsx'
import { Failure } from '../../ui/failure.tsx'
import { useFormat } from '../../ui/format.ts'
import { CalibrationPanel } from './calibration-panel.tsx'
import { accuracyColumns, approvedHref, costColumns, fieldColumns } from './columns.ts'
import { registerQualityLanguage } from './language/index.ts'
import { lengths, modesOf, periodOf, type QualityPlace } from './place.ts'
import classes from './quality.module.css'
import { ThresholdPanel } from './threshold-panel.tsx'
import { useQualityWords } from './words.ts'

await registerQualityLanguage()

const usualDays = 30
const usualPermille = 10
/** The address changes with every filter; what was asked at its beginning is the same question all day. */
const now = Date.now()

interface QualityPageProps {
  place: QualityPlace
  onPlace: (place: QualityPlace, replace?: boolean) => void
}

/** How well recognisers read, from what reviewers corrected and approved. */
export function QualityPage({ place, onPlace }: QualityPageProps) {
  const { t } = useTranslation('quality')
  const { t: tCommon } = useTranslation()
  const format = useFormat()
  const words = useQualityWords()
  const { days = usualDays, mode = 'live', together = false, provider, permille = usualPermille } = place
  const { data: providers } = useQuery(providersQuery)
  const quality = useQuery(
    qualityQuery({ ...periodOf(now, days), mode: modesOf(place), provider, errorRate: permille / 1000 }),
  )
  const language = { t, words, format }
  const { data } = quality
  return (
    <AdministrationPage title={t('title')} text={t('text')}>
      <search className={classes['filters']} aria-label={t('filter.title')}>
        <Select
          label={t('filter.period')}
          allowDeselect={false}
          value={String(days)}
          data={lengths.map((count) => ({ value: String(count), label: t('filter.days', { count }) }))}
          onChange={(value) => onPlace({ ...place, days: lengths.find((each) => String(each) === value) ?? usualDays })}
        />
        <Select
          label={t('filter.mode')}
          allowDeselect={false}
          disabled={together}
          value={mode}
          data={(['live', 'sandbox', 'local'] as const).map((value) => ({
            value,
            label: tCommon(`mode.${value}.name`),
          }))}
          onChange={(value) =>
            onPlace({
              ...place,
              mode: (['live', 'sandbox', 'local'] as const).find((each) => each === value) ?? 'live',
            })
          }
        />
        <Select
          label={t('filter.provider')}
          placeholder={t('filter.all')}
          clearable
          clearButtonProps={{ 'aria-label': t('filter.clear') }}
          value={provider ?? null}
          data={(providers ?? []).map(({ id }) => ({ value: id, label: words.provider(id) }))}
          onChange={(value) => {
            const { provider: _before, ...rest } = place
            onPlace(value === null ? rest : { ...rest, provider: value })
          }}
        />
        <Checkbox
          className={classes['together']}
          label={t('filter.together')}
          checked={together}
          onChange={({ currentTarget }) => {
            const { together: _before, ...rest } = place
            onPlace(currentTarget.checked ? { ...rest, together: true } : rest)
          }}
        />
      </search>
      {quality.error && <Failure error={quality.error} onRetry={() => void quality.refetch()} />}
      {!data && !quality.error && <Skeleton height="24rem" radius="md" />}
      {data?.providers.length === 0 && <p className={classes['nothing']}>{t('nothing')}</p>}
      {data && data.providers.length > 0 && (
        <>
          <div className={classes['two']}>
            <FigurePanel
              title={t('accuracy.title')}
              text={t('accuracy.text')}
              fileName="accuracy"
              columns={accuracyColumns(language)}
              rows={data.providers}
              rowKey={(row) => row.provider}
            >
              <Ranking
                label={t('accuracy.title')}
                whole={1}
                items={data.providers
                  .filter(({ stood }) => stood !== null)
                  .toSorted((one, other) => (other.stood?.share ?? 0) - (one.stood?.share ?? 0))
                  .map((row) => ({
                    key: row.provider,
                    label: words.provider(row.provider),
                    note: t('accuracy.note', {
                      count: row.documents,
                      documents: format.number(row.documents),
                      interval: words.interval(row.stood!),
                    }),
                    value: row.stood!.share,
                    text: words.percent(row.stood!.share),
                    href: approvedHref(row),
                  }))}
              />
            </FigurePanel>
            <ThresholdPanel
              found={data.autoApproval}
              permille={permille}
              onPermille={(wanted) => onPlace({ ...place, permille: wanted }, true)}
            />
          </div>
          <CalibrationPanel calibrations={data.calibrations} />
          <FigurePanel
            title={t('cost.title')}
            text={t('cost.text')}
            fileName="cost-per-correct-field"
            columns={costColumns(language)}
            rows={data.capabilities}
            rowKey={(row) => `${row.provider}/${row.capability}/${row.kind}`}
          />
          <FigurePanel
            title={t('fields.title')}
            text={t('fields.text')}
            fileName="accuracy-by-field"
            columns={fieldColumns(language)}
            rows={data.fields}
            rowKey={(row) => `${row.provider}/${row.capability}/${row.kind}/${row.field}`}
          />
        </>
      )}
    </AdministrationPage>
  )
}

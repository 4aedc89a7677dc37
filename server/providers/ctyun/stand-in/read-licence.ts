import { boundsOf } from '../../../contract/geometry.ts'
import type { Line } from '../../../contract/result.ts'
import type { StandInEngine, StandInReading } from '../../stand-in.ts'

/** Names of the answer, the canonical key of each, and the labels that licences print in front of it. */
const entries = [
  { name: 'union_id', key: 'credit_code', labels: ['统一社会信用代码'] },
  { name: 'regist_no', key: 'registration_number', labels: ['注册号'] },
  { name: 'name', key: 'name', labels: ['企业名称', '名称'] },
  { name: 'type', key: 'company_type', labels: ['主体类型', '公司类型', '类型'] },
  { name: 'addr', key: 'address', labels: ['住所', '营业场所', '经营场所', '主要经营场所'] },
  { name: 'legal_rep', key: 'legal_person', labels: ['法定代表人', '负责人', '经营者', '投资人'] },
  { name: 'regist_capital', key: 'registered_capital', labels: ['注册资本', '注册资金'] },
  { name: 'establish_date', key: 'established_date', labels: ['成立日期', '注册日期'] },
  { name: 'operation_period', key: null, labels: ['营业期限', '经营期限', '合伙期限'] },
  { name: 'real_capital', key: 'paid_in_capital', labels: ['实收资本'] },
] as const

const withoutBlanks = (text: string) => text.replaceAll(/\s/g, '')

/** 2005年6月9日, as the example of the document writes a date. */
function chineseDate(date: string): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date) ?? []
  return year === undefined ? date : `${year}年${Number(month)}月${Number(day)}日`
}

/** The nearest line to the right of a label, in the same row. */
function rightOf(label: Line, lines: readonly Line[]): Line | undefined {
  const own = boundsOf(label.quad)
  const middle = (own.top + own.bottom) / 2
  return lines
    .filter((line) => {
      const { left, top, bottom } = boundsOf(line.quad)
      return line !== label && left >= own.right - (own.bottom - own.top) && top <= middle && bottom >= middle
    })
    .sort((first, second) => boundsOf(first.quad).left - boundsOf(second.quad).left)[0]
}

/** What stands behind a label, in its own line or in the next one to the right. */
function labelled(lines: readonly Line[], labels: readonly string[]): string {
  for (const label of labels) {
    const line = lines.find(({ text }) => withoutBlanks(text).startsWith(label))
    if (line === undefined) continue
    const rest = withoutBlanks(line.text)
      .slice(label.length)
      .replace(/^[:：]/, '')
    const value = rest === '' ? withoutBlanks(rightOf(line, lines)?.text ?? '') : rest
    if (value !== '') return value
  }
  return ''
}

function extracted({ fields }: StandInReading, key: string): string {
  const value = fields.find((field) => field.key === key)?.value ?? ''
  return key.endsWith('_date') ? chineseDate(value) : value
}

function periodOf(reading: StandInReading): string {
  const [from, to] = ['valid_from', 'valid_to'].map((key) => extracted(reading, key))
  return from || to ? [from, to].map((end) => chineseDate(end ?? '')).join('至') : ''
}

/**
 * A licence: the fields that the engine extracts; where it does not know licences yet, what its lines print behind the labels. A picture with neither
 * is "Not Business License" with empty fields.
 */
export async function licenceOf(engine: StandInEngine, image: Uint8Array, signal: AbortSignal) {
  const reading = await engine.read('business-licence', image, signal)
  const detail: Record<string, string> = Object.fromEntries(
    entries.map(({ name, key, labels }) => {
      const value = key === null ? periodOf(reading) : extracted(reading, key)
      return [name, value || labelled(reading.lines, labels)]
    }),
  )
  const isTitled = reading.lines.some(({ text }) => withoutBlanks(text).includes('营业执照'))
  const isLicence = isTitled || Object.values(detail).filter((value) => value !== '').length >= 3
  // Only licences printed in two columns have it (seed-facts/ctyun, real_capital).
  if (detail['real_capital'] === '') delete detail['real_capital']
  if (isLicence) return { license_type: 'Business License', detail }
  return {
    license_type: 'Not Business License',
    detail: Object.fromEntries(Object.keys(detail).map((name) => [name, ''])),
  }
}

import type { StandInEngine, StandInReading } from '../../stand-in.ts'

/** Names of the answer and the canonical key of each; the period has a key for each end. */
const entries = [
  { name: 'union_id', key: 'credit_code' },
  { name: 'regist_no', key: 'registration_number' },
  { name: 'name', key: 'name' },
  { name: 'type', key: 'company_type' },
  { name: 'addr', key: 'address' },
  { name: 'legal_rep', key: 'legal_person' },
  { name: 'regist_capital', key: 'registered_capital' },
  { name: 'establish_date', key: 'established_date' },
  { name: 'operation_period', key: null },
  { name: 'real_capital', key: 'paid_in_capital' },
] as const

/** 2005年6月9日, as the example of the document writes a date. */
function chineseDate(date: string): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date) ?? []
  return year === undefined ? date : `${year}年${Number(month)}月${Number(day)}日`
}

function extracted({ fields }: StandInReading, key: string): string {
  const value = fields.find((field) => field.key === key)?.value ?? ''
  return key.endsWith('_date') ? chineseDate(value) : value
}

function periodOf(reading: StandInReading): string {
  const [from, to] = ['valid_from', 'valid_to'].map((key) => extracted(reading, key))
  return from || to ? [from, to].map((end) => chineseDate(end ?? '')).join('至') : ''
}

/** A licence as the engine extracts it. A picture that is none is "Not Business License" with empty fields. */
export async function licenceOf(engine: StandInEngine, image: Uint8Array, signal: AbortSignal) {
  const reading = await engine.read('business-licence', image, signal)
  const detail: Record<string, string> = Object.fromEntries(
    entries.map(({ name, key }) => [name, key === null ? periodOf(reading) : extracted(reading, key)]),
  )
  const isTitled = reading.lines.some(({ text }) => text.replaceAll(/\s/g, '').includes('营业执照'))
  const isLicence = isTitled || Object.values(detail).filter((value) => value !== '').length >= 3
  // Only licences printed in two columns have it (seed-facts/ctyun, real_capital).
  if (detail['real_capital'] === '') delete detail['real_capital']
  if (isLicence) return { license_type: 'Business License', detail }
  return {
    license_type: 'Not Business License',
    detail: Object.fromEntries(Object.keys(detail).map((name) => [name, ''])),
  }
}

import { fieldDefinition } from '#contract/documents/index'
import type { ReviewItem } from '#contract/review'

const DATE = /^\D*(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D*$/u
const BLANKS_BESIDE_IDEOGRAPHS = /(?<=\p{Script=Han})\s+|\s+(?=\p{Script=Han})/gu

/**
 * What was read at a place, as the field would have it: the engine reads widely spaced digits with blanks between them, and a date as it is
 * printed. A value that a check tests, or that the machine first read without blanks, has none; numeric dates become ISO 8601.
 */
export function lookedValue(text: string, item: ReviewItem, kind: string): string {
  const definition = item.key === null ? undefined : fieldDefinition(kind, item.key)
  if (definition === undefined) return text
  if (definition.type === 'date') {
    const [, year = '', month = '', day = ''] = DATE.exec(text.replaceAll(/\s/gu, '')) ?? []
    if (year !== '') return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  }
  const unbroken = definition.check !== undefined || (item.machine.value !== null && !/\s/u.test(item.machine.value))
  return unbroken ? text.replaceAll(/\s/gu, '') : text.replaceAll(BLANKS_BESIDE_IDEOGRAPHS, '')
}

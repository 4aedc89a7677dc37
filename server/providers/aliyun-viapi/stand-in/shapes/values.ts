import type { Field, Region } from '../../../../contract/result.ts'
import type { StandInReading } from '../../../stand-in.ts'
import { Refused } from '../refused.ts'

/** Fields of a key that have a value. */
export function fieldsOf({ fields }: StandInReading, key: string): (Field & { value: string })[] {
  return fields.filter((field): field is Field & { value: string } => field.key === key && field.value !== null)
}

export function fieldOf(reading: StandInReading, key: string): (Field & { value: string }) | undefined {
  return fieldsOf(reading, key)[0]
}

/** The value of a key; '' where nothing was read, which is the document's commonest way to say so. */
export function valueOf(reading: StandInReading, key: string): string {
  return fieldOf(reading, key)?.value ?? ''
}

export function valuesOf(reading: StandInReading, key: string): string[] {
  return fieldsOf(reading, key).map(({ value }) => value)
}

export function regionsOf({ regions }: StandInReading, kind: string): Region[] {
  return regions.filter((region) => region.kind === kind)
}

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/

/** 2024-03-09 as 20240309; other texts (长期) as they are. */
export const compactDate = (value: string) => value.replace(isoDate, '$1$2$3')

/** 2024-03-09 as 2024年03月09日. */
export const chineseDate = (value: string) => value.replace(isoDate, '$1年$2月$3日')

/** 2024-03-09 as 2024年3月9日: the household register's form has no leading zeros. */
export const shortChineseDate = (value: string) =>
  value.replace(
    isoDate,
    (_all, year: string, month: string, day: string) => `${year}年${Number(month)}月${Number(day)}日`,
  )

/**
 * A confidence on a scale of 1, to seven places as the examples have them (the older SDK core turns longer numbers into texts); absent where the
 * engine reported none.
 */
export function score(confidence: number | null | undefined): number | undefined {
  return confidence === null || confidence === undefined ? undefined : Math.round(confidence * 1e7) / 1e7
}

/** A confidence on a scale of 100; absent where the engine reported none. */
export function percent(confidence: number | null | undefined): number | undefined {
  return confidence === null || confidence === undefined ? undefined : Math.round(confidence * 10_000) / 100
}

/**
 * Refuses what is plainly not the document: none of its own fields was found. Codes of seed-facts/aliyun-viapi/errors.json: a picture of something
 * else, or one with no text at all.
 */
export function needAny(reading: StandInReading, keys: readonly string[]): void {
  if (keys.some((key) => fieldOf(reading, key))) return
  if (reading.lines.length === 0) throw new Refused('InvalidResult', 'No text was recognized in the image.')
  throw new Refused('InvalidImage.Category', 'The image does not match the service that was called.')
}

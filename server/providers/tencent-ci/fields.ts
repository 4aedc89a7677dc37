import { parseWrittenDate } from '../../contract/checks/dates.ts'
import { clampedQuad, type Point, type Quad, type Size } from '../../contract/geometry.ts'
import type { Field } from '../../contract/result.ts'
import { fieldOf } from '../field.ts'
import { quadOfCorners, quadOfEdges } from '../geometry.ts'
import { confidenceOf, isRecord, listOf, numberOf, textOf } from '../values.ts'
import { provider } from './errors.ts'
import type { CardType } from './limits.ts'

/**
 * Canonical keys by the names of fields. English names are those of the document, a translation; the true ones are likely Chinese (seed-facts,
 * DEFECTS.md), as printed on the cards. For driving licences and for the back no names are given at all: those printed, in both languages.
 */
const names: readonly [key: string, names: readonly string[]][] = [
  ['name', ['name', '姓名']],
  ['sex', ['gender', 'sex', '性别']],
  ['ethnicity', ['ethnicity', 'nation', 'ethnic group', '民族']],
  ['birth_date', ['birth', 'birth (date)', 'date of birth', 'birthday', '出生', '出生日期']],
  ['address', ['address', '住址', '地址']],
  [
    'id_number',
    [
      'identification number',
      'identification number (id number)',
      'id number',
      'id',
      '公民身份号码',
      '身份证号',
      '身份证号码',
      '身份号码',
    ],
  ],
  ['issuing_authority', ['issuing authority', 'authority', '签发机关']],
  [
    'valid_period',
    ['valid period', 'validity period', 'period of validity', 'valid date', 'validity', '有效期限', '有效期'],
  ],
  ['valid_from', ['valid from', 'start date', '有效起始日期', '有效期起']],
  ['valid_to', ['valid to', 'valid until', 'expiry date', 'end date', '有效截止日期', '有效期至', '有效期止']],
  ['licence_number', ['license number', 'licence number', 'driver license number', 'license no.', '证号', '驾驶证号']],
  ['nationality', ['nationality', '国籍']],
  ['first_issue_date', ['date of first issue', 'first issue date', 'issue date', '初次领证日期']],
  ['vehicle_class', ['class', 'vehicle class', 'vehicle type', 'quasi-driving type', '准驾车型']],
  ['issuing_unit', ['issuing unit', 'issued by', '发证单位', '发证机关']],
  ['archive_number', ['archive number', 'archives number', 'file number', 'file no.', '档案编号']],
  ['record', ['record', '记录']],
]

const keyByName = new Map(names.flatMap(([key, all]) => all.map((name) => [name, key] as const)))

/** A name as it is compared: NFKC, no colon or blanks around, one case. */
function keyOf(name: string): string | undefined {
  return keyByName.get(
    name
      .normalize('NFKC')
      .replace(/[\s:]+$/, '')
      .replace(/\s+/g, ' ')
      .trim()
      .toLowerCase(),
  )
}

interface Item {
  name: string
  key: string | undefined
  info: Record<string, unknown>
  /** Place in the list. */
  at: number
}

function itemsOf(result: Record<string, unknown>): Item[] {
  return listOf(result['IdInfo']).flatMap((info, at) => {
    if (!isRecord(info)) return []
    const name = textOf(info['Name']) ?? ''
    return [{ name, key: keyOf(name), info, at }]
  })
}

/** Keys that only the one side has. */
const sides = {
  IDCard: { front: ['name', 'id_number', 'address', 'ethnicity'], back: ['issuing_authority'] },
  DriverLicense: {
    front: ['vehicle_class', 'first_issue_date', 'address', 'issuing_unit'],
    back: ['archive_number', 'record'],
  },
}

const kinds = {
  IDCard: { front: 'id-card-front', back: 'id-card-back' },
  DriverLicense: { front: 'driver-licence-front', back: 'driver-licence-back' },
}

/** The side of the card, told by the names that came; as expected where they do not tell, or tell both. */
export function kindOf(cardType: CardType, results: readonly Record<string, unknown>[], expected: string): string {
  const found = new Set(results.flatMap((result) => itemsOf(result).map(({ key }) => key)))
  const has = (side: 'front' | 'back') => sides[cardType][side].some((key) => found.has(key))
  const { front, back } = kinds[cardType]
  const [isFront, isBack] = [has('front'), has('back') || (cardType === 'IDCard' && found.has('valid_period'))]
  if (isFront !== isBack) return isFront ? front : back
  return expected === back ? back : front
}

function pointOf(value: unknown): Point | null {
  const [x, y, ...more] = (textOf(value) ?? '').split(',').map((part) => numberOf(part))
  return typeof x === 'number' && typeof y === 'number' && more.length === 0 ? [x, y] : null
}

/** Four points in any order (the document's run against the clock), or two opposite corners; null for anything else, and outside the page. */
export function quadOf(location: unknown, size: Size): Quad | null {
  const points = isRecord(location) ? listOf(location['Point']).map(pointOf) : []
  const corners = points.filter((point) => point !== null)
  if (corners.length !== points.length) return null
  const [first, second] = corners
  if (corners.length === 2 && first && second) return clampedQuad(quadOfEdges(...first, ...second), size)
  return clampedQuad(quadOfCorners(corners), size)
}

const writtenDate = '\\d{4}[-./年]?\\s*\\d{1,2}[-./月]?\\s*\\d{1,2}日?'
const endless = '长期(?:有效)?|永久|long[- ]?term|permanent'
/** Older licences print for how many years they are valid. */
const years = '\\d{1,2}\\s*年'
const period = new RegExp(`^(${writtenDate})\\s*(?:[-~—至]|to)\\s*(${writtenDate}|${endless}|${years})?$`, 'i')

/**
 * Both ends of a period: `2010.01.01-2030.01.01`, `20100101-20300101`, `2010年1月1日至长期`, `2010.01.01-6年`; of `2010.01.01-` the first. Null = it is
 * none.
 */
function periodOf(text: string | null): { from: string; to: string | null } | null {
  const [, from, to] = (text === null ? null : period.exec(text)) ?? []
  return from ? { from, to: to ?? null } : null
}

/** The end of a driving licence is a text, since older ones print a number of years; where it is a day it is written as days are. */
function isoEnd(key: string | undefined, value: unknown): { read?: unknown } {
  if (key !== 'valid_to') return {}
  const text = textOf(value)
  const isDay = text !== null && new RegExp(`^${writtenDate}$`).test(text)
  return { read: (isDay && parseWrittenDate(text)) || value }
}

/**
 * A sheet with both sides says twice what is printed on both: of the front's the first counts, of the back's the last. The other is kept under the
 * name that it came with.
 */
function withoutRepeats(items: readonly Item[], kind: string): Item[] {
  const isBack = kind.endsWith('-back')
  return items.map((item, index) => {
    const others = isBack ? items.slice(index + 1) : items.slice(0, index)
    return others.some(({ key }) => key === item.key) ? { ...item, key: undefined } : item
  })
}

export interface FieldPlace {
  kind: string
  page: number
  size: Size
  /** Path of the result in the raw answer, with a dot behind it. */
  path: string
}

/**
 * Every `IdInfo` as a field, in its order. Scores of 0..100 become 0..1. A period of validity becomes both its dates, each with the place of the
 * whole; names that nobody knows are kept under themselves.
 */
export function fieldsOf(result: Record<string, unknown>, { kind, page, size, path }: FieldPlace): Field[] {
  return withoutRepeats(itemsOf(result), kind).flatMap(({ name, key, info, at }) => {
    const value = info['DetectedText'] ?? null
    const common = {
      provider,
      kind,
      nativeName: name || `IdInfo[${at}]`,
      path: `${path}IdInfo[${at}].DetectedText`,
      value,
      page,
      quads: [quadOf(info['Location'], size)],
      confidence: confidenceOf(info['Score'], 100),
    }
    if (key !== 'valid_period') return [fieldOf({ ...common, key, ...isoEnd(key, value) })]
    const dates = periodOf(textOf(value))
    // No period of two dates: on a licence it is the last day, as older ones print it.
    if (dates === null) return [fieldOf({ ...common, key: 'valid_to', ...isoEnd('valid_to', value) })]
    const from = fieldOf({ ...common, key: 'valid_from', read: dates.from })
    if (dates.to === null) return [from]
    return [from, fieldOf({ ...common, key: 'valid_to', ...isoEnd('valid_to', dates.to) })]
  })
}

import { clampedQuad, type Point } from '../../contract/geometry.ts'
import type { Field, Findings, Line, Region } from '../../contract/result.ts'
import { fieldOf, lineOf, noFindings, regionOf, type FieldInput } from '../field.ts'
import { quadOfCorners, quadOfNumbers, type Reading } from '../geometry.ts'
import { confidenceOf, isRecord, lineText, listOf, numberOf, textOf } from '../values.ts'
import { provider } from './catalogue.ts'
import type { CapabilityId } from './limits.ts'
import { periodOf } from './period.ts'

type Item = Readonly<Record<string, unknown>>

/** A picture that was read: its item of the answer, and the page that it is of. */
export interface ReadItem {
  value: Item
  /** In the raw answer: `returnObj[0]`, with `[n].` in front where there were several calls. */
  path: string
  page: { index: number; width: number; height: number }
}

/** Eight numbers (general text), four `[x, y]` pairs (plates), or null for anything else. */
function quadOf(box: unknown, page: ReadItem['page'], reading: Reading) {
  if (!Array.isArray(box)) return null
  if (box.length === 4 && box.every(Array.isArray)) {
    const corners = box.map((pair: unknown[]): Point => [numberOf(pair[0]) ?? NaN, numberOf(pair[1]) ?? NaN])
    return clampedQuad(quadOfCorners(corners, reading), page)
  }
  return clampedQuad(
    quadOfNumbers(
      box.map((value) => numberOf(value) ?? NaN),
      reading,
    ),
    page,
  )
}

type Common = Pick<FieldInput, 'provider' | 'kind' | 'page'>

/** Names that no reader here knows are kept under their own name. */
function unknownFields(record: Item, known: readonly string[], path: string, common: Common): Field[] {
  return Object.entries(record)
    .filter(([name]) => !known.includes(name))
    .map(([name, value]) => fieldOf({ ...common, nativeName: name, path: `${path}.${name}`, value }))
}

const knownOfText = ['text_line', 'detail']
const knownOfLine = ['name', 'text', 'box']

function textFindings({ value, path, page }: ReadItem): Findings {
  const common = { provider, kind: 'general-text', page: page.index }
  const lines: Line[] = []
  const fields: Field[] = unknownFields(value, knownOfText, path, common)
  for (const [at, entry] of listOf(value['detail']).entries()) {
    if (!isRecord(entry)) continue
    const place = `${path}.detail[${at}]`
    const text = lineText(entry['text'])
    if (text === null) continue
    const quad = quadOf(entry['box'], page, 'text')
    const textPath = `${place}.text`
    if (quad) lines.push(...lineOf({ text, page: page.index, quad, confidence: null, path: textPath }))
    // A line whose box cannot be used is still a line that was read.
    else fields.push(fieldOf({ ...common, nativeName: 'text', path: textPath, value: entry['text'] }))
    fields.push(...unknownFields(entry, knownOfLine, place, common))
  }
  return { ...noFindings(), fields, lines }
}

const portraitKeys = {
  name: 'name',
  sex: 'sex',
  nation: 'ethnicity',
  birthday: 'birth_date',
  addr: 'address',
  idn: 'id_number',
} as const

/** Without meaning, the same in every answer (seed-facts/ctyun, idcard). */
const constants: Readonly<Record<string, string>> = { idcard_face: 'no face', demo_image: 'demo_image', risk: 'normal' }

const hasText = (detail: unknown, names: readonly string[]) =>
  isRecord(detail) && names.some((name) => textOf(detail[name]) !== null)

/**
 * Which side a card showed: `front` is the emblem side and `back` the portrait side, the reverse of everyday usage and of Aliyun's words
 * (PROTOCOLS.md, 6.5). Without a usable `note` the filled fields decide; null where nothing does, and where both sides are there (a copy of both on
 * one sheet): then it is the side that was asked for.
 */
export function cardKindOf({ note, detail }: Item): 'id-card-front' | 'id-card-back' | null {
  const isPortrait = hasText(detail, Object.keys(portraitKeys))
  const isEmblem = hasText(detail, ['org', 'validperiod'])
  if (isPortrait && isEmblem) return null
  if (note === 'front') return 'id-card-back'
  if (note === 'back') return 'id-card-front'
  if (isPortrait) return 'id-card-front'
  return isEmblem ? 'id-card-back' : null
}

function cardFindings({ value, path, page }: ReadItem, expected: string): Findings {
  const kind = cardKindOf(value) ?? expected
  const common = { provider, kind, page: page.index }
  const detail = isRecord(value['detail']) ? value['detail'] : {}
  const at = (name: string) => `${path}.detail.${name}`
  const plain = (name: string, key: string) =>
    name in detail ? [fieldOf({ ...common, key, nativeName: name, path: at(name), value: detail[name] })] : []
  // Fields of the other side come as empty strings: the picture does not show them, so they are absent.
  const isOf = (side: string, name: string) => kind === side || textOf(detail[name]) !== null
  const portrait = Object.entries(portraitKeys).flatMap(([name, key]) =>
    isOf('id-card-front', name) ? plain(name, key) : [],
  )
  const emblem = isOf('id-card-back', 'org') ? plain('org', 'issuing_authority') : []
  if ('validperiod' in detail && isOf('id-card-back', 'validperiod')) {
    emblem.push(...periodFields(detail['validperiod'], at('validperiod'), 'validperiod', common))
  }
  const known = [...Object.keys(portraitKeys), 'org', 'validperiod']
  const oddConstants = Object.keys(constants).filter((name) => value[name] !== constants[name] && textOf(value[name]))
  const knownOfItem = ['note', 'detail', ...Object.keys(constants).filter((name) => !oddConstants.includes(name))]
  const fields = [
    ...portrait,
    ...emblem,
    ...unknownFields(detail, known, `${path}.detail`, common),
    ...unknownFields(value, knownOfItem, path, common),
  ]
  return { ...noFindings(), fields }
}

/** Both ends of a period that the cloud writes in one text. */
function periodFields(value: unknown, path: string, nativeName: string, common: Common): Field[] {
  const { from, to } = periodOf(textOf(value) ?? '')
  const of = (key: string, read: string | null) => fieldOf({ ...common, key, nativeName, path, value, read })
  return [of('valid_from', from), of('valid_to', to)]
}

const knownOfPlates = ['number of plate licenses', 'detail']
const knownOfPlate = ['box', 'plate_type', 'platelicense', 'confidence']

function plateFindings({ value, path, page }: ReadItem): Findings {
  const common = { provider, kind: 'licence-plate', page: page.index }
  const regions: Region[] = []
  const fields: Field[] = []
  for (const [at, plate] of listOf(value['detail']).entries()) {
    if (!isRecord(plate)) continue
    const place = `${path}.detail[${at}]`
    const quad = quadOf(plate['box'], page, 'upright')
    const confidence = confidenceOf(plate['confidence'])
    const number = { key: 'plate_number', nativeName: 'platelicense', path: `${place}.platelicense` }
    const type = { key: 'plate_type', nativeName: 'plate_type', path: `${place}.plate_type` }
    fields.push(
      fieldOf({ ...common, ...number, value: plate['platelicense'], quads: [quad], confidence }),
      fieldOf({ ...common, ...type, value: plate['plate_type'] }),
      ...unknownFields(plate, knownOfPlate, place, common),
    )
    const text = textOf(plate['platelicense'])
    regions.push(...regionOf({ kind: 'plate', page: page.index, quad, path: `${place}.box`, text, confidence }))
  }
  return { ...noFindings(), fields: [...fields, ...unknownFields(value, knownOfPlates, path, common)], regions }
}

const licenceKeys = {
  union_id: 'credit_code',
  regist_no: 'registration_number',
  name: 'name',
  type: 'company_type',
  addr: 'address',
  legal_rep: 'legal_person',
  regist_capital: 'registered_capital',
  real_capital: 'paid_in_capital',
  establish_date: 'established_date',
} as const

function licenceFindings({ value, path, page }: ReadItem): Findings {
  const common = { provider, kind: 'business-licence', page: page.index }
  const detail = isRecord(value['detail']) ? value['detail'] : {}
  const at = (name: string) => `${path}.detail.${name}`
  const fields = Object.entries(licenceKeys).flatMap(([name, key]) =>
    name in detail ? [fieldOf({ ...common, key, nativeName: name, path: at(name), value: detail[name] })] : [],
  )
  if ('operation_period' in detail) {
    fields.push(...periodFields(detail['operation_period'], at('operation_period'), 'operation_period', common))
  }
  return {
    ...noFindings(),
    fields: [
      ...fields,
      ...unknownFields(detail, [...Object.keys(licenceKeys), 'operation_period'], `${path}.detail`, common),
      // `license_type` says whether it is a licence at all, so it is shown beside the fields.
      ...unknownFields(value, ['detail'], path, common),
    ],
  }
}

/** Canonical findings of one picture. @param expected the kind that was asked for, where the answer does not tell which side a card showed */
export function findingsOf(capability: CapabilityId, item: ReadItem, expected: string): Findings {
  switch (capability) {
    case 'ctyun.ocr.general':
      return textFindings(item)
    case 'ctyun.ocr.idcard':
      return cardFindings(item, expected)
    case 'ctyun.ocr.plate':
      return plateFindings(item)
    case 'ctyun.ocr.business-license':
      return licenceFindings(item)
  }
}

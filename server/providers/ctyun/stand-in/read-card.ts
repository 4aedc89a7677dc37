import type { StandInEngine, StandInReading } from '../../stand-in.ts'

const valueOf = ({ fields }: StandInReading, key: string) => fields.find((field) => field.key === key)?.value ?? ''

/** yyyymmdd, as the table's example has a date of birth; text that is no ISO date stays. */
const compactDate = (date: string) => (/^\d{4}-\d\d-\d\d$/.test(date) ? date.replaceAll('-', '') : date)

const dottedDate = (date: string) => (/^\d{4}-\d\d-\d\d$/.test(date) ? date.replaceAll('-', '.') : date)

const portraitKeys = ['name', 'sex', 'ethnicity', 'birth_date', 'id_number', 'address']
const emblemKeys = ['issuing_authority', 'valid_from', 'valid_to']

/** A number and a name stand on one side only. */
const showsPortrait = (reading: StandInReading) =>
  valueOf(reading, 'id_number') !== '' && valueOf(reading, 'name') !== ''

/** How much of a side was found, as a share of what it prints. */
const shareOf = (reading: StandInReading, keys: readonly string[]) =>
  keys.filter((key) => valueOf(reading, key) !== '').length / keys.length

/**
 * A card of either side. `note` is front for the emblem side, and the fields of the other side are empty strings.
 * Invention: of a sheet that shows both sides the fields of both are there, and `note` is the portrait side's.
 */
export async function cardOf(engine: StandInEngine, image: Uint8Array, signal: AbortSignal) {
  const front = await engine.read('id-card-front', image, signal)
  const other = await engine.read('id-card-back', image, signal)
  const [onFront, onBack] = [shareOf(front, portraitKeys), shareOf(other, emblemKeys)]
  const isEmblem = onBack > onFront && !showsPortrait(front)
  // One date that was taken for a period makes no second side.
  const isSheet = showsPortrait(front) && onBack > 0.5
  const back = isEmblem || isSheet ? other : null
  const portrait = (key: string) => (isEmblem ? '' : valueOf(front, key))
  const ends = back === null ? [] : [valueOf(back, 'valid_from'), valueOf(back, 'valid_to')].map(dottedDate)
  return {
    note: isEmblem ? 'front' : 'back',
    detail: {
      name: portrait('name'),
      sex: portrait('sex'),
      nation: portrait('ethnicity'),
      birthday: compactDate(portrait('birth_date')),
      idn: portrait('id_number'),
      addr: portrait('address'),
      org: back === null ? '' : valueOf(back, 'issuing_authority'),
      validperiod: ends.some((end) => end !== '') ? ends.join('-') : '',
    },
    idcard_face: 'no face',
    demo_image: 'demo_image',
    risk: 'normal',
  }
}

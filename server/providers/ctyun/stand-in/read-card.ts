import type { StandInEngine, StandInReading } from '../../stand-in.ts'

const valueOf = ({ fields }: StandInReading, key: string) => fields.find((field) => field.key === key)?.value ?? ''

/** yyyymmdd, as the table's example has a date of birth; text that is no ISO date stays. */
const compactDate = (date: string) => (/^\d{4}-\d\d-\d\d$/.test(date) ? date.replaceAll('-', '') : date)

const dottedDate = (date: string) => (/^\d{4}-\d\d-\d\d$/.test(date) ? date.replaceAll('-', '.') : date)

const emblemWords = /中华人民共和国|居民身份证|签发机关|有效期限/

/** Words of the emblem side and no ID number: the portrait side prints none of them, the emblem side no number. */
function showsEmblemSide(front: StandInReading): boolean {
  const text = front.lines
    .map((line) => line.text)
    .join('')
    .replaceAll(/\s/g, '')
  return emblemWords.test(text) && valueOf(front, 'id_number') === ''
}

/** A card of either side. `note` is front for the emblem side, and the fields of the other side are empty strings. */
export async function cardOf(engine: StandInEngine, image: Uint8Array, signal: AbortSignal) {
  const front = await engine.read('id-card-front', image, signal)
  const isEmblem = showsEmblemSide(front)
  const back = isEmblem ? await engine.read('id-card-back', image, signal) : null
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

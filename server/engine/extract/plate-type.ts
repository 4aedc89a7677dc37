import { plateForm } from '../../contract/checks/cn-plate.ts'
import type { GroundReading } from '../reading.ts'

/** What a plate's form says about the vehicle, in the words of the clouds. */
const typesByForm: Partial<Record<NonNullable<ReturnType<typeof plateForm>>, string>> = {
  emergency: '应急救援',
  embassy: '使馆汽车',
  'armed-police': '武警车辆',
  military: '军用车辆',
}

const typesBySuffix: Readonly<Record<string, string>> = {
  挂: '挂车',
  学: '教练汽车',
  警: '警用汽车',
  领: '领馆汽车',
  港: '港澳入出境车',
  澳: '港澳入出境车',
}

/** The vehicle that a plate belongs to: by its form and last sign, else by the colour of its ground (GA 36-2018, table 1). */
export function typeOf(number: string, ground: GroundReading | null): string | null {
  const form = plateForm(number)
  if (form === null || form === 'aviation') return null
  if (form === 'new-energy') return /\d$/.test(number) ? '小型新能源车' : '大型新能源车'
  const known = typesByForm[form] ?? typesBySuffix[number.at(-1)!]
  if (known !== undefined) return known
  if (!ground) return null
  const { blue, yellow, green } = ground
  const most = Math.max(blue, yellow, green)
  const clear = most > 0.25 || (most > 0.1 && most > 0.7 * (blue + yellow + green))
  if (clear && most === blue) return '小型汽车'
  if (clear && most === yellow && (most > 0.4 || !isLightOnDark(ground))) return '大型汽车'
  return isLightOnDark(ground) && !isBlack(ground) ? '小型汽车' : null
}

const lightOf = ([red, green, blue]: readonly [number, number, number]) => red + green + blue

/** Blue plates alone have light signs on a darker ground, which is to be seen where the light leaves no colour: at night, by infrared, in glare. */
export const isLightOnDark = ({ base, print }: GroundReading) =>
  base !== undefined && print !== undefined && lightOf(print) > 1.15 * lightOf(base)

/** White signs on a ground without light or colour: a black plate, which several sorts of vehicles had, or a caption in the picture. */
const isBlack = ({ base, print, black }: GroundReading) =>
  black > 0.4 && base !== undefined && print !== undefined && lightOf(print) > 2.5 * lightOf(base)

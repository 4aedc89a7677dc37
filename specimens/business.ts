import type { Random } from './random.ts'
import { inventAddress } from './places.ts'

/** A firm that does not exist. */
export interface Company {
  name: string
  /** Its trading name without place and form. */
  brand: string
  type: string
  address: string
  creditCode: string
}

const brands = (
  '青禾 云栖 海棠湾 松间 明湖 北辰 远帆 禾木 星野 晨曦 墨石 安屿 知行 澄江 乐山居 蓝鲸 微澜 百川 银杏里 竹溪 鹿鸣 長庚 半亩 ' +
  '临风 若水 嘉木 朗月 初阳 峰禾 林深'
)
  .replaceAll('長', '长')
  .split(' ')
const trades = '科技 信息技术 餐饮管理 商贸 电子商务 建筑工程 文化传媒 物流 医疗器械 环保设备 食品 家居用品 软件'.split(
  ' ',
)

const usccSigns = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** The last sign of a unified social credit code (GB 32100-2015, annex A), computed here a second time so that specimens check the check. */
export function usccSign(first17: string): string {
  const sum = Array.from(first17).reduce((total, sign, index) => total + usccSigns.indexOf(sign) * (3 ** index % 31), 0)
  return usccSigns[(31 - (sum % 31)) % 31]!
}

/** A valid code that nobody can have: the county digits 71 to 79 are given to no county (GB/T 2260). */
export function inventCreditCode(random: Random, prefecture: string): string {
  const body = Array.from({ length: 9 }, (_, index) =>
    index < 2 && random.chance(0.6) ? random.pick(['M', 'A', 'X']) : usccSigns[random.integer(0, index < 6 ? 9 : 30)]!,
  ).join('')
  const first17 = `91${prefecture}${random.integer(71, 79)}${body}`
  return first17 + usccSign(first17)
}

export function inventCompany(random: Random): Company {
  const { prefecture, text } = inventAddress(random)
  const city = /(?:省|自治区)(.+?市)|^(.+?市)/.exec(text)
  const brand = random.pick(brands)
  const type = random.pick(['有限责任公司', '有限责任公司(自然人独资)', '股份有限公司(非上市)'])
  const form = type.startsWith('股份') ? '股份有限公司' : '有限公司'
  const name = `${city?.[1] ?? city?.[2] ?? '杭州市'}${brand}${random.pick(trades)}${form}`
  return { name, brand, type, address: text, creditCode: inventCreditCode(random, prefecture) }
}

/** A mobile number of a block that is not given to anyone. */
export function inventMobile(random: Random): string {
  return `1380000${String(random.integer(0, 9999)).padStart(4, '0')}`
}

export function inventLandline(random: Random): string {
  return `${random.pick(['010', '021', '0571', '0755', '028', '0512'])}-8000${String(random.integer(0, 9999)).padStart(4, '0')}`
}

/** Banks that do not exist, with their names in Latin letters. */
export const banks: readonly [zh: string, latin: string][] = [
  ['青松银行', 'QINGSONG BANK'],
  ['海岸银行', 'COASTAL BANK'],
  ['东湖商业银行', 'DONGHU BANK'],
  ['云岭银行', 'YUNLING BANK'],
  ['江畔银行', 'RIVERSIDE BANK'],
]

/** A card number of a range that is nobody's, with its Luhn digit (ISO/IEC 7812-1). */
export function inventCardNumber(random: Random, length: number): string {
  const first = `62099${Array.from({ length: length - 6 }, () => random.integer(0, 9)).join('')}`
  const sum = Array.from(first)
    .toReversed()
    .reduce((total, sign, index) => {
      const value = Number(sign) * (index % 2 === 0 ? 2 : 1)
      return total + (value > 9 ? value - 9 : value)
    }, 0)
  return first + String((10 - (sum % 10)) % 10)
}

const plateLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'

/** An invented plate of a passenger car; `green` for the eight signs of a new-energy one. */
export function inventPlate(random: Random, green = false): string {
  const province = random.pick(Array.from('京津冀晋辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云陕甘青蒙'))
  const letter = random.pick(Array.from('ABCDEFGHJK'))
  const sign = () => (random.chance(0.25) ? random.pick(Array.from(plateLetters)) : String(random.integer(0, 9)))
  const digits = (count: number) => Array.from({ length: count }, () => random.integer(0, 9)).join('')
  if (green)
    return `${province}${letter}${random.pick(['D', 'F', 'A'])}${random.chance(0.3) ? sign() : digits(1)}${digits(4)}`
  return province + letter + Array.from({ length: 5 }, sign).join('')
}

/** A number with a right check sign (GB 16735) whose maker's code nobody has: LZZ, then nines. */
export function inventVin(random: Random): string {
  const letters = 'ABCDEFGHJKLMNPRSTUVWXYZ'
  const value = (sign: string) => Number('12345678123457923456789'[letters.indexOf(sign)] ?? sign)
  const sign = () => random.pick(Array.from(`${letters}0123456789`))
  const start = `L${random.pick(['ZZ', 'SP', 'FD'])}9${Array.from({ length: 4 }, sign).join('')}`
  const end = `${sign()}${sign()}${Array.from({ length: 6 }, () => random.integer(0, 9)).join('')}`
  const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
  const sum = weights.reduce((total, weight, index) => total + weight * value(`${start}0${end}`[index]!), 0)
  return `${start}${'0123456789X'[sum % 11]!}${end}`
}

/** Whole fen as decimal yuan. */
export function yuan(fen: number): string {
  return `${fen < 0 ? '-' : ''}${Math.floor(Math.abs(fen) / 100)}.${String(Math.abs(fen) % 100).padStart(2, '0')}`
}

export function digitsOf(random: Random, count: number): string {
  return Array.from({ length: count }, (_, index) => random.integer(index === 0 ? 1 : 0, 9)).join('')
}

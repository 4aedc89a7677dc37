import { swapRepairs } from './look-alikes.ts'
import { failed, passed, type FieldRule } from './rule.ts'

/** The sign of each provincial-level unit on number plates (GA 36-2018, table 5). */
export const plateProvinces = '京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新'

/** Letters that plates use: I and O look like digits and are never issued (GA 36-2018, 5.2). */
export const plateLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'

const province = `[${plateProvinces}]`
const letter = `[${plateLetters}]`
const sign = `[${plateLetters}0-9]`
/** The office that issued it: O stands for the police and the authorities of a province, though none of its plates has been issued for years. */
const office = `[${plateLetters}O]`

/** The sorts of mainland plates, most frequent first (GA 36-2018, 5 and annex A). */
const forms = {
  ordinary: `${province}${office}${sign}{5}`,
  // Small new-energy vehicles have their letter (A to E pure electric, F to K others) in front, large ones at the end.
  'new-energy': `${province}${letter}(?:[ABCDEFGHJK]${sign}\\d{4}|\\d{5}[ABCDEFGHJK])`,
  suffixed: `${province}${office}${sign}{4}[挂学警港澳领试超]`,
  emergency: `${province}[XS]${sign}{4}应急`,
  embassy: `使\\d{6}|\\d{6}使`,
  // Vehicles that stay within an airport: white on green.
  aviation: `民航${letter}${sign}{4}`,
  'armed-police': `WJ${province}?${sign}{5}`,
  military: `[A-HJ-NP-VX-Z]${letter}\\d{5}`,
} as const

export type PlateForm = keyof typeof forms

const patterns = Object.entries(forms).map(
  ([form, source]) => [form as PlateForm, new RegExp(`^(?:${source})$`)] as const,
)

/** A plate's signs alone: capitals, without the dot, blanks or dashes that part them. */
export function plateSigns(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s·•・‧∙⋅.\-—_:]/g, '')
}

/** Which sort of plate a number belongs to, or null when it belongs to none. */
export function plateForm(text: string): PlateForm | null {
  const signs = plateSigns(text)
  return patterns.find(([, pattern]) => pattern.test(signs))?.[0] ?? null
}

/** Numbers that differ in one look-alike sign and are plates, likeliest first. */
export function plateRepairs(text: string): string[] {
  const signs = plateSigns(text)
  const plain = signs.slice(0, 2) + signs.slice(2).replaceAll('O', '0').replaceAll('I', '1')
  // I and O are never issued: the digits in their place are no guess.
  if (plateForm(plain) !== null) return plain === text ? [] : [plain]
  const alphabet = (index: number) => (index === 1 ? plateLetters : `${plateLetters}0123456789`)
  return swapRepairs(plain, alphabet, (candidate) => plateForm(candidate) !== null).slice(0, 5)
}

/** `cn-plate`: the form of a number plate of mainland China (GA 36-2018), new-energy plates with their eight signs included. */
export const cnPlate: FieldRule = (value) => {
  if (plateForm(value) !== null) return passed('cn-plate.right')
  return failed('cn-plate.wrong', {}, plateRepairs(value))
}

import type { Character } from '../../contract/result.ts'
import { cityNames } from './city-names.ts'
import { partOf } from './seal-read.ts'

/** A sign that is read as less sure than this may be another one. */
const sure = 0.9

/**
 * A firm's name with the ending that firms have: of 有限公司 one sign that was hardly believed is put right (公司法: a company is 有限 or 股份有限, and says so), and what
 * follows it, a sign read twice where the row's end was looked at with more room, is left out.
 */
export function withFirmEnding(chars: readonly Character[]): Character[] {
  const { text } = partOf([...chars])
  const twice = /有限(?:责任)?公司(?:公司|司)$/.exec(text)
  const own = twice ? chars.slice(0, chars.length - (text.endsWith('公司公司') ? 2 : 1)) : [...chars]
  const ending = own.slice(-4)
  const wanted = Array.from('有限公司')
  const wrong = ending.flatMap((char, index) => (char.text === wanted[index] ? [] : [index]))
  const [at] = wrong
  if (own.length < 7 || wrong.length !== 1 || at === undefined || at > 1 || ending[at]!.confidence >= sure) return own
  // 总公司, 分公司 and the like end otherwise: only one sign of 有限 may be missing, and the other stands there.
  return own.map((char, index) => (index === own.length - 4 + at ? { ...char, text: wanted[at]! } : char))
}

/** Of a city's name one sign may be put right that is less sure than this: smaller cities, which the list has not, are read for sure as a rule. */
const doubtful = 0.85

/** A name whose city was misread in one sign that was hardly believed, where only one city is written like what was read for sure. */
export function withCity(chars: readonly Character[]): Character[] {
  const { text } = partOf([...chars])
  const [, before, name] = /^((?:[^市省区]{2,3}省|[^市省]{2,5}自治区)?)([^市省区县]{2,4})市/.exec(text) ?? []
  if (before === undefined || name === undefined || cityNames.includes(name)) return [...chars]
  const signs = Array.from(name)
  const differing = (city: string) => Array.from(city).flatMap((sign, index) => (sign === signs[index] ? [] : [index]))
  const alike = cityNames.filter((city) => {
    const [at, ...more] = city.length === name.length ? differing(city) : []
    return at !== undefined && more.length === 0 && chars[before.length + at]!.confidence < doubtful
  })
  const [city] = alike
  if (city === undefined || alike.length > 1) return [...chars]
  const at = before.length + differing(city)[0]!
  return chars.map((char, index) => (index === at ? { ...char, text: city[at - before.length]! } : char))
}

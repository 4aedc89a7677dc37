import { Refused } from './refused.ts'

type Parameters = ReadonlyMap<string, string>

/** A required value, or the code that the document has for its absence (errors.json; `InvalidParameter` where it has none). */
export function needed(parameters: Parameters, name: string, missingCode = 'InvalidParameter'): string {
  const value = parameters.get(name)
  if (value === undefined || value === '') throw new Refused(missingCode, `${name} is mandatory for this action.`)
  return value
}

/** One of the allowed values. */
export function choice(
  parameters: Parameters,
  name: string,
  allowed: readonly string[],
  codes: { missing?: string; invalid?: string } = {},
): string {
  const value = needed(parameters, name, codes.missing)
  if (allowed.includes(value)) return value
  throw new Refused(codes.invalid ?? 'InvalidParameter', `${name} must be one of ${allowed.join(', ')}.`)
}

/** `true` or `false`, as both SDK cores send them (PROTOCOLS.md section 1). */
export function flag(parameters: Parameters, name: string, missing?: string): boolean {
  return choice(parameters, name, ['true', 'false'], missing === undefined ? {} : { missing }) === 'true'
}

/** A whole number from 1. Invention: the document states no bounds. */
export function positiveInteger(parameters: Parameters, name: string, missing: string): number {
  const value = needed(parameters, name, missing)
  if (!/^[1-9]\d{0,5}$/.test(value)) throw new Refused('InvalidParameter', `${name} must be a positive integer.`)
  return Number(value)
}

/** Side of cards and licences. */
export const sideOf = (parameters: Parameters) =>
  choice(parameters, 'Side', ['face', 'back'], { missing: 'MissingSide', invalid: 'InvalidSide' })

/** Tasks.N.ImageURL, or `Tasks` as one JSON array, as the document's own example sends it (capabilities.json, alternativeForm). */
export function taskUrls(parameters: Parameters, most: number): string[] {
  const urls = [...parameters]
    .flatMap(([name, value]) => {
      const place = /^Tasks\.(\d{1,4})\.ImageURL$/i.exec(name)?.[1]
      return place === undefined ? [] : [[Number(place), value] as const]
    })
    .sort(([first], [second]) => first - second)
    .map(([, url]) => url)
  const found = urls.length > 0 ? urls : tasksFromJson(parameters.get('Tasks'))
  if (found.length === 0 || found.includes('')) throw new Refused('MissingImageURL', 'Tasks.1.ImageURL is mandatory.')
  if (found.length > most) throw new Refused('InvalidParameter.TooLarge', `At most ${most} images may be sent at once.`)
  return found
}

function tasksFromJson(text: string | undefined): string[] {
  if (text === undefined) return []
  try {
    const tasks: unknown = JSON.parse(text)
    if (!Array.isArray(tasks)) return []
    return tasks.map((task) => {
      const url = (task as { ImageURL?: unknown } | null)?.ImageURL
      return typeof url === 'string' ? url : ''
    })
  } catch {
    throw new Refused('InvalidParameter', 'Tasks is not a JSON array.')
  }
}

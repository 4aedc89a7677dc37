import { isRecord, listOf } from '../../values.ts'
import { listsOf } from './lists.ts'

/** A place in an answer. What was taken out of it is remembered, so that the rest can be kept as well. */
export interface Native {
  /** undefined where the answer has nothing there. */
  readonly value: unknown
  /** As in contract/result.ts: `Data.Plates[0].PlateNumber`. */
  readonly path: string
  readonly taken: Set<string>
}

/** Puts lists where the document has lists; elements that are missing stay so. */
function withLists(value: unknown, path: string, lists: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => withLists(item, path, lists))
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const innerPath = path === '' ? name : `${path}.${name}`
      const listed = lists.has(innerPath) && inner !== null ? listOf(inner) : inner
      return [name, withLists(listed, innerPath, lists)]
    }),
  )
}

/** The root of an action's `Data`, with lists where its response table has them. */
export function nativeOf(capabilityId: string, data: unknown): Native {
  const lists = new Set(listsOf[capabilityId] ?? [])
  return { value: withLists(data, '', lists), path: 'Data', taken: new Set() }
}

/** The member of this name, or of a member of a member. */
export function child(native: Native, ...names: readonly string[]): Native {
  return names.reduce<Native>(
    ({ value, path, taken }, name) => ({
      value: isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined,
      path: `${path}.${name}`,
      taken,
    }),
    native,
  )
}

/** The members of a list. What stands in place of one counts as its first. */
export function items({ value, path, taken }: Native): Native[] {
  return listOf(value).map((item, index) => ({ value: item, path: `${path}[${index}]`, taken }))
}

/** Whether the answer has anything there. */
export const isGiven = ({ value }: Native): boolean => value !== undefined && value !== null

/** What stands there; it, and everything in it, counts as taken. */
export function take({ value, path, taken }: Native): unknown {
  taken.add(path)
  return value
}

export interface Leaf {
  /** The name of the member, without the places in lists. */
  name: string
  path: string
  value: unknown
}

/** Every value that nobody took, in the order of the answer. */
export function restOf({ value, path, taken }: Native): Leaf[] {
  if (value === undefined || taken.has(path)) return []
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => restOf({ value: item, path: `${path}[${index}]`, taken }))
  }
  if (isRecord(value)) {
    return Object.entries(value).flatMap(([name, inner]) => restOf({ value: inner, path: `${path}.${name}`, taken }))
  }
  return [{ name: path.slice(path.lastIndexOf('.') + 1).replaceAll(/\[\d+\]/g, ''), path, value }]
}

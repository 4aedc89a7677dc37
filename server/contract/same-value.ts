/**
 * Whether two JSON values say the same. Members count in any order, for the database keeps them in one of its own, and one that is
 * undefined is not there.
 */
export function sameValue(first: unknown, second: unknown): boolean {
  if (Object.is(first, second)) return true
  if (typeof first !== 'object' || typeof second !== 'object' || first === null || second === null) return false
  if (Array.isArray(first) !== Array.isArray(second)) return false
  const [ones, others] = [new Map(Object.entries(first)), new Map(Object.entries(second))]
  const names = new Set([...ones.keys(), ...others.keys()])
  return [...names].every((name) => sameValue(ones.get(name), others.get(name)))
}

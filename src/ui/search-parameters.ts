/** The query of an URL as an object: a name that stands there several times is a list, everything is text. */
export function parseSearch(query: string): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {}
  for (const [name, value] of new URLSearchParams(query)) {
    const before = found[name]
    found[name] = before === undefined ? value : [before, value].flat()
  }
  return found
}

/** The inverse of `parseSearch`; absent values are left out. Reads as people write queries: `?state=review&state=failed`. */
export function stringifySearch(search: Record<string, unknown>): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    for (const each of [value].flat()) {
      const isValue = typeof each === 'string' || typeof each === 'number' || typeof each === 'boolean'
      if (isValue && each !== '') parameters.append(name, String(each))
    }
  }
  const query = parameters.toString()
  return query === '' ? '' : `?${query}`
}

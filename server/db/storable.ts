/**
 * The same value without what PostgreSQL's jsonb and text refuse: U+0000 and half surrogate pairs become U+FFFD. Recognisers, files' names and
 * people's clipboards hold such characters, and none of them may fail a whole write.
 */
export function storable<Value>(value: Value): Value {
  if (typeof value === 'string') return storableText(value) as Value
  if (Array.isArray(value)) return value.map((item: unknown) => storable(item)) as Value
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [storableText(key), storable<unknown>(item)]),
    ) as Value
  }
  return value
}

function storableText(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\uFFFD').replaceAll('\0', '\uFFFD')
}

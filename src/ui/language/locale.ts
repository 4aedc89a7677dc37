/** A letter of a script that is written from right to left. */
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u

/** First strong isolate and pop directional isolate (Unicode Bidirectional Algorithm, UAX 9, 2.3). */
const [isolate, pop] = ['\u2068', '\u2069']

/**
 * The locale (BCP 47) in which numbers and dates are written: the browser's own for the language on screen (en-GB, ar-EG with its own digits),
 * else the language alone.
 */
export function localeOf(language: string): string {
  const primary = (tag: string) => tag.toLowerCase().split('-')[0]
  // Unit tests run without a browser.
  const wanted = (globalThis.navigator as Navigator | undefined)?.languages ?? []
  return wanted.find((tag) => primary(tag) === primary(language)) ?? language
}

/**
 * A value that goes into a sentence. Numbers are written as the locale writes them. A text is isolated where the sentence runs the other way,
 * so that neither the brackets and numbers around it nor its own change places: a name in Arabic within English, a file name or a code within
 * Arabic.
 */
export function withinText(value: unknown, language: string | undefined): unknown {
  if (language === undefined) return value
  if (typeof value === 'number') return new Intl.NumberFormat(localeOf(language)).format(value)
  if (typeof value !== 'string' || value === '' || value.startsWith(isolate)) return value
  return language.startsWith('ar') || rightToLeft.test(value) ? isolate + value + pop : value
}

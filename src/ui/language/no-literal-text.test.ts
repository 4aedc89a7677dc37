import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

/** What is the same in every language: names of keys, commands to be typed, the marks between two values. */
const everywhere = new Set(['X', 'E', 'HTML', 'npm start'])

const spoken = 'aria-(?:label|description|roledescription|valuetext|placeholder)|title|placeholder|alt|label'

/** Attributes that are read or shown, with their text in the code; and text between two tags. */
const patterns = [
  new RegExp(String.raw`\s(?:${spoken})=(?:"([^"]+)"|\{'([^']+)'\}|\{\x60([^\x60]+)\x60\})`, 'gu'),
  /[\w'"}\])/]>\s*([^<>{}()=;]*\p{L}[^<>{}()=;]*?)\s*<\//gu,
  /\}\s*([^<>{}()=;:,]*\p{L}[^<>{}()=;:,]*?)\s*<\/[a-z]/gu,
]

const withoutComments = (source: string) => source.replaceAll(/\/\*[\s\S]*?\*\//gu, '').replaceAll(/^\s*\/\/.*$/gmu, '')
/** Without what is filled in and without escapes such as that of a line's end. */
const letters = (text: string) => text.replaceAll(/\$\{[^}]*\}|\\[nt]/gu, '')

function literalTexts(source: string): string[] {
  return patterns.flatMap((pattern) =>
    [...withoutComments(source).matchAll(pattern)]
      .map(([, ...found]) => found.find((text) => text !== undefined) ?? '')
      .filter((text) => /\p{L}/u.test(letters(text)) && !everywhere.has(text)),
  )
}

it('finds a text that stands in the code', () => {
  expect(literalTexts('<p className="x">Save it</p>')).toEqual(['Save it'])
  expect(literalTexts('<img alt="A dog" />')).toEqual(['A dog'])
  expect(literalTexts("<Button aria-label={'Close'} />")).toEqual(['Close'])
  expect(literalTexts('<b title={`${count} of them`}>{t("a")}</b>')).toEqual(['${count} of them'])
  expect(literalTexts('<p>{t("a")} and more</p>')).toEqual(['and more'])
  expect(literalTexts(String.raw`<head>\n</head>`)).toEqual([])
  expect(literalTexts('<b title={`${count} · ${name}`} label={t("a")}>{t("b")} · </b>')).toEqual([])
})

it('no page has a text of its own: every string is in the catalogues', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'))
  expect(files.length).toBeGreaterThan(60)
  const found = files.flatMap((file) =>
    literalTexts(readFileSync(`src/${file}`, 'utf8')).map((text) => `${file}: ${text}`),
  )
  expect(found).toEqual([])
})

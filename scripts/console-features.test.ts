import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import ids from './__fixtures__/console-features.json'

interface Row {
  id: string
  where: string
  shown: string
}

/** `| id | where | shown by |`, one a feature. */
function rowsOf(markdown: string): Row[] {
  return [...markdown.matchAll(/^\| `([\w.-]+)` \| (.+?) \| (.+?) \|$/gmu)].map(([, id, where, shown]) => ({
    id: id!,
    where: where!,
    shown: shown!,
  }))
}

/** What is wrong with what a row says: nothing for a test that is there, or for a sentence why there is none. */
function complaintOf(shown: string): string | undefined {
  if (/^Not here: .{20,}\.$/u.test(shown)) return undefined
  const [, file, name] = /^`([\w./-]+\.(?:spec|test)\.tsx?)`: (.+)$/u.exec(shown) ?? []
  if (file === undefined || name === undefined) return 'names neither a test nor a reason'
  if (!existsSync(file)) return `${file} is not there`
  const quotes = [`'${name}'`, `"${name}"`, `\`${name}\``]
  const source = readFileSync(file, 'utf8')
  return quotes.some((quoted) => source.includes(quoted)) ? undefined : `${file} has no test or step of this name`
}

describe('the features of the console that a cloud gives its own customers', () => {
  const rows = rowsOf(readFileSync('docs/console-features.md', 'utf8'))

  it('are all in the table, each once, in the order of the documents', () => {
    expect(ids).toHaveLength(86)
    expect(rows.map(({ id }) => id)).toEqual(ids)
  })

  it('have a test each, or a line that says why not', () => {
    const complaints = rows.map(({ id, shown }) => [id, complaintOf(shown)]).filter(([, complaint]) => complaint)
    expect(complaints).toEqual([])
  })

  it('are told apart from what is not there', () => {
    expect(complaintOf('`e2e/apps.spec.ts`: a sentence that no test has')).toContain('no test or step')
    expect(complaintOf('`e2e/nothing.spec.ts`: anything')).toContain('is not there')
    expect(complaintOf('yes')).toBe('names neither a test nor a reason')
  })
})

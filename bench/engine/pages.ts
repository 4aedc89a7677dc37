import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { renderSpecimen, specimenKinds, type Level } from '../../specimens/index.ts'

export interface Page {
  name: string
  path: string
  /** The true lines, in no particular order. */
  lines: string[]
}

/** Seeds that nothing was tuned on. */
const firstSeed = 100_000

/** Two pages of every kind, one as rendered and one as photographed, written to a folder of their own. */
export async function renderPages(): Promise<Page[]> {
  const folder = await mkdtemp(join(tmpdir(), 'fieldproof-bench-'))
  const pages: Page[] = []
  for (const kind of specimenKinds) {
    for (const [offset, level] of (['clean', 'mild'] satisfies Level[]).entries()) {
      const { image, format, truth } = await renderSpecimen({ kind, seed: firstSeed + offset, level })
      const name = `${kind}, ${level}`
      const path = join(folder, `${kind}-${level}.${format}`)
      await writeFile(path, image)
      pages.push({ name, path, lines: truth.lines.map(({ text }) => text) })
    }
  }
  return pages
}

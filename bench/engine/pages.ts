import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { renderSpecimen, type Level, type TrueLine } from '../../specimens/index.ts'

export interface Page {
  name: string
  path: string
  /** The true lines, in no particular order. */
  truth: TrueLine[]
}

/** Seeds that nothing was tuned on. */
const firstSeed = 100_000
/** Cards, tickets, forms, a table, a photograph of a car and a page of text: small and large, dense and sparse. */
const kinds = [
  'id-card-front',
  'bank-card',
  'passport',
  'train-ticket',
  'vat-invoice',
  'business-licence',
  'takeaway-order',
  'table',
  'licence-plate',
  'general-text',
]
const levels = ['clean', 'mild'] satisfies Level[]
const seedsOfKind = 2

/**
 * Every kind with two seeds, as rendered and as photographed, written to a folder of their own. The first `timed` of them are one of each
 * kind, clean and photographed by turns.
 */
export async function renderPages(): Promise<{ folder: string; pages: Page[]; timed: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'fieldproof-bench-'))
  const render = async (kind: string, seed: number, level: Level): Promise<Page> => {
    const { image, format, truth } = await renderSpecimen({ kind, seed, level })
    const path = join(folder, `${kind}-${seed}-${level}.${format}`)
    await writeFile(path, image)
    return { name: `${kind}, ${level}`, path, truth: truth.lines }
  }
  const orders = Array.from({ length: seedsOfKind * levels.length }, (_, round) =>
    kinds.map((kind, index) => ({
      kind,
      seed: firstSeed + (round >> 1),
      level: levels[(index + round) % levels.length]!,
    })),
  ).flat()
  const pages: Page[] = []
  for (const { kind, seed, level } of orders) pages.push(await render(kind, seed, level))
  return { folder, pages, timed: kinds.length }
}

import { describe, expect, it } from 'vitest'
import { findingsSchema, type Findings } from '../../contract/result.ts'
import { adversarialPages } from './adversarial-pages.ts'
import { extractableKinds, extractFindings } from './index.ts'

/** Adversarial pages for every kind: by default one each, all of them together see every page; `FUZZ_RUNS=20` gives every kind all pages of as many seeds. */
const runs = Number(process.env['FUZZ_RUNS'] ?? 0)

/** Processor time of the fastest of up to three calls, in ms: other work on the machine and the compiler's are not the extractor's. */
async function quickest(work: () => Promise<unknown>, enough: number): Promise<number> {
  let best = Infinity
  for (let time = 0; time < 3 && best > enough; time += 1) {
    const before = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, (user + system) / 1000)
  }
  return best
}

/**
 * The aim is 100 ms, which the slowest pages (a passport of 1000 lines) keep once their code is compiled: 50 to 100 ms. Here it often is not, and processor
 * time too grows with what else the machine does.
 */
const mostMs = 250

describe.each(extractableKinds.map((kind, index) => ({ kind, index })))('$kind', ({ kind, index }) => {
  it(
    'neither fails nor hangs on adversarial pages, and answers in the canonical form',
    { timeout: 600_000 },
    async () => {
      for (let seed = 0; seed < Math.max(1, runs); seed += 1) {
        const pages = adversarialPages(runs > 0 ? seed : index)
        for (const { name, make } of runs > 0 ? pages : [pages[index % pages.length]!]) {
          const page = make()
          let findings: Findings | undefined
          const spent = await quickest(async () => {
            findings = await extractFindings(kind, [page])
          }, mostMs)
          expect([name, spent > mostMs ? spent : 'in time']).toEqual([name, 'in time'])
          expect([name, findingsSchema.safeParse({ ...findings, lines: findings!.lines.slice(0, 20) }).error]).toEqual([
            name,
            undefined,
          ])
        }
      }
    },
  )
})

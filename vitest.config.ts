import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Files that take longest, in the order in which they begin: those whose engine fills both cores beside those that wait for a process of their own.
 * One of them begun last would have a core idle at the end; a fresh clone knows no times of a run before.
 */
const longest = [
  'specimens/accuracy.test.ts',
  'server/documents/durability.test.ts',
  'server/start.test.ts',
  'server/engine/engine.test.ts',
  'specimens/specimens.test.ts',
  'server/engine/extract/extract.test.ts',
  'server/providers/ctyun/vectors.test.ts',
  'server/documents/list.test.ts',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = longest.findIndex((name) => moduleId.endsWith(`/${name}`))
      return place < 0 ? longest.length : place
    }
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b))
  }
}

export default defineConfig({
  resolve: {
    alias: [
      { find: /^#contract\/(.*)$/, replacement: `${fileURLToPath(new URL('server/contract/', import.meta.url))}$1.ts` },
    ],
  },
  test: {
    include: [
      'server/**/*.test.ts',
      'src/**/*.test.{ts,tsx}',
      'specimens/**/*.test.ts',
      'scripts/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    // Engine and PGlite both want whole cores: more files at once only makes every one slower on the two that CI has.
    maxWorkers: 2,
    // No test replaces a module, and each puts back what it changes: 300 files that each load zod, sharp and PGlite anew took half of the time.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    restoreMocks: true,
  },
})

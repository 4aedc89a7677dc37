import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** What of a built chunk the budgets are about. */
export interface BuiltChunk {
  fileName: string
  code: string
  isEntry: boolean
  isDynamicEntry: boolean
  /** Files that are loaded together with it. */
  imports: readonly string[]
  /** The module for whose sake it exists; absent for chunks that several share. */
  facadeModuleId: string | null
}

export interface Budget {
  name: string
  /** Bytes of JavaScript after gzip. */
  atMost: number
  files: (chunks: readonly BuiltChunk[]) => Set<string>
}

/** A chunk and everything that it cannot run without. */
function loadedWith(chunks: readonly BuiltChunk[], from: readonly BuiltChunk[]): Set<string> {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const loaded = new Set<string>()
  const visit = (fileName: string) => {
    if (loaded.has(fileName) || !byName.has(fileName)) return
    loaded.add(fileName)
    for (const imported of byName.get(fileName)!.imports) visit(imported)
  }
  for (const { fileName } of from) visit(fileName)
  return loaded
}

/** Issue 5, "Speed of the whole page": 1 kB is 1000 bytes. */
export const budgets: readonly Budget[] = [
  {
    name: 'the entry',
    atMost: 150_000,
    files: (chunks) =>
      loadedWith(
        chunks,
        chunks.filter(({ isEntry }) => isEntry),
      ),
  },
  {
    name: "the workbench's own part",
    atMost: 110_000,
    files: (chunks) => {
      const isWorkbench = ({ facadeModuleId }: BuiltChunk) =>
        facadeModuleId?.endsWith('/src/editor/workbench.tsx') === true
      const starts = chunks.filter(({ isEntry, isDynamicEntry }) => isEntry || isDynamicEntry)
      const others = loadedWith(
        chunks,
        starts.filter((chunk) => !isWorkbench(chunk)),
      )
      return new Set([...loadedWith(chunks, starts.filter(isWorkbench))].filter((fileName) => !others.has(fileName)))
    },
  },
]

export interface Weighed {
  name: string
  bytes: number
  atMost: number
}

/** What the parts of a build weigh. @throws {Error} when a part is not there at all: its budget would hold nothing */
export function weigh(chunks: readonly BuiltChunk[], limits: readonly Budget[] = budgets): Weighed[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  return limits.map(({ name, atMost, files }) => {
    const parts = [...files(chunks)]
    if (parts.length === 0) throw new Error(`The build has nothing that could be ${name}.`)
    const bytes = parts.reduce((sum, fileName) => sum + gzipSync(byName.get(fileName)!.code).length, 0)
    return { name, bytes, atMost }
  })
}

/** Fails the build when a part of it has outgrown its budget. */
export function bundleBudgets(): Plugin {
  return {
    name: 'fieldproof:bundle-budgets',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [file] : []))
      for (const { name, bytes, atMost } of weigh(chunks)) {
        const kilobytes = (count: number) => `${(count / 1000).toFixed(1)} kB`
        const said = `${name} is ${kilobytes(bytes)} after gzip, at most ${kilobytes(atMost)}`
        if (bytes > atMost) this.error(`Too large: ${said}. Load what is not needed at once when it is needed.`)
        this.info(said)
      }
    },
  }
}

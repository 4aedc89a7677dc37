import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Quad } from '../server/contract/geometry.ts'
import type { Engine, Inspections, OpenPage } from '../server/engine/reading.ts'
import { renderSpecimen, type Specimen } from './index.ts'

const digest = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex').slice(0, 32)

/** Answers kept as JSON files in a folder, by what was asked. */
export interface AnswerCache {
  /** The answer of an earlier run, or that of `work`, which is then kept. */
  through<Answer>(question: string, work: () => Promise<Answer>): Promise<Answer>
}

/** Keeps answers in `folder`. Nothing is ever thrown away: empty the folder when what gives the answers has changed. */
export async function openAnswerCache(folder: string): Promise<AnswerCache> {
  await mkdir(folder, { recursive: true })
  return {
    async through<Answer>(question: string, work: () => Promise<Answer>) {
      const path = join(folder, `${digest(question)}.json`)
      const kept = await readFile(path, 'utf8').catch(() => null)
      if (kept !== null) return JSON.parse(kept) as Answer
      const answer = await work()
      // Written beside and renamed: another run may be reading it.
      const fresh = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`
      await writeFile(fresh, JSON.stringify(answer))
      await rename(fresh, path)
      return answer
    },
  }
}

const here = fileURLToPath(new URL('.', import.meta.url))

async function sourcesIn(folder: string, wanted: (name: string) => boolean): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts') && wanted(name)).toSorted()
  return digest((await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('\0'))
}

/** `renderSpecimen` with the specimens kept on disk until the files that draw them change. */
export async function cachedSpecimens(cache: AnswerCache): Promise<typeof renderSpecimen> {
  const shared = await sourcesIn(here, (name) => !name.includes('.test.') && !/accuracy|cached/.test(name))
  return async (order) => {
    const own = await sourcesIn(join(here, 'kinds'), (name) => name === `${order.kind}.ts`)
    const { image, ...rest } = await cache.through(`specimen/${shared}/${own}/${JSON.stringify(order)}`, async () => {
      const { image: bytes, ...facts } = await renderSpecimen(order)
      return { ...facts, image: bytes.toString('base64') }
    })
    return { ...rest, image: Buffer.from(image, 'base64') } satisfies Specimen
  }
}

/**
 * The same engine with everything that it answers kept on disk by the bytes of the picture: rules can then be tuned without reading the same
 * specimens again. A picture is decoded only when something is asked that nobody asked before.
 */
export function cachedEngine(engine: Engine, cache: AnswerCache): Engine {
  return {
    ...engine,
    async open(image, options) {
      const name = digest(image)
      let opened: Promise<OpenPage> | undefined
      const page = () => (opened ??= engine.open(image, options))
      const { width, height } = await cache.through(`${name}/size`, async () => {
        const { width: w, height: h } = await page()
        return { width: w, height: h }
      })
      return {
        width,
        height,
        read: (read) =>
          cache.through(`${name}/read/${read?.detectorSide ?? ''}`, async () => (await page()).read(read)),
        look: (quad, views) =>
          cache.through(`${name}/look/${JSON.stringify([quad, views])}`, async () => (await page()).look(quad, views)),
        inspect: <What extends keyof Inspections>(what: What, angle?: number, within?: Quad) =>
          cache.through(`${name}/inspect/${what}/${angle ?? ''}${within ? JSON.stringify(within) : ''}`, async () => {
            const open = await page()
            if (!open.inspect) throw new Error('This engine does not look at pixels.')
            return open.inspect(what, angle, within)
          }),
        close: () => void opened?.then((open) => open.close()),
      }
    },
  }
}

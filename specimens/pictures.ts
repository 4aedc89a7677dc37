import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { kindByName } from '../server/contract/documents/index.ts'
import { createIntake } from '../server/documents/intake/index.ts'
import { readDocument } from '../server/engine/read-document.ts'
import type { Engine } from '../server/engine/reading.ts'
import type { ObjectStore } from '../server/storage/object-store.ts'
import { scoreFields, type ItemScore } from './accuracy.ts'
import type { Truth } from './truth.ts'

/** What stands on the pictures of a folder, by their names: the kind, and the values of the fields that are to be read; several of a key as a list. */
const truthSchema = z.record(
  z.string(),
  z.strictObject({
    kind: z.string().refine((kind) => kindByName(kind) !== undefined, 'no kind of this name'),
    fields: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  }),
)

export interface PictureScore {
  name: string
  kind: string
  items: ItemScore[]
  /** Why the picture could not be read; null where it was. */
  failure: string | null
  /** Intake, reading and extraction. */
  milliseconds: number
}

/** The engine's own truth has places; of pictures only values are known. */
function truthOf(kind: string, fields: Readonly<Record<string, string | readonly string[]>>): Truth {
  const values = Object.entries(fields).flatMap(([key, value]) =>
    [value].flat().map((one, index) => [index === 0 ? key : `${key}#${index + 1}`, one] as const),
  )
  const boxes = Object.fromEntries(values.map(([key]) => [key, []]))
  return { kind, fields: Object.fromEntries(values), boxes, elsewhere: {}, lines: [], regions: {} }
}

const unusedStore = new Proxy({} as ObjectStore, {
  get: () => () => Promise.reject(new Error('Pictures that are only measured are not stored.')),
})

/** What is wrong with the values that were asked for: keys that the kind does not have. */
function strangeKeys(kind: string, keys: readonly string[]): string[] {
  const known = new Set(kindByName(kind)!.fields.map(({ key }) => key))
  return keys.filter((key) => !known.has(key))
}

/**
 * Reads a folder of pictures of one's own (anything that intake takes: photographs, scans, PDF) with the local engine, and compares with the
 * `truth.json` beside them: `{"card.jpg": {"kind": "id-card-front", "fields": {"name": "张三"}}}`. A value that is read and not in the list counts as
 * wrong, so every field on the picture has to be there. Nothing is stored or sent.
 *
 * @throws {Error} where `truth.json` is missing or says something that it may not; the message says what
 */
export async function scorePictures(engine: Engine, folder: string): Promise<PictureScore[]> {
  const parsed = truthSchema.safeParse(JSON.parse(await readFile(join(folder, 'truth.json'), 'utf8')))
  if (!parsed.success) throw new Error(`truth.json: ${z.prettifyError(parsed.error)}`)
  for (const [name, { kind, fields }] of Object.entries(parsed.data)) {
    const strange = strangeKeys(kind, Object.keys(fields))
    if (strange.length > 0) throw new Error(`truth.json: ${name}: ${kind} has no field ${strange.join(', ')}`)
  }
  const intake = createIntake({ store: unusedStore })
  const scores: PictureScore[] = []
  for (const [name, { kind, fields }] of Object.entries(parsed.data)) {
    const truth = truthOf(kind, fields)
    const started = performance.now()
    const score = { name, kind, items: [] as ItemScore[], failure: null as string | null }
    try {
      // oxlint-disable-next-line no-await-in-loop -- times are those of one document at a time
      const { pages } = await intake.admit(await readFile(join(folder, name)))
      const sources = pages.map(({ image }, index) => ({ index, image: async () => image.bytes }))
      const context = { signal: new AbortController().signal, onProgress: () => undefined }
      // oxlint-disable-next-line no-await-in-loop -- as above
      score.items = scoreFields(truth, await readDocument(engine, kind, sources, context))
    } catch (error) {
      score.failure = error instanceof Error ? error.message : String(error)
      const missed = (key: string, expected: string): ItemScore => ({
        key,
        expected,
        got: null,
        exact: false,
        overlap: null,
      })
      score.items = Object.entries(truth.fields).map(([key, expected]) => missed(key, expected))
    }
    scores.push({ ...score, milliseconds: performance.now() - started })
  }
  return scores
}
